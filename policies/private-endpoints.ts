import type { GraphReader, Subject, Verdict } from "./rule";
import { azure } from "./types";
import { fail, pass, same } from "./verdicts";

/** Fails unless a private endpoint of the graph leads to the sub-resource `groupId` of the resource. */
export function hasPrivateEndpoint(resource: Subject, graph: GraphReader, groupId: string): Verdict {
  const found = graph.someReferrer(
    resource,
    azure.privateEndpoint,
    "privateLinkServiceConnections[].privateLinkServiceId",
    (endpoint) =>
      graph
        .inputs(endpoint)
        .list("privateLinkServiceConnections")
        .some((connection) => connection.strings("groupIds").some((id) => same(id, groupId))),
  );
  return found ? pass : fail(`no private endpoint of this stack leads to its group "${groupId}"`);
}
