import colors from "picocolors";
import { describe, expect, it } from "vitest";
import type { AccessEntry, AccessModel } from "../../../graph/access/index";
import { compareModels } from "./compare";
import { accessCsv } from "./csv";
import { renderOverview } from "./render";
import { principalsOf, verbOf } from "./select";

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

describe("the CSV", () => {
  it("has a line an answer with room for a decision, and no formula", () => {
    const [head, line, ...more] = accessCsv(model('=cmd|"x", y', "call")).split("\r\n");
    expect(head).toMatch(/^principal,.*,reviewer,decision$/);
    expect(more).toEqual([]);
    expect(line).toContain('"\'=cmd|""x"", y"');
    expect(line).toMatch(/,,$/);
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
