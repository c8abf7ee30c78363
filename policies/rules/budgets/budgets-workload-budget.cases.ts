import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { budgetsWorkloadBudget as rule } from "./budgets-workload-budget";

const profile = resource(aws.inferenceProfile[0], { tags: { workload: "chat" } });
const budget = (inputs: object) => resource(aws.budget[0], { ...inputs }, { name: "budget" });

export const cases: RuleCases = {
  rule,
  pass: {
    "by a cost filter": [
      profile,
      budget({ costFilters: [{ name: "TagKeyValue", values: ["user:workload$chat"] }] }),
    ],
    "by an expression": [
      profile,
      budget({ filterExpression: { tags: { key: "workload", values: ["chat"] } } }),
    ],
    "by a part of an expression": [
      profile,
      budget({ filterExpression: { ands: [{ tags: { key: "workload", values: ["chat"] } }] } }),
    ],
  },
  fail: {
    none: [[profile], 'no budget counts what carries the tag workload = "chat"'],
    "of another workload": [
      [profile, budget({ costFilters: [{ name: "TagKeyValue", values: ["user:workload$mail"] }] })],
      "no budget counts",
    ],
    "of everything": [[profile, budget({})], "no budget counts"],
  },
  notApplicable: { "of no workload": [resource(aws.inferenceProfile[0], {})] },
};
