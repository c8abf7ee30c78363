import colors from "picocolors";
import { beforeAll, describe, expect, it } from "vitest";
import { graphFromProgram } from "../../graph/from-program";
import type { ResourceGraph, ResourceNode } from "../../graph/types";
import { Unknown } from "../../graph/types";
import { exportedState } from "../../tests/support/exported-state";
import { parseStackConfig } from "../../stacks/config/index";
import { stackFile } from "../../tests/support/stack-files";
import type { Console } from "./console";
import { recheckState, reportRecheck } from "./recheck";

const now = new Date("2026-11-22T12:00:00Z");
const file = { stack: "dev", config: configOf("dev") };
const account = (node: ResourceNode) => node.type === "azure-native:cognitiveservices:Account";

describe("the judgement after an update", () => {
  let deployed: ResourceGraph;
  beforeAll(async () => {
    deployed = await graphFromProgram({ stack: "dev", config: stackFile("dev") });
  });

  /** The state, with another value of the property that turns keys of accounts off. */
  const stateWith = (disableLocalAuth: boolean | Unknown) =>
    exportedState({
      ...deployed,
      resources: deployed.resources.map((node) => {
        if (!account(node)) return node;
        const properties = { ...(node.inputs["properties"] as object), disableLocalAuth };
        return { ...node, inputs: { ...node.inputs, properties } };
      }),
    });

  it("passes what stands as it should", () => {
    const again = recheckState(stateWith(true), file, now);
    expect(again).toMatchObject({ ok: true, findings: [], unknown: [] });
    expect(again.judged).toBeGreaterThan(100);
    expect(told(again)).toMatch(
      /^✓ judged again after the update: \d+ checks, no mandatory policy is broken$/,
    );
  });

  it("fails what was not known before, and turned out wrong", () => {
    const again = recheckState(stateWith(false), file, now);
    expect(again.ok).toBe(false);
    expect(again.findings).toMatchObject([
      { rule: "CS-0001", message: "properties.disableLocalAuth is false, must be true" },
    ]);
    expect(told(again)).toContain("policy (mandatory, after the update): CS-0001");
    expect(told(again)).toContain("✗ judged again after the update: 1 finding.");
  });

  it("tells what even the state does not know, and does not hold it against the stack", () => {
    const again = recheckState(stateWith(new Unknown("later")), file, now);
    expect(again.ok).toBe(true);
    expect(again.unknown).toMatchObject([{ rule: "CS-0001" }]);
    expect(told(again)).toContain("still unknown: CS-0001");
  });
});

function told(again: ReturnType<typeof recheckState>): string {
  const lines: string[] = [];
  const plain = colors.createColors(false);
  const out: Console = {
    data: () => undefined,
    say: (text) => lines.push(text),
    ...{ color: plain, dataColor: plain, live: false, columns: 100, verbose: false },
  };
  reportRecheck(again, out);
  return lines.join("\n");
}

function configOf(stack: string) {
  const sections = Object.entries(stackFile(stack)).map(([key, value]) => [key.split(":")[1], value]);
  const parsed = parseStackConfig(Object.fromEntries(sections) as Record<string, unknown>, stack);
  if (!parsed.ok) throw new Error(`the stack ${stack} has problems`);
  return parsed.config;
}
