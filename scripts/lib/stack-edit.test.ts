import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { replaceFile, StackText } from "./stack-edit";

const text = `# the head
config:
  cornerstone:models:
    accounts:
      - { name: primary, region: swedencentral } # home
      # the last one
    deployments:
      # what customers call
      - name: chat
        version: "2024-08-06"   # pinned
        capacity: 10

      - name: fast # cheap
        version: '1'
        capacity: 5
  # a tail
  cornerstone:workloads: []
`;
const deployments = ["config", "cornerstone:models", "deployments"];

describe("StackText", () => {
  it("changes one value and nothing else, in the quotes that it has", () => {
    const edited = new StackText(text);
    edited.set([...deployments, 0, "version"], "2025-11-13");
    edited.set([...deployments, 1, "version"], "2");
    edited.set([...deployments, 1, "capacity"], 60);
    expect(edited.toString()).toBe(
      text
        .replace('"2024-08-06"', '"2025-11-13"')
        .replace("'1'", "'2'")
        .replace("capacity: 5", "capacity: 60"),
    );
  });

  it("appends in the style of the list", () => {
    const edited = new StackText(text);
    edited.append(["config", "cornerstone:models", "accounts"], { name: "more", region: "francecentral" });
    edited.append(deployments, { name: "third", version: "2026-07-09", capacity: 15 });
    const after = edited.toString();
    expect(after).toContain("# home\n      - { name: more, region: francecentral }\n");
    expect(after).toContain('capacity: 5\n      - name: third\n        version: "2026-07-09"\n');
    for (const line of text.split("\n")) expect(after.split("\n")).toContain(line);
    expect(edited.names(deployments)).toEqual(["chat", "fast", "third"]);
  });

  it("makes a list that is not there, and fills one that is empty or in brackets", () => {
    const edited = new StackText("# head\nconfig:\n  a: []\n  b: [{ name: x }]\n");
    for (const key of ["a", "b", "c"]) edited.append(["config", key], { name: "2026-07-09" });
    expect(parse(edited.toString())).toEqual({
      config: {
        a: [{ name: "2026-07-09" }],
        b: [{ name: "x" }, { name: "2026-07-09" }],
        c: [{ name: "2026-07-09" }],
      },
    });
    expect(edited.toString().match(/"2026-07-09"/g)).toHaveLength(3);
    expect(edited.toString()).toMatch(/^# head/);
  });

  it("writes any value so that it is read again as it was", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(0, 1), (value, index) => {
        const edited = new StackText(text);
        edited.set([...deployments, index, "version"], value);
        edited.append(deployments, { name: value });
        edited.append(["config", "cornerstone:models", "accounts"], { name: value });
        const { config } = parse(edited.toString()) as {
          config: Record<string, { accounts: unknown[]; deployments: { version?: string }[] }>;
        };
        const models = config["cornerstone:models"]!;
        expect(models.deployments[index]?.version).toBe(value);
        expect(models.deployments.at(-1)).toEqual({ name: value });
        expect(models.accounts.at(-1)).toEqual({ name: value });
      }),
    );
  });
});

describe("replaceFile", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "replace-file-"));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it("replaces the text and leaves nothing beside it", () => {
    const file = join(directory, "a.yaml");
    writeFileSync(file, "old");
    replaceFile(file, "old", "new");
    expect(readFileSync(file, "utf8")).toBe("new");
    expect(readdirSync(directory)).toEqual(["a.yaml"]);
  });

  it("does not overwrite what somebody else wrote meanwhile", () => {
    const file = join(directory, "a.yaml");
    writeFileSync(file, "theirs");
    expect(() => {
      replaceFile(file, "old", "new");
    }).toThrow("was changed meanwhile");
    expect(readFileSync(file, "utf8")).toBe("theirs");
  });
});
