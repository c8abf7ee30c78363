import { describe, expect, it } from "vitest";
import { Unknown, type ResourceNode } from "../../graph/types";
import { packs } from "../packs";
import type { Pack } from "../packs";
import { findRule } from "../rules";
import { armId, resource, testDeclaration } from "../testing";
import { azure, platformType } from "../types";
import { PackAnalyzer } from "./analyzer";

const baseline = packs["baseline"] as Pack;
const now = () => new Date("2026-11-22T12:00:00Z");
const only = (id: string, level: "mandatory" | "advisory" = "mandatory"): Pack => ({
  ...baseline,
  levels: { [id]: level },
});
const name = (id: string) => findRule(id)?.name ?? "";
const account = (properties: object) => resource(azure.account[0], { properties: { ...properties } });
const platform = (inputs: object) =>
  resource(platformType, { ...inputs }, { custom: false, name: "platform" });

function analyzer(pack: Pack): PackAnalyzer {
  return new PackAnalyzer(pack, now);
}

describe("a pack in the engine", () => {
  it("says the rule, what is wrong and how to fix it", () => {
    const node = account({ disableLocalAuth: false });
    expect(analyzer(only("CS-0001")).analyze(node)).toEqual([
      {
        policy: "cognitiveservices-account-local-auth-disabled",
        urn: node.urn,
        level: "mandatory",
        message: `CS-0001: properties.disableLocalAuth is false, must be true.\nfix: ${findRule("CS-0001")?.fix.text ?? ""}`,
      },
    ]);
  });

  it("says nothing of what is right", () => {
    expect(analyzer(only("CS-0001")).analyze(account({ disableLocalAuth: true }))).toEqual([]);
  });

  describe("with an unknown", () => {
    const node = account({ disableLocalAuth: new Unknown("soon") });

    it("warns, in words, whatever the level of the rule", () => {
      expect(analyzer(only("CS-0001")).analyze(node)).toMatchObject([
        {
          level: "advisory",
          message: "CS-0001: cannot be judged yet: properties.disableLocalAuth is not known: soon.",
        },
      ]);
    });

    it("fails at the level of the rule where the settings ask for it", () => {
      const strict = analyzer(only("CS-0001"));
      strict.configure({}, { unknowns: "fail" });
      expect(strict.analyze(node)).toMatchObject([{ level: "mandatory" }]);
    });
  });

  it("reports a broken rule at the rule's level, never as a pass", () => {
    expect(analyzer(only("CS-0001")).analyze(account({ disableLocalAuth: "yes" }))).toMatchObject([
      { level: "mandatory", message: expect.stringContaining("the rule itself is broken") as unknown },
    ]);
  });

  it("takes levels from configuration", () => {
    const configured = analyzer(only("CS-0001"));
    configured.configure({ [name("CS-0001")]: "advisory" }, {});
    expect(configured.analyze(account({}))).toMatchObject([{ level: "advisory" }]);
    configured.configure({ [name("CS-0001")]: "disabled" }, {});
    expect(configured.analyze(account({}))).toEqual([]);
  });

  describe("and what the stack declares", () => {
    const vault = (location: string) => resource(azure.vault[0], { location });

    it("takes the pack's defaults where the stack says nothing", () => {
      expect(
        analyzer({ ...only("CS-0070"), defaults: testDeclaration }).analyze(vault("eastus")),
      ).toHaveLength(1);
      expect(analyzer(only("CS-0070")).analyze(vault("eastus"))).toEqual([]);
    });

    it("remembers the platform, which comes before its children", () => {
      const started = analyzer(only("CS-0070"));
      expect(started.analyze(platform({ residency: { boundary: "us" } }))).toEqual([]);
      expect(started.analyze(vault("eastus"))).toEqual([]);
      expect(started.analyze(vault("swedencentral"))).toMatchObject([
        { message: expect.stringContaining('outside of the boundary "us"') as unknown },
      ]);
    });

    it("lets settings win over the platform", () => {
      const started = analyzer(only("CS-0070"));
      started.configure({}, { residency: { boundary: "eu" } });
      started.analyze(platform({ residency: { boundary: "us" } }));
      expect(started.analyze(vault("eastus"))).toHaveLength(1);
    });

    it.each([
      [{ residency: { boundary: "atlantis" } }, 'residency.boundary is "atlantis", must be one of eu'],
      [{ unknowns: "ignore" }, 'unknowns is "ignore", must be one of warn, fail'],
      [{ logRetentionDays: "a year" }, "logRetentionDays is a string where the rule reads a number"],
    ])("holds settings that cannot be read against the stack: %j", (settings, message) => {
      const started = analyzer(only("CS-0070"));
      started.configure({}, settings);
      expect(started.analyzeStack([vault("eastus")], "preview")).toMatchObject([
        { policy: "settings", level: "mandatory", message: expect.stringContaining(message) as unknown },
      ]);
    });
  });

  it("judges the stack by the inputs that it saw, since outputs leave out what a resource is attached to", () => {
    const id = armId("Microsoft.KeyVault/vaults", "kv");
    const vault = resource(
      azure.vault[0],
      { resourceGroupName: "rg", vaultName: "kv" },
      { outputs: { name: "kv" } },
    );
    const setting = resource(
      azure.diagnosticSetting[0],
      { resourceUri: id, workspaceId: "/w", logs: [{ categoryGroup: "allLogs", enabled: true }] },
      { name: "setting", outputs: { workspaceId: "/w" } },
    );
    const atTheEnd = ({ outputs, ...node }: ResourceNode): ResourceNode => ({
      ...node,
      inputs: outputs,
      outputs,
    });
    const started = analyzer(only("CS-0009"));
    for (const node of [vault, setting]) started.analyze(node);
    expect(started.analyzeStack([setting, vault].map(atTheEnd), "state")).toEqual([]);
    expect(analyzer(only("CS-0009")).analyzeStack([setting, vault].map(atTheEnd), "state")).toHaveLength(1);
  });

  it("refuses a pack that names no rule", () => {
    expect(() => analyzer(only("CS-9999"))).toThrow('the pack "baseline" names CS-9999, which is no rule');
  });
});
