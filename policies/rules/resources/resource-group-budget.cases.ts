import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { resourceGroupBudget as rule } from "./resource-group-budget";

const id = "/subscriptions/0/resourceGroups/rg";
const group = resource(azure.resourceGroup[0], { resourceGroupName: "rg" }, { id });
const budget = (inputs: object) => resource(azure.budget[0], { amount: 100, ...inputs }, { name: "budget" });

export const cases: RuleCases = {
  rule,
  pass: {
    "of its own": [group, budget({ scope: id })],
    "of its subscription": [group, budget({ scope: "/subscriptions/0" })],
    "of its own, before it is made": [
      group,
      {
        ...budget({ scope: new Unknown("preview") }),
        propertyDependencies: { scope: [group.urn] },
      },
    ],
  },
  fail: {
    none: [[group], "no budget"],
    "of another group": [[group, budget({ scope: `${id}-2` })], "no budget"],
    "of one workload only": [
      [group, budget({ scope: id, filter: { tags: { name: "workload" } } })],
      "without a filter",
    ],
  },
  unknown: { "one that may be its own": [group, budget({ scope: new Unknown("preview") })] },
};
