import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { apiTokenValidation as rule } from "./apimanagement-api-token-validation";

const names = { resourceGroupName: "rg", serviceName: "gateway", apiId: "shop" };
const api = resource(azure.apiManagementApi[0], names);
const policy = (inbound: string, change: object = {}) =>
  resource(
    azure.apiManagementApiPolicy[0],
    { ...names, value: `<policies><inbound>${inbound}<base/></inbound></policies>`, ...change },
    { name: "policy" },
  );
const check = `<validate-azure-ad-token tenant-id="{{tenant-id}}">
  <audiences><audience>api://models</audience></audiences>
</validate-azure-ad-token>`;

export const cases: RuleCases = {
  rule,
  pass: {
    "a token with an audience": [api, policy(check)],
    "a general token check": [api, policy(check.replaceAll("validate-azure-ad-token", "validate-jwt"))],
  },
  fail: {
    "no policy": [[api], "validates a token"],
    "a policy of another API": [[api, policy(check, { apiId: "other" })], "validates a token"],
    "a check in a comment": [[api, policy(`<!--${check}-->`)], "validates a token"],
    "any audience": [[api, policy('<validate-azure-ad-token tenant-id="t"/>')], "any audience"],
  },
  unknown: { "the policy is not known yet": [api, policy(check, { value: new Unknown("preview") })] },
};
