import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { kmsKeyDeletionWindow as rule } from "./kms-key-deletion-window";

const key = (inputs: object) => [resource(aws.key[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "nothing said": key({}), "30 days": key({ deletionWindowInDays: 30 }) },
  fail: { "a week": [key({ deletionWindowInDays: 7 }), "deletionWindowInDays is 7"] },
  notApplicable: {
    "a place to play": { resources: key({ deletionWindowInDays: 7 }), declaration: { protected: false } },
  },
};
