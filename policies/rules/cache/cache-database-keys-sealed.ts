import { namedValueOf } from "../../gateway-caches";
import type { GraphReader, GraphRule, Subject } from "../../rule";
import { themes } from "../../themes";
import { azure } from "../../types";
import { fail, pass, same } from "../../verdicts";

export const databaseKeysSealed: GraphRule = {
  id: "CS-0564",
  name: "cache-database-keys-sealed",
  title:
    "Access keys of a Redis are off, or Azure itself puts one into a key vault for the cache of a gateway.",
  severity: "high",
  why: "An access key reads and changes every entry and names no caller. API Management reaches a cache in no other way: for that one use, a key may stand in a vault, and nowhere else.",
  fix: {
    text: "Set accessKeysAuthentication to Disabled and use Entra ID. For the cache of an API Management service, write the connection string into a vault by a template deployment (listKeys), and refer to that by a named value.",
    code: 'new redisenterprise.Database(name, { accessKeysAuthentication: "Disabled" });',
  },
  controls: themes.keyless,
  covers: [],
  url: "https://learn.microsoft.com/azure/api-management/api-management-howto-cache-external",
  scope: "graph",
  types: azure.redisDatabase,
  check: (database, graph) => {
    if (!same(graph.inputs(database).string("accessKeysAuthentication"), "Enabled")) return pass;
    const isSealed = graph.someReferrer(
      database,
      azure.templateDeployment,
      "properties.parameters.databaseId.value",
      (deployment) => writesSecretsAlone(deployment, graph),
    );
    const path = "accessKeysAuthentication";
    if (!isSealed) {
      return fail(
        `${path} is "Enabled", and no template of this stack puts a key into a vault and nowhere else`,
        path,
      );
    }
    return graph
      .all(azure.apiManagementCache)
      .some((cache) => namedValueOf(cache, graph)?.has("keyVault.secretIdentifier"))
      ? pass
      : fail(`${path} is "Enabled", and no cache of a gateway uses a key from a vault`, path);
  },
};

function writesSecretsAlone(deployment: Subject, graph: GraphReader): boolean {
  const inputs = graph.inputs(deployment);
  const resources = inputs.list("properties.template.resources");
  return (
    resources.length > 0 &&
    resources.every((one) => same(one.string("type"), "Microsoft.KeyVault/vaults/secrets")) &&
    !inputs.has("properties.template.outputs")
  );
}
