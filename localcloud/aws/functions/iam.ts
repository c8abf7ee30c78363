import { type Value, type Values, isList, isValues } from "../../provider/core";
import { scalarText } from "../text";
import type { AwsFunction } from "./function";

/**
 * `iam.getPolicyDocument`, as the provider renders it: the members of a statement in IAM's order, lists of one as the one
 * itself, lists of more in reverse order of the alphabet. Source: internal/service/iam/policy_document_data_source.go
 * and policy_model.go of terraform-provider-aws.
 */
const policyDocument: AwsFunction = (args) => {
  const sources = textsOf(args["sourcePolicyDocuments"]).map(parsed);
  const own: Document = {
    ...(typeof args["version"] === "string" ? { Version: args["version"] } : { Version: "2012-10-17" }),
    ...(typeof args["policyId"] === "string" && { Id: args["policyId"] }),
    Statement: valuesOf(args["statements"]).map((statement) => statementOf(statement)),
  };
  const overrides = textsOf(args["overridePolicyDocuments"]).map(parsed);
  const merged = [...sources, own, ...overrides].reduce(merge, { Statement: [] });
  const document = { ...pick(merged, "Version"), ...pick(merged, "Id"), ...pick(merged, "Statement") };
  return {
    ...args,
    version: own["Version"] ?? null,
    id: String(hash(JSON.stringify(document))),
    json: JSON.stringify(document, null, 2),
    minifiedJson: JSON.stringify(document),
  };
};

export const iamFunctions: Readonly<Record<string, AwsFunction>> = {
  "aws:iam/getPolicyDocument:getPolicyDocument": policyDocument,
};

interface Document {
  readonly [name: string]: Value | undefined;
  readonly Statement: readonly Values[];
}

/** A statement with the ID of an earlier one takes its place. */
function merge(base: Document, over: Document): Document {
  const statements = [...base.Statement];
  for (const statement of over.Statement) {
    const sid = statement["Sid"];
    const at = typeof sid === "string" && sid !== "" ? statements.findIndex(({ Sid }) => Sid === sid) : -1;
    if (at < 0) statements.push(statement);
    else statements[at] = statement;
  }
  return { ...base, ...over, Statement: statements };
}

function statementOf(statement: Values): Values {
  const list = (name: string) => oneOrMany(textsOf(statement[name]));
  return defined({
    Sid: statement["sid"] ?? undefined,
    Effect: statement["effect"] ?? "Allow",
    Action: list("actions"),
    NotAction: list("notActions"),
    Resource: list("resources"),
    NotResource: list("notResources"),
    Principal: principals(valuesOf(statement["principals"])),
    NotPrincipal: principals(valuesOf(statement["notPrincipals"])),
    Condition: conditions(valuesOf(statement["conditions"])),
  });
}

function principals(all: readonly Values[]): Value | undefined {
  if (all.length === 0) return undefined;
  // Everybody is written as a star, and not as a star of some type.
  if (all.length === 1 && all[0]?.["type"] === "*" && textsOf(all[0]["identifiers"]).join() === "*")
    return "*";
  const byType = new Map<string, readonly string[]>();
  for (const { type, identifiers } of all) {
    const name = scalarText(type);
    byType.set(name, [...(byType.get(name) ?? []), ...textsOf(identifiers)]);
  }
  return Object.fromEntries([...byType].sort().map(([type, names]) => [type, oneOrMany(names) ?? []]));
}

function conditions(all: readonly Values[]): Value | undefined {
  if (all.length === 0) return undefined;
  const byTest: Record<string, Record<string, Value>> = {};
  for (const { test, variable, values } of all) {
    const texts = textsOf(values);
    (byTest[scalarText(test)] ??= {})[scalarText(variable)] = texts.length === 1 ? (texts[0] ?? "") : texts;
  }
  return sorted(Object.fromEntries(Object.entries(byTest).map(([test, values]) => [test, sorted(values)])));
}

/** Go writes the members of a map in the order of the alphabet. */
function sorted(values: Record<string, Value>): Values {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function oneOrMany(texts: readonly string[]): Value | undefined {
  if (texts.length === 0) return undefined;
  return texts.length === 1 ? texts[0] : [...texts].sort().reverse();
}

function parsed(text: string): Document {
  const document = JSON.parse(text) as Values;
  const statement = document["Statement"];
  return { ...document, Statement: isValues(statement) ? [statement] : valuesOf(statement) };
}

function pick(document: Document, name: string): Values {
  return document[name] === undefined ? {} : { [name]: document[name] };
}

function textsOf(value: Value | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return isList(value) ? value.filter((one) => typeof one === "string") : [];
}

function valuesOf(value: Value | undefined): readonly Values[] {
  return isList(value) ? value.filter(isValues) : [];
}

function defined(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The provider takes a checksum of the text as the ID. */
function hash(text: string): number {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
