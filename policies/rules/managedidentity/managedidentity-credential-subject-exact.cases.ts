import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { credentialSubjectExact as rule } from "./managedidentity-credential-subject-exact";

const credential = (subject?: string) => [resource(azure.federatedCredential[0], { subject })];

export const cases: RuleCases = {
  rule,
  pass: {
    "one environment of a repository": credential("repo:contoso/shop:environment:prod"),
    "one service account": credential("system:serviceaccount:shop:assistant"),
  },
  fail: {
    "any repository": [credential("repo:contoso/*"), "no wildcard"],
    "every pull request": [credential("repo:contoso/shop:pull_request"), "before its review"],
    none: [credential(), "must name one subject"],
  },
};
