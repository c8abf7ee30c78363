import { isObject } from "../arm/json";
import { statementsOf } from "../aws/policy-document";
import { matchesAny } from "../aws/policy-evaluation";
import type { Json, JsonObject } from "../store/store";

/** A request, as IAM judges it. */
export interface AwsRequest {
  readonly action: string;
  /** ARN of what it is about; absent for a trust policy, whose resource is the role itself. */
  readonly resource?: string;
  /** ARN of the identity provider that vouches for the caller. */
  readonly federated?: string;
  /** Condition keys that the request has, `bedrock:GuardrailIdentifier`. */
  readonly context: Readonly<Record<string, string>>;
}

/** Whether policies allow a request: one statement must, and none may deny it. */
export function permits(policies: readonly string[], request: AwsRequest): boolean {
  const statements = policies.flatMap(parsed).filter((statement) => concerns(statement, request));
  const holding = (effect: string, doubtful: boolean) =>
    statements.some(
      ({ Effect: own, Condition: condition }) => own === effect && holds(condition, request, doubtful),
    );
  // A condition that nobody here can judge allows nothing, and denies.
  return holding("Allow", false) && !holding("Deny", true);
}

function concerns(statement: JsonObject, { action, resource, federated }: AwsRequest): boolean {
  const { Action: actions, Resource: resources, Principal: principal } = statement;
  return (
    matchesAny(actions, action, true) &&
    (resource === undefined || matchesAny(resources, resource, false)) &&
    (federated === undefined || (isObject(principal) && matchesAny(principal["Federated"], federated, false)))
  );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function holds(condition: Json | undefined, { context }: AwsRequest, doubtful: boolean): boolean {
  if (!isObject(condition)) return true;
  const keys = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(condition).every(([operator, wanted]) => {
    const name = operator.replace(/IfExists$/, "");
    const compare = operators[name];
    if (!compare || !isObject(wanted)) return doubtful;
    return Object.entries(wanted).every(([key, values = ""]) => {
      const value = keys.get(key.toLowerCase());
      return value === undefined ? name !== operator || name.includes("Not") : compare(values, value);
    });
  });
}

type Compare = (wanted: Json, value: string) => boolean;

const equals: Compare = (wanted, value) => (Array.isArray(wanted) ? wanted : [wanted]).includes(value);
const like: Compare = (wanted, value) => matchesAny(wanted, value, false);

const operators: Readonly<Record<string, Compare>> = {
  StringEquals: equals,
  StringNotEquals: (wanted, value) => !equals(wanted, value),
  StringLike: like,
  StringNotLike: (wanted, value) => !like(wanted, value),
  ArnEquals: like,
  ArnLike: like,
  Bool: (wanted, value) => JSON.stringify(wanted).replaceAll('"', "") === value,
};

function parsed(text: string): readonly JsonObject[] {
  const policy = JSON.parse(text) as Json;
  return isObject(policy) ? statementsOf(policy) : [];
}
