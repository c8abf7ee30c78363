import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { cacheConnectionInVault as rule } from "./apimanagement-cache-connection-in-vault";

const cache = (connectionString: string) =>
  resource(azure.apiManagementCache[0], { serviceName: "gateway", connectionString });
const value = (more: object) =>
  resource(
    azure.apiManagementNamedValue[0],
    { serviceName: "gateway", displayName: "redis", ...more },
    { name: "value" },
  );
const inVault = { keyVault: { secretIdentifier: "https://kv.vault.azure.net/secrets/redis" } };

export const cases: RuleCases = {
  rule,
  pass: { "a named value of a vault": [cache("{{redis}}"), value(inVault)] },
  fail: {
    "the string itself": [[cache("redis:10000,password=x"), value(inVault)], "is a text of its own"],
    "a string around a value": [
      [cache("redis:10000,password={{redis}}"), value(inVault)],
      "is a text of its own",
    ],
    "a named value of no vault": [
      [cache("{{redis}}"), value({ value: "x" })],
      "no named value of a key vault",
    ],
    "a named value of another service": [
      [cache("{{redis}}"), value({ ...inVault, serviceName: "other" })],
      "no named value of a key vault",
    ],
    "no such value": [[cache("{{redis}}")], "no named value of a key vault"],
  },
};
