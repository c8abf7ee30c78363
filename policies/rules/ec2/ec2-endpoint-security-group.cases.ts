import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { ec2EndpointSecurityGroup as rule } from "./ec2-endpoint-security-group";

const endpoint = (...securityGroupIds: string[]) => [
  resource(aws.vpcEndpoint[0], { vpcEndpointType: "Interface", securityGroupIds }),
];

export const cases: RuleCases = {
  rule,
  pass: { "a group": endpoint("sg-1") },
  fail: { none: [endpoint(), "securityGroupIds names none"] },
  notApplicable: { "a gateway": [resource(aws.vpcEndpoint[0], {})] },
  unknown: {
    "not known yet": [
      resource(aws.vpcEndpoint[0], {
        vpcEndpointType: "Interface",
        securityGroupIds: [new Unknown("preview")],
      }),
    ],
  },
};
