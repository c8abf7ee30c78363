import { isObject } from "../arm/json";
import type { Json, JsonObject } from "../store/store";
import type { AwsView } from "./behaviour";
import { statementsOf } from "./policy-document";
import { isPropagated } from "./propagation";
import type { AwsResource } from "./resource";
import { parseArn } from "../../catalog/arn";

/** Who asks: a service by its principal, or a role by its name. */
export interface Asker {
  readonly service?: string;
}

/**
 * Whether a policy's statements allow an action on a resource. Conditions are taken to hold: they depend on the request,
 * which nobody makes here.
 */
export function allows(text: string, action: string, resource: string, { service }: Asker = {}): boolean {
  const statements = parsed(text).filter(
    (statement) =>
      matchesAny(statement["Action"], action, true) &&
      (statement["Resource"] === undefined || matchesAny(statement["Resource"], resource, false)) &&
      (service === undefined || isPrincipal(statement["Principal"], service)),
  );
  const denied = statements.some(
    ({ Effect: effect, Condition: condition }) => effect === "Deny" && condition === undefined,
  );
  return !denied && statements.some(({ Effect: effect }) => effect === "Allow");
}

/** Whether a service may take on a role, and the role may then do something. */
export function roleAllows(
  arn: string,
  service: string,
  action: string,
  resource: string,
  aws: AwsView,
): boolean {
  const role = aws.find("aws:iam/role:Role", "arn", arn);
  if (!role || !assumes(arn, service, aws)) return !role && isOfAnother(arn, aws);
  const boundary = boundaryOf(role, aws);
  return (
    policiesOf(role.id, aws).some((text) => allows(text, action, resource)) &&
    (boundary === undefined || allows(boundary, action, resource))
  );
}

/** Whether a service may take on a role: it knows of it, and is trusted. Roles of other accounts are taken for such. */
export function assumes(arn: string, service: string, aws: AwsView): boolean {
  const role = aws.find("aws:iam/role:Role", "arn", arn);
  if (!role) return isOfAnother(arn, aws);
  const trust = role.attributes["assumeRolePolicy"];
  return (
    isPropagated(role, aws) && typeof trust === "string" && allows(trust, "sts:AssumeRole", "*", { service })
  );
}

function isOfAnother(arn: string, aws: AwsView): boolean {
  return parseArn(arn)?.account !== aws.place.account;
}

/** The text of the policy that a role may not exceed; undefined for none, and for one of which nobody here knows what it permits. */
export function boundaryOf({ attributes }: AwsResource, aws: AwsView): string | undefined {
  const arn = attributes["permissionsBoundary"];
  if (typeof arn !== "string") return undefined;
  const text = aws.get("aws:iam/policy:Policy", arn)?.attributes["policy"];
  return typeof text === "string" ? text : undefined;
}

/** The texts of a role's own policies and of those that are attached to it. */
export function policiesOf(role: string, aws: AwsView): readonly string[] {
  const inline = aws
    .all("aws:iam/rolePolicy:RolePolicy")
    .filter((policy) => policy.attributes["role"] === role && isPropagated(policy, aws))
    .map(({ attributes }) => attributes["policy"]);
  const attached = aws
    .all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .filter(({ attributes }) => attributes["role"] === role)
    .map(({ attributes: { policyArn } }) => {
      const arn = typeof policyArn === "string" ? policyArn : "";
      // What a policy of AWS itself allows is not known here: it is taken to be enough.
      return parseArn(arn)?.account === "aws"
        ? everything
        : aws.get("aws:iam/policy:Policy", arn)?.attributes["policy"];
    });
  return [...inline, ...attached].filter((text) => typeof text === "string");
}

const everything = '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';

function parsed(text: string): readonly JsonObject[] {
  try {
    const policy = JSON.parse(text) as Json;
    return isObject(policy) ? statementsOf(policy) : [];
  } catch {
    return [];
  }
}

function isPrincipal(principal: Json | undefined, service: string): boolean {
  if (principal === "*") return true;
  return isObject(principal) && matchesAny(principal["Service"], service, false);
}

/** Whether a text fits one of a policy's patterns. */
export function matchesAny(patterns: Json | undefined, text: string, ignoreCase: boolean): boolean {
  const all = Array.isArray(patterns) ? (patterns as readonly Json[]) : [patterns];
  return all.some(
    (pattern) =>
      typeof pattern === "string" &&
      new RegExp(
        `^${pattern
          .replace(/[.+^${}()|[\]\\]/g, "\\$&")
          .replaceAll("*", ".*")
          .replaceAll("?", ".")}$`,
        ignoreCase ? "i" : "",
      ).test(text),
  );
}
