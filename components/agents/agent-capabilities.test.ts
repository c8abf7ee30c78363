import * as cosmosdb from "@pulumi/azure-native/cosmosdb";
import { beforeAll, describe, expect, it } from "vitest";
import type { ResourceGraph } from "../../graph/types";
import { GraphIndex } from "../../tests/support/graph-index";
import { home, makeAccount, makeVault, workspaceId } from "../../tests/support/parts";
import { only, record } from "../../tests/support/record";
import { AgentCapabilities } from "./agent-capabilities";
import { AgentProject } from "./agent-project";
import { AgentStores } from "./agent-stores";

const sqlRole = "azure-native:cosmosdb:SqlResourceSqlRoleAssignment";

/** A project whose database of threads has a reader already: what another team writes to the same account. */
function makeCapabilities(): void {
  const vault = makeVault();
  const account = makeAccount({ vault });
  const stores = new AgentStores("agents", {
    ...home,
    workspaceId,
    vault,
    protected: false,
    names: { threads: "threads", vectors: "vectors", files: "files" },
  });
  const project = new AgentProject("agents", {
    ...home,
    account,
    projectName: "support",
    description: "Support.",
    stores,
    group: "c8e5a1f6-74d2-4e39-b05c-2f9a6d8b1e21",
  });
  const { threads } = stores;
  const { resourceGroupName, accountName } = threads;
  threads.writes.next(
    (dependsOn) =>
      new cosmosdb.SqlResourceSqlRoleAssignment("reader", { resourceGroupName, accountName }, { dependsOn }),
  );
  const { location } = home;
  new AgentCapabilities("agents", { account, project, projectName: "support", location, stores, tools: [] });
}

describe("AgentCapabilities", () => {
  let graph: ResourceGraph;
  beforeAll(async () => {
    graph = await record(makeCapabilities);
  });

  it.each([
    ["azure-native:authorization:RoleAssignment", "agents-files-owner"],
    [sqlRole, "agents-threads-data"],
  ])("grant %s %s on what the capability host has made, after it", (type, name) => {
    const host = only(graph, "azure-native:cognitiveservices:ProjectCapabilityHost");
    expect(new GraphIndex(graph).dependsOn(only(graph, type, name), host)).toBe(true);
  });

  it("write their role on threads after whatever is written to the same account: two at once are refused", () => {
    const own = only(graph, sqlRole, "agents-threads-data");
    expect(new GraphIndex(graph).dependsOn(own, only(graph, sqlRole, "reader"))).toBe(true);
  });
});
