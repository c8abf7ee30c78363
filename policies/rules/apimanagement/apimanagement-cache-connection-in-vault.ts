import { namedValueOf } from "../../gateway-caches";
import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

const path = "connectionString";

export const cacheConnectionInVault: GraphRule = {
  id: "CS-0565",
  name: "apimanagement-cache-connection-in-vault",
  title: "A gateway reads the connection string of its cache from a key vault.",
  severity: "high",
  why: "A connection string holds an access key of the cache. Written into the service, it stands in the state of the stack, and no vault rotates, logs or revokes it.",
  fix: {
    text: "Put the connection string into a key vault, and refer to it by a named value.",
    code: 'new apimanagement.Cache(name, { connectionString: "{{cache-connection}}" });',
  },
  controls: themes.keyless,
  covers: [],
  url: "https://learn.microsoft.com/azure/api-management/api-management-howto-properties",
  scope: "graph",
  types: azure.apiManagementCache,
  check: (cache, graph) => {
    if (!/^\{\{[\w.-]+\}\}$/.test(graph.inputs(cache).string(path) ?? "")) {
      return fail(`${path} is a text of its own, must be a named value`, path);
    }
    return namedValueOf(cache, graph)?.has("keyVault.secretIdentifier")
      ? pass
      : fail(`${path} is ${graph.inputs(cache).show(path)}, which is no named value of a key vault`, path);
  },
};
