import type { Json } from "../../../localcloud/store/store";
import { isObject } from "../../../localcloud/arm/json";
import { statementsOf } from "../../../localcloud/aws/policy-document";
import { matchesAny } from "../../../localcloud/aws/policy-evaluation";

/** A statement of an IAM, key or bucket policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface Statement {
  readonly [element: string]: Json | undefined;
}

/** How a policy permits an action on a resource. */
export interface Permit {
  /** Pattern of the action. */
  readonly pattern: string;
  /** What conditions that limit it look at, e.g. `kms:ViaService`; empty without one. */
  readonly conditions: readonly string[];
  /** True where the resource is meant by a pattern, and not by its own name. */
  readonly byWildcard: boolean;
}

/** The statements of a policy's text; undefined where it is none. */
export function readPolicy(text: string): readonly Statement[] | undefined {
  try {
    return statementsOf(JSON.parse(text) as never);
  } catch {
    return undefined;
  }
}

/**
 * How some of the statements permit an action on a resource or on what is in it; undefined where none does, or one denies it
 * without a condition. A condition needs a request to be judged: what it limits is permitted under a condition, what it denies
 * is not denied.
 */
export function permits(statements: readonly Statement[], action: string, arn: string): Permit | undefined {
  if (statements.some((each) => denies(each, action, arn))) return undefined;
  const allowed = statements.filter(
    (each) => each["Effect"] === "Allow" && names(each, action) && isOn(each, arn),
  );
  const best = allowed.find(({ Condition }) => Condition === undefined) ?? allowed[0];
  return (
    best && {
      pattern:
        texts(best["Action"]).find((pattern) => matchesAny(pattern, action, true)) ?? "all but NotAction",
      conditions: conditionKeys(best["Condition"]),
      byWildcard: !texts(best["Resource"]).some((each) => each === arn || each.startsWith(`${arn}/`)),
    }
  );
}

/** Whether a statement denies an action on all of a resource, whatever the request. One on a part of it leaves the rest. */
export function denies(statement: Statement, action: string, arn: string): boolean {
  const { Effect, Condition, Resource, NotResource } = statement;
  if (Effect !== "Deny" || Condition !== undefined || !names(statement, action)) return false;
  // What is done to objects is said of objects, and not of their bucket.
  const targets = /Object/.test(action) ? [`${arn}/x`] : [arn, `${arn}:x`];
  return NotResource === undefined
    ? targets.some((each) => matchesAny(Resource, each, false))
    : !targets.some((each) => matchesAny(NotResource, each, false));
}

function conditionKeys(condition: Json | undefined): readonly string[] {
  return isObject(condition)
    ? Object.values(condition).flatMap((each) => (isObject(each) ? Object.keys(each) : []))
    : [];
}

/** Texts of an element that may be one or several. */
export function texts(value: Json | undefined): readonly string[] {
  return (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter(
    (each) => typeof each === "string",
  );
}

function names({ Action, NotAction }: Statement, action: string): boolean {
  return NotAction === undefined ? matchesAny(Action, action, true) : !matchesAny(NotAction, action, true);
}

/** On the resource, or on a part of it: an object of a bucket, a stream of a log group. */
function isOn({ Resource, NotResource }: Statement, arn: string): boolean {
  if (NotResource !== undefined) return !matchesAny(NotResource, arn, false);
  return (
    [arn, `${arn}/x`, `${arn}:x`].some((each) => matchesAny(Resource, each, false)) ||
    texts(Resource).some((each) => each.startsWith(`${arn}/`) || each.startsWith(`${arn}:`))
  );
}
