import { Secret } from "../graph/types";
import type { PropertyMap, PropertyValue } from "../graph/types";
import type { PropertyReader } from "./rule";

/** One statement of a policy of AWS, with everything as lists. */
export interface Statement {
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** By kind: `AWS`, `Service`, `Federated`; a bare `*` is `{ AWS: ["*"] }`. Empty in policies of an identity. */
  readonly principals: Readonly<Record<string, readonly string[]>>;
  readonly notPrincipals: boolean;
  readonly conditions: readonly Condition[];
}

/** A condition: `{ operator: "StringEquals", key: "aws:SourceAccount", values: ["111122223333"] }`. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * The statements of the policy at a path, which holds JSON or the object itself; undefined when there is none. Throws
 * `UnknownPropertyError` while any part of it is not known, and an error for a text that is no policy: a rule that
 * cannot read a policy must not pass it.
 */
export function statementsAt(inputs: PropertyReader, path: string): readonly Statement[] | undefined {
  const value = opened(inputs.value(path));
  if (value === undefined || value === null || value === "") return undefined;
  const at = inputs.path ? `${inputs.path}.${path}` : path;
  const document: unknown = typeof value === "string" ? parseJson(value, at) : value;
  if (!isMap(document) || document["Statement"] === undefined)
    throw new Error(`${at} is no policy: it has no Statement`);
  return list(document["Statement"]).map((statement) => {
    if (!isMap(statement)) throw new Error(`${at} is no policy: a Statement is no object`);
    return readStatement(statement);
  });
}

/** Whether the statement speaks of an action: `bedrock:Invoke*` and `*` speak of `bedrock:InvokeModel`. */
export function speaksOf(statement: Statement, action: string): boolean {
  if (statement.notActions.length > 0)
    return !statement.notActions.some((pattern) => matches(pattern, action));
  return statement.actions.some((pattern) => matches(pattern, action));
}

/** Whether a text with `*` and `?` in it matches a name, without regard to case, as IAM compares actions. */
export function matches(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "is").test(name);
}

/** Whether anybody is meant: `"Principal": "*"`, `{"AWS": "*"}`, or everybody but a few. */
export function isEverybody(statement: Statement): boolean {
  return (
    statement.notPrincipals ||
    Object.entries(statement.principals).some(([kind, names]) => kind !== "Service" && names.includes("*"))
  );
}

/** The values that conditions on a key ask for, where the operator is of the kind: `StringEquals`, `ArnLike`. */
export function conditionValues(
  statement: Statement,
  key: string,
  operator: RegExp = /./,
): readonly string[] {
  return statement.conditions
    .filter((each) => each.key.toLowerCase() === key.toLowerCase() && operator.test(each.operator))
    .flatMap(({ values }) => values);
}

/** Keys of conditions that let in callers of named accounts, organisations, networks or resources only. */
const callerKeys = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceowner",
  "aws:sourceorgid",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "kms:calleraccount",
];

/** Whether a condition lets in named callers only, so that a principal of `*` does not mean everybody. */
export function limitsCallers(statement: Statement): boolean {
  return statement.conditions.some(
    ({ operator, key, values }) =>
      callerKeys.includes(key.toLowerCase()) &&
      /^(ForAnyValue:)?(StringEquals|StringLike|ArnEquals|ArnLike)/i.test(operator) &&
      !/IfExists$/i.test(operator) &&
      values.length > 0 &&
      !values.includes("*"),
  );
}

/** How to call a statement in a message: by its Sid, else by its place. */
export function nameOf(statement: Statement, index: number): string {
  return statement.sid ? `the statement "${statement.sid}"` : `statement ${index + 1}`;
}

function readStatement(statement: PropertyMap): Statement {
  return {
    sid: typeof statement["Sid"] === "string" ? statement["Sid"] : undefined,
    effect: statement["Effect"] === "Deny" ? "Deny" : "Allow",
    actions: strings(statement["Action"]),
    notActions: strings(statement["NotAction"]),
    resources: strings(statement["Resource"]),
    notResources: strings(statement["NotResource"]),
    principals: principalsOf(statement["Principal"]),
    notPrincipals: statement["NotPrincipal"] !== undefined,
    conditions: conditionsOf(statement["Condition"]),
  };
}

function principalsOf(value: PropertyValue | undefined): Statement["principals"] {
  const principal = opened(value);
  if (typeof principal === "string") return { AWS: [principal] };
  if (!isMap(principal)) return {};
  return Object.fromEntries(Object.entries(principal).map(([kind, names]) => [kind, strings(names)]));
}

function conditionsOf(value: PropertyValue | undefined): readonly Condition[] {
  const conditions = opened(value);
  if (!isMap(conditions)) return [];
  return Object.entries(conditions).flatMap(([operator, keys]) => {
    const opening = opened(keys);
    return isMap(opening)
      ? Object.entries(opening).map(([key, values]) => ({ operator, key, values: strings(values) }))
      : [];
  });
}

function strings(value: PropertyValue | undefined): readonly string[] {
  return list(value).map((each) => {
    const text = opened(each);
    return typeof text === "string" ? text : JSON.stringify(text);
  });
}

function list(value: PropertyValue | undefined): readonly PropertyValue[] {
  const from = opened(value);
  if (from === undefined || from === null) return [];
  return Array.isArray(from) ? (from as readonly PropertyValue[]) : [from];
}

function opened(value: PropertyValue | undefined): PropertyValue | undefined {
  return value instanceof Secret ? opened(value.value) : value;
}

function isMap(value: unknown): value is PropertyMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string, at: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${at} is no policy: it is no JSON`);
  }
}

/** Whether the statement refuses everybody who comes without TLS the action. */
export function deniesPlainText(statement: Statement, action: string): boolean {
  return (
    statement.effect === "Deny" &&
    isEverybody(statement) &&
    speaksOf(statement, action) &&
    conditionValues(statement, "aws:SecureTransport", /^Bool$/i).includes("false")
  );
}
