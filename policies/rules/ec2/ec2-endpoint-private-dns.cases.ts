import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { ec2EndpointPrivateDns as rule } from "./ec2-endpoint-private-dns";

const endpoint = (inputs: object) => [resource(aws.vpcEndpoint[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "it is on": endpoint({ vpcEndpointType: "Interface", privateDnsEnabled: true }) },
  fail: { "nothing said": [endpoint({ vpcEndpointType: "Interface" }), "privateDnsEnabled is not set"] },
  notApplicable: { "a gateway": endpoint({}) },
  unknown: {
    "not known yet": endpoint({ vpcEndpointType: "Interface", privateDnsEnabled: new Unknown("preview") }),
  },
};
