import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { workloadBudget as rule } from "./workload-budget";

const identity = (tags: object) => resource(azure.userAssignedIdentity[0], { tags: { ...tags } });
const budget = (filter?: object) =>
  resource(azure.budget[0], { ...(filter && { filter: { ...filter } }) }, { name: "budget" });
const tags = { name: "workload", operator: "In", values: ["shop"] };

export const cases: RuleCases = {
  rule,
  pass: {
    "a budget counts its tag": [identity({ workload: "shop" }), budget({ tags })],
    "with another condition": [identity({ workload: "shop" }), budget({ and: [{ tags }] })],
  },
  fail: {
    "only the platform's budget": [[identity({ workload: "shop" }), budget()], 'workload = "shop"'],
    "a budget of another workload": [
      [identity({ workload: "shop" }), budget({ tags: { ...tags, values: ["marketing"] } })],
      "no budget counts",
    ],
  },
  notApplicable: { "an identity of the platform": [identity({ owner: "platform" })] },
};
