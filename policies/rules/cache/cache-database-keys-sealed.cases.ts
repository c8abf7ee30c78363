import { Unknown } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { databaseKeysSealed as rule } from "./cache-database-keys-sealed";

const id = armId("Microsoft.Cache/redisEnterprise", "redis/databases/default");
const database = (accessKeysAuthentication: string) =>
  resource(
    azure.redisDatabase[0],
    { accessKeysAuthentication, clusterName: "redis", databaseName: "default" },
    { id },
  );
const template = (databaseId: unknown, more: object = {}, type = "Microsoft.KeyVault/vaults/secrets") =>
  resource(
    azure.templateDeployment[0],
    {
      properties: {
        template: { resources: [{ type }], ...more },
        parameters: { databaseId: { value: databaseId as string } },
      },
    },
    { name: "template" },
  );
const value = (
  more: object = { keyVault: { secretIdentifier: "https://kv.vault.azure.net/secrets/redis" } },
) =>
  resource(
    azure.apiManagementNamedValue[0],
    { serviceName: "gateway", displayName: "redis", ...more },
    { name: "value" },
  );
const cache = (connectionString: unknown = "{{redis}}") =>
  resource(
    azure.apiManagementCache[0],
    { serviceName: "gateway", connectionString: connectionString as string },
    { name: "cache" },
  );
const on = database("Enabled");

export const cases: RuleCases = {
  rule,
  pass: {
    "keys are off": [database("Disabled")],
    "a key that Azure puts into a vault for a gateway": [on, template(id), value(), cache()],
    "the engine tells no ID, but names": [
      resource(azure.redisDatabase[0], { ...on.inputs, resourceGroupName: "rg" }),
      template(id),
      value(),
      cache(),
    ],
  },
  fail: {
    "keys for whoever has one": [[on], "no template of this stack"],
    "a template of another database": [
      [on, template(`${id}2`), value(), cache()],
      "no template of this stack",
    ],
    "a template that tells what it read": [
      [on, template(id, { outputs: { key: {} } }), value(), cache()],
      "no template of this stack",
    ],
    "a template that hands the key to an application": [
      [on, template(id, {}, "Microsoft.Web/sites/config"), value(), cache()],
      "no template of this stack",
    ],
    "no cache": [[on, template(id), value()], "no cache of a gateway"],
    "a cache with a text of its own": [
      [on, template(id), value(), cache("redis:10000,password=x")],
      "no cache of a gateway",
    ],
    "a named value without a vault": [[on, template(id), value({}), cache()], "no cache of a gateway"],
  },
  unknown: { "a template may be of it": [on, template(new Unknown("preview")), value(), cache()] },
};
