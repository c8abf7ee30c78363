import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { ec2EndpointZones as rule } from "./ec2-endpoint-zones";

const endpoint = (...subnetIds: string[]) =>
  resource(aws.vpcEndpoint[0], { vpcEndpointType: "Interface", subnetIds });
const subnet = (id: string, availabilityZone: string) =>
  resource(aws.subnet[0], { availabilityZone }, { name: id, id });

export const cases: RuleCases = {
  rule,
  pass: {
    "two zones": [endpoint("s-a", "s-b"), subnet("s-a", "eu-central-1a"), subnet("s-b", "eu-central-1b")],
  },
  fail: {
    "one subnet": [[endpoint("s-a"), subnet("s-a", "eu-central-1a")], "fewer than two zones"],
    "two subnets of one zone": [
      [endpoint("s-a", "s-b"), subnet("s-a", "eu-central-1a"), subnet("s-b", "eu-central-1a")],
      "fewer than two zones",
    ],
  },
  notApplicable: { "a gateway": [resource(aws.vpcEndpoint[0], {})] },
  unknown: {
    "not known yet": [
      resource(aws.vpcEndpoint[0], { vpcEndpointType: "Interface", subnetIds: [new Unknown("preview")] }),
    ],
  },
};
