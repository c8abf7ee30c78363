import { Unknown } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { subnetSecurityGroup as rule } from "./network-subnet-security-group";

const id = armId("Microsoft.Network/networkSecurityGroups", "nsg");
const group = resource(azure.networkSecurityGroup[0], {}, { name: "group" });
const subnet = (inputs: object) => resource(azure.subnet[0], { subnetName: "endpoints", ...inputs });
const network = (...subnets: object[]) => [
  resource(azure.virtualNetwork[0], { subnets: subnets.map((each) => ({ ...each })) }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "a group is attached": [subnet({ networkSecurityGroup: { id } })],
    "a group that is not made yet": [
      {
        ...subnet({ networkSecurityGroup: { id: new Unknown("preview") } }),
        propertyDependencies: { networkSecurityGroup: [group.urn] },
      },
      group,
    ],
    "a subnet inside its network": network({ name: "endpoints", networkSecurityGroup: { id } }),
  },
  fail: {
    none: [[subnet({})], "networkSecurityGroup.id is not set"],
    "none, inside its network": [network({ name: "endpoints" }), 'subnets[0] ("endpoints")'],
  },
  unknown: { "a group that may be none": [subnet({ networkSecurityGroup: { id: new Unknown("preview") } })] },
  notApplicable: {
    "a gateway's subnet": [subnet({ subnetName: "GatewaySubnet" })],
    "a network whose subnets stand beside it": network(),
  },
};
