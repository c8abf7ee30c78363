import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { secretContentType as rule } from "./keyvault-secret-content-type";

const secret = (contentType?: string) => [resource(azure.secret[0], { properties: { contentType } })];

export const cases: RuleCases = {
  rule,
  pass: { "a word": secret("password") },
  fail: { "no word": [secret(), "must say what it is"], "an empty one": [secret(""), "must say what it is"] },
};
