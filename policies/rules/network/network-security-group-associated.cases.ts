import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { securityGroupAssociated as rule } from "./network-security-group-associated";

const id = armId("Microsoft.Network/networkSecurityGroups", "nsg");
const group = resource(
  azure.networkSecurityGroup[0],
  { resourceGroupName: "rg", networkSecurityGroupName: "nsg" },
  { name: "nsg", id },
);
const user = (type: string, inputs: object) => resource(type, { ...inputs }, { name: "user" });

export const cases: RuleCases = {
  rule,
  pass: {
    "of a subnet": [group, user(azure.subnet[0], { networkSecurityGroup: { id } })],
    "of a subnet inside its network": [
      group,
      user(azure.virtualNetwork[0], { subnets: [{ networkSecurityGroup: { id } }] }),
    ],
    "of an interface": [group, user(azure.networkInterface[0], { networkSecurityGroup: { id } })],
  },
  fail: { "of nothing": [[group, user(azure.subnet[0], {})], "no subnet"] },
};
