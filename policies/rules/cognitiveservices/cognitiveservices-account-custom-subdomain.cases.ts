import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { accountCustomSubdomain as rule } from "./cognitiveservices-account-custom-subdomain";

const account = (properties: object) => [resource(azure.account[0], { properties: { ...properties } })];

export const cases: RuleCases = {
  rule,
  pass: { "a subdomain is named": account({ customSubDomainName: "contoso-prod" }) },
  fail: {
    "none is named": [account({}), "is not set, must name a subdomain"],
    "it is empty": [account({ customSubDomainName: "" }), 'is ""'],
  },
};
