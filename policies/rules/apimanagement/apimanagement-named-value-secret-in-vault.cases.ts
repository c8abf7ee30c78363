import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { namedValueSecret as rule } from "./apimanagement-named-value-secret-in-vault";

const value = (inputs: object) => [resource(azure.apiManagementNamedValue[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "a client ID": value({ displayName: "gateway-client-id", value: "x", secret: false }),
    "a secret of a vault": value({
      displayName: "crm-key",
      secret: true,
      keyVault: { secretIdentifier: "https://kv.vault.azure.net/secrets/crm" },
    }),
  },
  fail: {
    "a secret in the service": [
      value({ displayName: "crm", value: "x", secret: true }),
      "stands in no key vault",
    ],
    "a key that is called no secret": [
      value({ displayName: "openai-api-key", value: "x", secret: false }),
      "is that of a secret",
    ],
  },
};
