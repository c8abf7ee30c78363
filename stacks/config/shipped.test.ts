import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { findSku } from "../../catalog/skus";
import { isAws, onAzure } from "./cloud";
import { stackJsonSchema } from "./json-schema";
import { formatProblems } from "./problems";
import type { StackConfig } from "./schema";
import { loadStackFile } from "./stack-file";
import { testDay } from "./testing";
import { unverifiedFacts } from "./unverified";

const stacks = ["dev", "staging", "prod"] as const;
const textOf = (stack: string): string => readFileSync(join(__dirname, "..", `Pulumi.${stack}.yaml`), "utf8");

function configOf(stack: string): StackConfig {
  const result = loadStackFile(textOf(stack), `stacks/Pulumi.${stack}.yaml`, { on: testDay });
  if (!result.ok) throw new Error(formatProblems(result.problems));
  return onAzure(result.config);
}

describe.each(stacks)("the shipped stack %s", (stack) => {
  it("is without a problem", () => {
    expect(configOf(stack).environment.name).toBe(stack);
  });

  it("names the schema in its first line", () => {
    expect(textOf(stack).split("\n", 1)).toEqual([
      "# yaml-language-server: $schema=./config/stack.schema.generated.json",
    ]);
  });

  it("processes no prompt outside its data zone, and filters each", () => {
    const { models } = configOf(stack);
    const filters = models.contentFilters.map(({ name }) => name);
    for (const { sku, contentFilter } of models.deployments) {
      expect(findSku(sku)?.processing).not.toBe("global");
      expect(filters).toContain(contentFilter);
    }
  });
});

describe("prod", () => {
  it("is what it promises: two EU regions, GDPR and HIPAA, protected, four workloads", () => {
    const { compliance, environment, models, operations, residency, workloads } = configOf("prod");
    expect(environment.protected).toBe(true);
    expect(residency).toMatchObject({ boundary: "eu", processing: "dataZone" });
    expect(compliance.frameworks).toEqual(["gdpr", "hipaa"]);
    expect(new Set(models.accounts.map(({ region }) => region)).size).toBe(2);
    expect(operations.logRetentionDays).toBeGreaterThanOrEqual(365);
    expect(workloads.map(({ name }) => name)).toEqual([
      "customer-service",
      "personalised-marketing",
      "predictive-analytics",
      "intelligent-automation",
    ]);
  });
});

describe("aws-prod", () => {
  const result = loadStackFile(textOf("aws-prod"), "stacks/Pulumi.aws-prod.yaml", { on: testDay });

  it("is without a problem, and carries the workloads of prod inside prod's boundary", () => {
    if (!result.ok) throw new Error(formatProblems(result.problems));
    if (!isAws(result.config)) throw new Error("aws-prod is no stack on AWS");
    const { residency, workloads, compliance } = result.config;
    const prod = configOf("prod");
    expect(workloads.map(({ name, group }) => [name, group])).toEqual(
      prod.workloads.map(({ name, group }) => [name, group]),
    );
    expect(residency.boundary).toBe(prod.residency.boundary);
    expect(compliance.frameworks).toEqual(prod.compliance.frameworks);
  });
});

describe("unverifiedFacts", () => {
  it("names what the catalog does not know: quota of provisioned and regional SKUs", () => {
    const facts = unverifiedFacts(configOf("prod"), testDay);
    expect(facts.map(({ path }) => path)).toContain("models.deployments[2].capacity");
    expect(facts[0]?.message).toMatch(/the quota of .* is not known/);
    expect(unverifiedFacts(configOf("dev"), testDay)).toEqual([]);
  });
});

describe("the JSON Schema for editors", () => {
  let validate: (file: unknown) => boolean;
  beforeAll(() => {
    // Formats are a matter of the editor; each has a pattern beside it.
    validate = new Ajv({ strict: true, validateFormats: false }).compile(stackJsonSchema());
  });

  it.each([...stacks, "aws-prod"])("accepts %s", (stack) => {
    expect(validate(parse(textOf(stack)))).toBe(true);
  });

  it.each<[string, (config: Record<string, Record<string, unknown>>) => void]>([
    ["sections of both clouds", (config) => (config["cornerstone:aws"] = {})],
    ["a missing section", (config) => delete config["cornerstone:network"]],
    ["an unknown section", (config) => (config["cornerstone:netwrok"] = {})],
    ["a section without its namespace", (config) => (config["network"] = {})],
    ["an unknown key", (config) => (config["cornerstone:environment"]!["regoin"] = "x")],
    ["a region that does not exist", (config) => (config["cornerstone:environment"]!["region"] = "atlantis")],
    ["a name in upper case", (config) => (config["cornerstone:environment"]!["name"] = "Dev")],
    ["a number for text", (config) => (config["cornerstone:environment"]!["owner"] = 4711)],
    [
      "logs that are kept too briefly",
      (config) => (config["cornerstone:operations"]!["logRetentionDays"] = 7),
    ],
  ])("refuses %s", (_, break_) => {
    const file = parse(textOf("dev")) as { config: Record<string, Record<string, unknown>> };
    break_(file.config);
    expect(validate(file)).toBe(false);
  });

  it("lets other namespaces and Pulumi's own settings stand", () => {
    const file = parse(textOf("dev")) as { config: Record<string, unknown> };
    file.config["azure-native:location"] = "swedencentral";
    expect(validate({ ...file, encryptionsalt: "v1:x" })).toBe(true);
  });

  it("describes every field, and states every default", () => {
    const undescribed: string[] = [];
    walk(stackJsonSchema() as SchemaNode, "", undescribed);
    expect(undescribed).toEqual([]);
    expect(JSON.stringify(stackJsonSchema())).not.toContain('"allowed"');
  });
});

interface SchemaNode {
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly then?: SchemaNode;
  readonly else?: SchemaNode;
}

function walk(node: SchemaNode, path: string, undescribed: string[]): void {
  if (node.description === undefined) undescribed.push(path);
  for (const [key, child] of Object.entries(node.properties ?? {}))
    walk(child, `${path}.${key}`, undescribed);
  if (node.items) walk(node.items, `${path}[]`, undescribed);
  if (node.then) walk(node.then, path, undescribed);
  if (node.else) walk(node.else, path, undescribed);
}
