import colors from "picocolors";
import { describe, expect, it } from "vitest";
import type { AccessEntry, AccessModel } from "../../../graph/access/index";
import type { ResourceGraph, ResourceNode } from "../../../graph/types";
import { resourceNode } from "../../../tests/support/resource-node";
import { compareModels } from "./compare";
import { accessCsv } from "./csv";
import { renderOverview, renderWhatCan, renderWhoCan } from "./render";
import { isForDeployment, principalsOf, verbOf } from "./select";

const urn = "urn:pulumi:test::p::azure-native:cognitiveservices:Account::primary";

function model(name: string, ...verbs: AccessEntry["verb"][]): AccessModel {
  const holding = {
    urn: "a",
    principal: name,
    role: "Contributor",
    known: true,
    scope: "the subscription",
    eligible: false,
    conditional: false,
  };
  return {
    principals: [{ key: name, name: `group ${name}`, kind: "group", federated: [], usedBy: [], members: [] }],
    resources: [
      {
        urn,
        name: "primary",
        kind: "Account",
        verbs: ["call", "change"],
        network: { state: "public", because: "=publicNetworkAccess is Enabled", from: [] },
        keys: { state: "on", because: "disableLocalAuth is false" },
      },
    ],
    holdings: [holding],
    entries: verbs.map((verb) => ({
      principal: name,
      resource: urn,
      verb,
      answer: "yes",
      operation: "o",
      pattern: "*",
      holding,
      reach: "subscription",
      path: "identity",
    })),
    gaps: [],
  };
}

function graphOf(...resources: ResourceNode[]): ResourceGraph {
  return { project: "p", stack: "test", basis: "program", resources };
}

describe("comparing access", () => {
  it("tells what is gained and lost, by effect and name", () => {
    const { gained, lost } = compareModels(model("users", "call"), model("users", "call", "change"));
    expect(gained.map(({ principal, resource, entry }) => [principal, resource, entry.verb])).toEqual([
      ["group users", "Account primary", "change"],
    ]);
    expect(lost).toEqual([]);
    expect(compareModels(model("a", "call"), model("b", "call"))).toMatchObject({
      gained: [{ principal: "group b" }],
      lost: [{ principal: "group a" }],
    });
  });
});

/** The model whose callers come through a gateway, to some deployments of the account. */
function throughGateway(of: AccessModel, ...deployments: string[]): AccessModel {
  const network = { state: "private", because: "virtualNetworkType is Internal", from: [] } as const;
  const limits = ["2,000 tokens a minute"];
  const gateway = { service: "gate", api: "shop", deployments, limits, network };
  return { ...of, entries: of.entries.map((entry) => ({ ...entry, path: "gateway" as const, gateway })) };
}

describe("access through a gateway", () => {
  const held = model("shop", "call");
  it("is compared deployment by deployment", () => {
    const { gained, lost } = compareModels(throughGateway(held, "a"), throughGateway(held, "a", "b"));
    expect(gained.map(({ resource }) => resource)).toEqual(["Account primary, deployment b"]);
    expect(lost).toEqual([]);
    expect(compareModels(held, throughGateway(held, "a"))).toMatchObject({ gained: [{}], lost: [{}] });
  });

  it("answers for its own deployments, and for no other of the account", () => {
    const deployment = (name: string) =>
      resourceNode("azure-native:cognitiveservices:Deployment", name, { deploymentName: name });
    const graph = graphOf(deployment("chat"), deployment("other"));
    const [entry] = throughGateway(held, "chat").entries as [AccessEntry];
    expect(["Chat", "other", "primary"].map((text) => isForDeployment(entry, graph, text))).toEqual([
      ...[true, false, true],
    ]);
    expect(isForDeployment(held.entries[0] as AccessEntry, graph, "other")).toBe(true);
  });

  it("tells the deployments, the limits and the gateway's own network", () => {
    const through = throughGateway(held, "chat");
    const view = { colors: colors.createColors(false), columns: 100 };
    const text = renderWhoCan(through, "call", through.resources, view);
    expect(text).toContain("through gate: private (virtualNetworkType is Internal)");
    expect(text).toContain("API shop: 2,000 tokens a minute");
    expect(renderWhatCan(through, through.principals, view)).toContain("through gate: chat, at most 2,000");
    expect(accessCsv(through)).toContain(',chat,"2,000 tokens a minute",gate: private');
  });
});

describe("the CSV", () => {
  it("has a line an answer with room for a decision, and no formula", () => {
    const [head, line, ...more] = accessCsv(model('=cmd|"x", y', "call")).split("\r\n");
    expect(head).toMatch(/^principal,.*,reviewer,decision$/);
    expect(more).toEqual([]);
    expect(line).toContain('"\'=cmd|""x"", y"');
    expect(line).toMatch(/,,$/);
  });

  it("has a heading over each value", () => {
    const plain = model("users", "call");
    const [entry] = plain.entries;
    const terms = "at most 4 hours";
    const activated = { ...entry!, holding: { ...entry!.holding, eligible: true, terms } };
    const [head = [], line = []] = accessCsv({ ...plain, entries: [activated] })
      .split("\r\n")
      .map((row) => [...row.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, one = ""]) => one));
    expect(line).toHaveLength(head.length);
    expect(line[head.indexOf("terms")]).toBe(terms);
    expect(line[head.indexOf("network")]).toMatch(/^"?public/);
  });
});

describe("the overview", () => {
  const view = { colors: colors.createColors(false), columns: 100 };
  const eligible = (of: AccessModel): AccessModel => ({
    ...of,
    entries: of.entries.map((entry) => ({ ...entry, holding: { ...entry.holding, eligible: true } })),
  });

  it("counts who may activate a role apart from who holds it, and once who does both", () => {
    const held = model("users", "change");
    const both = { ...held, entries: [...held.entries, ...eligible(held).entries] };
    const others = eligible(model("admins", "change"));
    const all = {
      ...both,
      principals: [...both.principals, ...others.principals],
      entries: [...both.entries, ...others.entries],
    };
    const lines = renderOverview(all, view).split("\n");
    expect(lines.find((line) => line.startsWith("primary"))).toContain("1+1e");
    expect(lines.find((line) => line.startsWith("group admins"))).toMatch(/ 1e /);
    expect(lines.find((line) => line.startsWith("group users"))).not.toContain("e ");
    expect(renderOverview(all, view)).toContain("Privileged Identity Management");
    expect(renderOverview(held, view)).not.toContain("Privileged Identity Management");
  });
});

describe("what a user asks", () => {
  it("reads verbs in any spelling, leaves operations alone, refuses the rest with what there is", () => {
    expect(verbOf("read-keys")).toBe("readKeys");
    expect(verbOf("Grant Access")).toBe("grantAccess");
    expect(verbOf("Microsoft.X/y/read")).toBeUndefined();
    expect(() => verbOf("fly")).toThrow("no verb of access");
  });

  it("finds principals by ID, name or a part of it", () => {
    const found = (text: string) => principalsOf(model("users", "call"), text).map(({ key }) => key);
    expect([found("USERS"), found("group users"), found("ser")]).toEqual([["users"], ["users"], ["users"]]);
    expect(() => found("nobody")).toThrow('called "nobody"');
  });
});
