import type { GraphReader, PropertyReader, Subject } from "./rule";
import { azure } from "./types";
import { same } from "./verdicts";

/** The named value that an external cache of API Management connects with; undefined where it holds a text of its own. */
export function namedValueOf(cache: Subject, graph: GraphReader): PropertyReader | undefined {
  const inputs = graph.inputs(cache);
  const [, name] = /^\{\{([\w.-]+)\}\}$/.exec(inputs.string("connectionString") ?? "") ?? [];
  if (name === undefined) return undefined;
  return graph
    .all(azure.apiManagementNamedValue)
    .map((value) => graph.inputs(value))
    .filter((value) => value.string("displayName") === name)
    .find((value) => same(value.string("serviceName"), inputs.string("serviceName") ?? ""));
}
