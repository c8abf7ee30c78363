import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { credentialIssuerHttps as rule } from "./managedidentity-credential-issuer-https";

const credential = (issuer?: string) => [resource(azure.federatedCredential[0], { issuer })];

export const cases: RuleCases = {
  rule,
  pass: { GitHub: credential("https://token.actions.githubusercontent.com") },
  fail: {
    "plain http": [credential("http://issuer.example.com"), "must be an https address"],
    "a pattern": [credential("https://*.example.com"), "without wildcards"],
    none: [credential(), "is not set"],
  },
};
