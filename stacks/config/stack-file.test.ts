import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { formatProblems } from "./problems";
import { loadStackFile, type StackFileResult } from "./stack-file";
import { changedConfig, testDay, testFile } from "./testing";

function load(text: string): StackFileResult {
  return loadStackFile(text, testFile, { on: testDay });
}

/** A valid stack file, with changes to the configuration, and further lines under `config`. */
function fileOf(changes: Readonly<Record<string, unknown>> = {}, more = ""): string {
  const config = Object.fromEntries(
    Object.entries(changedConfig(changes)).map(([name, section]) => [`cornerstone:${name}`, section]),
  );
  // YAML 1.1 quotes what the engine would read as a date.
  return stringify({ config }, { version: "1.1" }) + more;
}

/** `path line:column message` of each problem. */
function found(text: string): string[] {
  const result = load(text);
  return result.ok
    ? []
    : result.problems.map((p) => `${p.path} ${p.line ?? 0}:${p.column ?? 0} ${p.message}`);
}

describe("loadStackFile", () => {
  it("reads the sections, and leaves what is Pulumi's or another namespace's alone", () => {
    const result = load(`encryptionsalt: v1:x\n${fileOf({}, "  azure-native:location: swedencentral\n")}`);
    if (!result.ok) throw new Error(formatProblems(result.problems));
    expect(Object.keys(result.sections)).toEqual([
      "environment",
      "residency",
      "compliance",
      "network",
      "identity",
      "models",
      "workloads",
      "operations",
    ]);
    expect(result.config.environment.name).toBe("test");
  });

  it("points at the value of a scalar, the key of anything else, and the parent of what is missing", () => {
    const text = [
      "config:",
      "  cornerstone:environment:",
      "    name: Test",
      "    organization: contoso",
      "    region: swedencentral",
      "    tags: [a]",
      "    ownr: platform@contoso.example",
      ...fileOf({ environment: undefined }).split("\n").slice(1),
    ].join("\n");
    expect(found(text)).toEqual([
      "environment.owner 2:3 required value is missing",
      'environment.name 3:11 "Test" is not valid',
      'environment.tags 6:5 expected a mapping, got ["a"]',
      'environment.ownr 7:5 unknown key "ownr"; did you mean "owner"?',
    ]);
  });

  it("prints line and column for a terminal to link", () => {
    const result = load(fileOf({ "environment/name": "Test" }));
    expect(!result.ok && formatProblems(result.problems)).toMatch(
      /^stacks\/Pulumi\.test\.yaml:3:11\n {2}environment\.name: /,
    );
  });

  it("resolves anchors and merges as the engine does", () => {
    const text = fileOf({ "models/deployments": undefined, workloads: undefined }).replace(
      "    accounts:",
      [
        "    deployments:",
        "      - &chat { name: chat, account: primary, model: gpt-5.6-luna, version: '2026-07-09', sku: DataZoneStandard, capacity: 10 }",
        "      - { <<: *chat, name: other, capacity: 0 }",
        "    accounts:",
      ].join("\n"),
    );
    const problems = found(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^models\.deployments\[1\]\.capacity \d+:45 0 is too small$/);
  });

  it.each([
    [
      "a section that does not exist",
      "  cornerstone:netwrok: {}\n",
      /^netwrok \d+:3 unknown section "netwrok"; did you mean "network"/,
    ],
    [
      "a section without its namespace",
      "  operations: {}\n",
      /^config\.operations \d+:3 the key "operations" has no namespace/,
    ],
    [
      "a section twice",
      "  cornerstone:network: {}\n",
      /^config \d+:3 this is not YAML: Map keys must be unique/,
    ],
  ])("refuses %s", (_, more, problem) => {
    const problems = found(fileOf({}, more));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it.each([
    ["2026-07-09", "a point in time"],
    ["2026-07-09T10:00:00Z", "a point in time"],
    ["0301", "an octal number"],
    ["0b11", "a binary number"],
    ["20_260", "a number without its underscores"],
  ])("refuses unquoted %s, which the engine reads as %s", (written, as) => {
    const text = fileOf().replace('version: "2026-07-09"', `version: ${written}`);
    expect(text).toContain(written);
    expect(found(text).join("\n")).toContain(`unquoted ${written} is read by the Pulumi engine as ${as}`);
    const quoted = text.replace(`version: ${written}`, `version: "${written}"`);
    expect(found(quoted).join("\n")).not.toContain("unquoted");
  });

  it("does not mind such text outside the project's sections", () => {
    expect(load(fileOf({}, "  other:since: 2026-07-09\n"))).toMatchObject({ ok: true });
  });

  it.each([
    ["nothing", "", /required section is missing/],
    ["a list", "- a\n", /`config` is not a mapping/],
    ["broken YAML", "config: [\n", /this is not YAML/],
    ["an alias without an anchor", "config: *a\n", /Unresolved alias/],
    ["an alias inside its anchor", "config: &a { b: *a }\n", /an alias cannot be resolved/],
    ["aliases that multiply", bomb(), /an alias cannot be resolved: Excessive alias count/],
    ["two documents", "config: {}\n---\nconfig: {}\n", /multiple documents/],
  ])("explains %s", (_, text, message) => {
    expect(found(text).join("\n")).toMatch(message);
  });
});

/** Ten lists of ten aliases each: ten billion values in ten lines. */
function bomb(): string {
  const lines = Array.from({ length: 10 }, (_, index) => {
    const items =
      index === 0
        ? "x"
        : Array(10)
            .fill(`*a${index - 1}`)
            .join(", ");
    return `a${index}: &a${index} [${items}]`;
  });
  return `${lines.join("\n")}\nconfig: {}\n`;
}
