import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { accountKind as rule } from "./cognitiveservices-account-kind";

const account = (inputs: object) => [resource(azure.account[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { AIServices: account({ kind: "AIServices" }), OpenAI: account({ kind: "OpenAI" }) },
  fail: {
    "a multi-service account": [account({ kind: "CognitiveServices" }), 'kind is "CognitiveServices"'],
    "no kind": [account({}), "kind is not set"],
  },
};
