import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Unknown, type PropertyMap, type PropertyValue, type ResourceNode } from "../../graph/types";
import { evaluate } from "../evaluate";
import { frameworks } from "../frameworks";
import type { Finding, Rule } from "../rule";
import { graphOf, testDay, testDeclaration, type Given } from "../testing";
import { suites } from "./cases";
import { rules } from "./index";

const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && file.includes("-"),
);

describe("the list of rules", () => {
  it("holds every rule file, under the file's name", () => {
    const names = files
      .filter((file) => !file.endsWith(".cases.ts"))
      .map((file) => file.replace(/^.*[\\/]|\.ts$/g, ""));
    expect(rules.map(({ name }) => name).sort()).toEqual(names.sort());
  });

  it("gives each ID and name once", () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });

  it("has cases for every rule", () => {
    expect(suites.map(({ rule }) => rule.id).sort()).toEqual(rules.map(({ id }) => id).sort());
  });
});

describe.each(rules.map((rule) => [rule.name, rule] as const))("the metadata of %s", (_, rule) => {
  it("is complete", () => {
    expect(rule.id).toMatch(/^CS-\d{4}$/);
    expect(rule.title).toMatch(/^[A-Z].*\.$/);
    expect(rule.why.length).toBeGreaterThan(40);
    expect(rule.fix.text).toMatch(/^[A-Z].*\.$/);
    expect(rule.fix.code).toBeTruthy();
    expect(rule.url).toMatch(/^https:\/\//);
    expect(rule.types.length).toBeGreaterThan(0);
    expect(rule.controls.length).toBeGreaterThan(0);
    for (const covered of rule.covers)
      expect(covered).toMatch(
        /^(azure-policy:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|psrule-azure:Azure\.[\w.]+|checkov:CKV2?_(AZURE|AWS)_\d+|prowler-(azure|aws):\w+|pulumi-compliance-policies:[\w*-]+|aws-fsbp:\w+\.\d+|cdk-nag:[\w.-]+|aws-sra-bedrock:[\w-]+|aws-config-managed:[\w-]+)$/,
      );
  });

  it("cites controls that exist", () => {
    for (const { framework, control } of rule.controls)
      expect(frameworks[framework]?.controls[control], `${framework} ${control}`).toBeDefined();
  });
});

describe.each(suites.map((suite) => [suite.rule.name, suite] as const))("%s", (_, suite) => {
  it("has a passing and a failing case", () => {
    expect(Object.keys(suite.pass)).not.toHaveLength(0);
    expect(Object.keys(suite.fail)).not.toHaveLength(0);
  });

  it.each(Object.entries(suite.pass))("passes: %s", (_name, given) => {
    expect(judge(suite.rule, given)).toMatchObject({ outcome: "pass", message: "" });
  });

  it.each(Object.entries(suite.fail))("fails: %s", (_name, [given, message]) => {
    const finding = judge(suite.rule, given);
    expect(finding).toMatchObject({ outcome: "fail" });
    expect(finding.message).toContain(message);
  });

  it.each(Object.entries(suite.unknown ?? {}))("does not know: %s", (_name, given) => {
    expect(judge(suite.rule, given)).toMatchObject({ outcome: "unknown" });
  });

  it.each(Object.entries(suite.notApplicable ?? {}))("does not apply: %s", (_name, given) => {
    expect(judge(suite.rule, given)).toMatchObject({ outcome: "notApplicable" });
  });
});

describe.each(suites.map((suite) => [suite.rule.name, suite] as const))("%s", (_, suite) => {
  it.each(Object.entries(suite.pass))("does not pass over an unknown: %s", (_name, given) => {
    expect(passesOverUnknown(suite.rule, given)).toEqual([]);
  });
});

it("catches a rule that passes over an unknown", () => {
  const [careless] = rules.filter(({ name }) => name === "cognitiveservices-account-local-auth-disabled");
  const bad = {
    ...careless,
    // What the guard prevents: reading the raw properties, with a default in place of what is not known.
    check: (_reader: unknown, resource: { inputs?: { properties?: { disableLocalAuth?: unknown } } }) =>
      resource.inputs?.properties?.disableLocalAuth === false
        ? { outcome: "fail", message: "on" }
        : { outcome: "pass" },
  } as unknown as Rule;
  const suite = suites.find(({ rule }) => rule === careless)!;
  expect(Object.values(suite.pass).flatMap((given) => passesOverUnknown(bad, given))).not.toEqual([]);
});

/** Each property that a passing check reads is made unknown in turn; the ones with which it still passes. */
function passesOverUnknown(rule: Rule, given: Given): readonly string[] {
  const { resources } = open(given);
  const read = new Set<string>();
  judge(rule, { ...open(given), resources: resources.map((node, index) => watched(node, index, read)) });
  return [...read].filter((key) => {
    const [index, side, ...path] = JSON.parse(key) as [number, "inputs" | "outputs", ...string[]];
    const changed = resources.map((node, position) =>
      // What a value comes from may tell what it will be: that knowledge goes, too.
      position === index ? { ...node, propertyDependencies: {}, ...withUnknown(node, side, path) } : node,
    );
    return judge(rule, { ...open(given), resources: changed }).outcome === "pass";
  });
}

/** Inputs and outputs that are one object, as before an update, stay one. */
function withUnknown(
  node: ResourceNode,
  side: "inputs" | "outputs",
  path: readonly string[],
): Partial<ResourceNode> {
  const changed = replace(node[side], path) as PropertyMap;
  return node.inputs === node.outputs ? { inputs: changed, outputs: changed } : { [side]: changed };
}

function replace(value: PropertyValue | undefined, [step, ...rest]: readonly string[]): PropertyValue {
  if (step === undefined) return new Unknown("made unknown");
  if (Array.isArray(value))
    return value.map((element: PropertyValue, i) => (String(i) === step ? replace(element, rest) : element));
  const map = value as PropertyMap;
  return { ...map, [step]: replace(map[step], rest) };
}

function watched(node: ResourceNode, index: number, read: Set<string>): ResourceNode {
  return {
    ...node,
    inputs: watch(node.inputs, [index, "inputs"], read),
    outputs: watch(node.outputs, [index, "outputs"], read),
  };
}

function watch<T extends object>(value: T, at: readonly (string | number)[], read: Set<string>): T {
  return new Proxy(value, {
    get: (target, property) => {
      const found: unknown = Reflect.get(target, property);
      if (typeof property === "symbol" || !Object.hasOwn(target, property) || property === "length")
        return found;
      if (found === undefined || found instanceof Unknown) return found;
      const path = [...at, property];
      read.add(JSON.stringify(path));
      return typeof found === "object" && found !== null && isPlain(found) ? watch(found, path, read) : found;
    },
  });
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype;
}

function judge(rule: Rule, given: Given): Finding {
  const { resources, declaration, today = testDay } = open(given);
  const subject = resources[0];
  const findings = evaluate({
    graph: graphOf(resources),
    rules: [rule],
    context: {
      declaration: { ...testDeclaration, ...declaration },
      now: new Date(`${today}T12:00:00Z`),
    },
  });
  const found = findings.find(({ urn }) => urn === subject?.urn);
  if (!found) throw new Error(`${rule.name} does not judge ${subject?.type ?? "anything"}`);
  return found;
}

function open(given: Given): Exclude<Given, readonly ResourceNode[]> {
  return "resources" in given ? given : { resources: given };
}
