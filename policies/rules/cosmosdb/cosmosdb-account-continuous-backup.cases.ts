import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { cosmosContinuousBackup as rule } from "./cosmosdb-account-continuous-backup";

const subject = (inputs: object) => [resource(azure.cosmosAccount[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "as demanded": subject({ backupPolicy: { type: "Continuous" } }) },
  fail: {
    "the opposite": [subject({ backupPolicy: { type: "Periodic" } }), 'must be "Continuous"'],
    "the default": [subject({}), "is not set"],
  },
};
