import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { filterBlocklistExists as rule } from "./cognitiveservices-filter-blocklist-exists";

const policy = (...customBlocklists: object[]) =>
  resource(azure.raiPolicy[0], {
    accountName: "ai",
    properties: { customBlocklists: customBlocklists.map((entry) => ({ ...entry })) },
  });
const list = (accountName: string) =>
  resource(azure.raiBlocklist[0], { accountName, raiBlocklistName: "secrets" }, { name: "list" });
const entry = { blocklistName: "secrets", blocking: true };

export const cases: RuleCases = {
  rule,
  pass: { "it stands in the account": [policy(entry), list("ai")] },
  fail: {
    "it stands elsewhere": [[policy(entry), list("other")], 'no blocklist "secrets"'],
    "it only annotates": [[policy({ ...entry, blocking: false }), list("ai")], "does not block"],
  },
  notApplicable: { "no blocklist": [policy()] },
};
