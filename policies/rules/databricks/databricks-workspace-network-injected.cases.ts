import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { databricksWorkspaceNetworkInjected as rule } from "./databricks-workspace-network-injected";

const subject = (inputs: object) => [resource(azure.databricksWorkspace[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "it is as it should be": subject({
      parameters: {
        customVirtualNetworkId: { value: "net" },
        customPublicSubnetName: { value: "a" },
        customPrivateSubnetName: { value: "b" },
      },
    }),
  },
  fail: {
    "nothing is said": [subject({}), "is not set"],
    "a subnet is missing": [
      subject({
        parameters: { customVirtualNetworkId: { value: "net" }, customPublicSubnetName: { value: "a" } },
      }),
      "customPrivateSubnetName",
    ],
  },
};
