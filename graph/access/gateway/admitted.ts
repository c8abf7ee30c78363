import { elementsIn, readPolicyDocument, sectionOf, type PolicyNode } from "./document";

/** Somebody whom a policy lets through. */
export type Caller =
  | { readonly kind: "application"; readonly clientId: string }
  | { readonly kind: "group" | "object"; readonly id: string }
  /** Everybody who has what is asked for: a token for an audience, a key, nothing. */
  | { readonly kind: "anybody"; readonly who: string };

/** Whom a policy lets through, as far as it can be read. */
export interface Admitted {
  readonly callers: readonly Caller[];
  /** Claims that are asked for beside, which nothing here knows who has. */
  readonly conditions: readonly string[];
}

const tokenChecks = ["validate-azure-ad-token", "validate-jwt"];

/**
 * Whom the inbound section of an API's policy lets through: what its token check asks for, and each later step that refuses
 * callers with 401 or 403 for a claim. Undefined where one of these steps is not understood: nothing is guessed.
 * https://learn.microsoft.com/azure/api-management/validate-azure-ad-token-policy
 *
 * @param needsKey whether the API asks for a subscription key
 */
export function admittedBy(document: PolicyNode, needsKey: boolean): Admitted | undefined {
  const steps = sectionOf(document, "inbound");
  const check = steps.find(({ name }) => tokenChecks.includes(name));
  const asked = check ? askedBy(check) : undefined;
  let callers: readonly Caller[] = asked?.callers ?? [{ kind: "anybody", who: withoutToken(needsKey) }];
  const conditions = [...(asked?.conditions ?? [])];
  for (const choice of steps.filter(({ name }) => name === "choose")) {
    const named = namedBy(choice);
    if (named === "unknown") return undefined;
    if (named === undefined) continue;
    // A claim of a token that nobody has validated says nothing.
    if (!check) return undefined;
    conditions.push(...callers.flatMap(describe));
    callers = named;
  }
  return { callers, conditions };
}

function withoutToken(needsKey: boolean): string {
  return needsKey ? "whoever has a subscription key" : "anybody";
}

/**
 * Whom the text of an API's policy lets through. Undefined where that cannot be read, or depends on more than who calls.
 *
 * @param needsKey whether the API asks for a subscription key
 */
export function policyCallers(text: string, needsKey: boolean): readonly Caller[] | undefined {
  const document = readPolicyDocument(text);
  return document && admittedBy(document, needsKey)?.callers;
}

/** What a token check asks for by itself. */
function askedBy(check: PolicyNode): Admitted {
  const texts = (name: string) => elementsIn(check, name).map(({ element }) => element.text.trim());
  const audiences = [...new Set(texts("audience"))];
  const applications = texts("application-id").map((clientId): Caller => ({ kind: "application", clientId }));
  const claims = elementsIn(check, "claim").map(({ element }) => element.attributes["name"] ?? "a claim");
  const who = `whoever has a token of the tenant${audiences.length > 0 ? ` for ${audiences.join(" or ")}` : ""}`;
  return {
    callers: applications.length > 0 ? applications : [{ kind: "anybody", who }],
    conditions: claims.map((name) => `the claim ${name}`),
  };
}

/** The callers that a choice names, by refusing all others; undefined where it is not about callers. */
function namedBy(choice: PolicyNode): readonly Caller[] | "unknown" | undefined {
  const branches = choice.children.filter(({ name }) => name === "when");
  const refusing = branches.filter(refuses);
  const fallback = choice.children.find(({ name }) => name === "otherwise");
  const others = fallback !== undefined && refuses(fallback);
  const about = (others ? branches : refusing).map(({ attributes }) => attributes["condition"] ?? "");
  if (!about.some(isAboutCaller)) return others ? "unknown" : undefined;
  const terms = others
    ? about.map((condition) => callersIn(inner(condition)))
    : about.length === 1
      ? about.map((condition) => callersIn(negated(inner(condition))))
      : [undefined];
  return terms.some((each) => each === undefined) ? "unknown" : terms.flatMap((each) => each ?? []);
}

function refuses({ children }: PolicyNode): boolean {
  return children.some(
    (child) =>
      child.name === "return-response" &&
      child.children.some(
        ({ name, attributes }) => name === "set-status" && ["401", "403"].includes(attributes["code"] ?? ""),
      ),
  );
}

function isAboutCaller(condition: string): boolean {
  return /\bJwt\b|AsJwt|Claims|context\.User|Headers|IpAddress|Certificate/.test(condition);
}

/** The code of a policy expression `@(...)`. */
function inner(condition: string): string {
  return bare(condition.trim().replace(/^@/, ""));
}

/** What a negation negates; an empty text, which names nobody, where it is none. */
function negated(code: string): string {
  return code.startsWith("!") && isWrapped(code.slice(1).trim()) ? bare(code.slice(1)) : "";
}

const claims = String.raw`^(?:\(\(Jwt\)\s*context\.Variables\["[\w-]+"\]\)|context\.Variables\.GetValueOrDefault<Jwt>\("[\w-]+"\))\.Claims\.GetValueOrDefault\("(\w+)",\s*""\)`;
const equals = new RegExp(`${claims}\\s*==\\s*"([^"]+)"$`);
const contains = new RegExp(`${claims}\\.Split\\(','\\)\\.Contains\\("([^"]+)"\\)$`);

/** The callers that a disjunction of claims names; undefined where a part of it is anything else. */
function callersIn(code: string): readonly Caller[] | undefined {
  const parts = alternatives(bare(code));
  if (parts.length > 1) {
    const each = parts.map(callersIn);
    return each.some((callers) => callers === undefined) ? undefined : each.flatMap((found) => found ?? []);
  }
  const [part = ""] = parts;
  const [, claim, value = ""] = equals.exec(part) ?? [];
  if (claim === "azp" || claim === "appid") return [{ kind: "application", clientId: value }];
  if (claim === "oid") return [{ kind: "object", id: value }];
  const [, list, member = ""] = contains.exec(part) ?? [];
  return list === "groups" ? [{ kind: "group", id: member }] : undefined;
}

/** The parts between `||` that stand outside of brackets and texts. */
function alternatives(code: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  scan(code, (at, depth) => {
    if (depth > 0 || !code.startsWith("||", at)) return;
    parts.push(code.slice(start, at));
    start = at + 2;
  });
  return [...parts, code.slice(start)].map(bare);
}

/** A piece of code without the brackets around all of it. */
function bare(code: string): string {
  const plain = code.trim();
  return isWrapped(plain) ? bare(plain.slice(1, -1)) : plain;
}

function isWrapped(code: string): boolean {
  if (!code.startsWith("(") || !code.endsWith(")")) return false;
  let closed = -1;
  scan(code, (at, depth) => {
    if (closed < 0 && at > 0 && depth === 0) closed = at;
  });
  return closed === code.length - 1;
}

/** Visits each character outside of texts, with the depth of brackets behind it. */
function scan(code: string, visit: (at: number, depth: number) => void): void {
  let depth = 0;
  let quote = "";
  for (let at = 0; at < code.length; at++) {
    const character = code.charAt(at);
    if (quote !== "") {
      if (character === quote) quote = "";
      continue;
    }
    if (character === '"' || character === "'") quote = character;
    if (character === "(") depth++;
    if (character === ")") depth--;
    visit(at, depth);
  }
}

/** What was asked for before, beside what is asked for now: which application a caller signs in by, or which group it is in. */
function describe(caller: Caller): readonly string[] {
  if (caller.kind === "anybody") return [];
  return [
    caller.kind === "application" ? `the application ${caller.clientId}` : `the ${caller.kind} ${caller.id}`,
  ];
}
