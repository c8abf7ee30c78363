import { isObject } from "../arm/json";
import type { Json, JsonObject } from "../store/store";
import type { AwsView } from "./behaviour";
import { parseArn } from "../../catalog/arn";
import { isPropagated } from "./propagation";

/** What a policy is attached to: it decides whether it names principals or resources. */
export type PolicyKind = "identity" | "trust" | "resource";

/**
 * What IAM objects to in a policy; undefined when nothing. The rules are those of
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html; the words are as IAM is commonly quoted.
 */
export function malformed(text: string, kind: PolicyKind, aws: AwsView): string | undefined {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return "This policy contains invalid Json";
  }
  if (!isObject(policy)) return "Syntax errors in policy.";
  const { Version: version } = policy;
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17") {
    return "The policy must contain a valid version string";
  }
  const stranger = Object.keys(policy).find((name) => !["Version", "Id", "Statement"].includes(name));
  if (stranger !== undefined) return `Unknown field ${stranger}`;
  const statements = statementsOf(policy);
  if (statements.length === 0) return "Syntax errors in policy.";
  for (const statement of statements) {
    const flaw = statementFlaw(statement, kind, aws);
    if (flaw !== undefined) return flaw;
  }
  const sids = statements.map(({ Sid: sid }) => sid).filter((sid) => typeof sid === "string" && sid !== "");
  return new Set(sids).size < sids.length
    ? "Statement IDs (SID) in a single policy must be unique."
    : undefined;
}

/** The statements of a policy, which may be one alone. */
export function statementsOf(policy: JsonObject): readonly JsonObject[] {
  const { Statement: statement } = policy;
  if (isObject(statement)) return [statement];
  return Array.isArray(statement) ? (statement as readonly Json[]).filter(isObject) : [];
}

/** The roles and users of this cloud that a policy names as principals, and that are not there. */
export function unknownPrincipals(text: string, aws: AwsView): readonly string[] {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return [];
  }
  if (!isObject(policy)) return [];
  return statementsOf(policy)
    .flatMap(({ Principal: principal }) => (isObject(principal) ? listOf(principal["AWS"]) : []))
    .filter((principal) => isUnknown(principal, aws));
}

const fields = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

function statementFlaw(statement: JsonObject, kind: PolicyKind, aws: AwsView): string | undefined {
  const stranger = Object.keys(statement).find((name) => !fields.includes(name));
  if (stranger !== undefined) return `Unknown field ${stranger}`;
  const { Effect: effect, Sid: sid, Principal: principal } = statement;
  if (effect !== "Allow" && effect !== "Deny") return "Syntax errors in policy.";
  if (kind !== "resource" && typeof sid === "string" && !/^[0-9A-Za-z]*$/.test(sid)) {
    return "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*";
  }
  const actions = [...listOf(statement["Action"]), ...listOf(statement["NotAction"])];
  if (actions.length === 0) return "Policy statement must contain actions.";
  const vendorless = actions.find((action) => action !== "*" && !/^[\w-]+:[\w*?]+$/.test(action));
  if (vendorless !== undefined) {
    return "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
  }
  const resources = [...listOf(statement["Resource"]), ...listOf(statement["NotResource"])];
  const principals = principal !== undefined || statement["NotPrincipal"] !== undefined;
  if (kind === "identity") {
    if (principals) return "Policy document should not specify a principal.";
    if (resources.length === 0) return "Policy statement must contain resources.";
    const bad = resources.find((one) => one !== "*" && !one.startsWith("*") && !parseArn(one));
    if (bad !== undefined) return `Resource ${bad} must be in ARN format or "*".`;
    return undefined;
  }
  if (!principals) return "Missing required field Principal";
  if (kind === "trust") {
    if (resources.length > 0) return "Has prohibited field Resource";
    if (actions.some((action) => action !== "*" && !action.startsWith("sts:"))) {
      return "AssumeRole policy may only specify STS AssumeRole actions.";
    }
  }
  return principalFlaw(principal, aws);
}

function principalFlaw(principal: Json | undefined, aws: AwsView): string | undefined {
  if (principal === undefined || principal === "*") return undefined;
  if (!isObject(principal)) return "Syntax errors in policy.";
  for (const [type, value] of Object.entries(principal)) {
    if (!["AWS", "Service", "Federated", "CanonicalUser"].includes(type)) {
      return `Invalid principal in policy: "${type}"`;
    }
    for (const one of listOf(value)) {
      if (type === "Service" && !/^[\w.-]+\.(amazonaws|amazon)\.[\w.]+$/.test(one)) {
        return `Invalid principal in policy: "SERVICE":"${one}"`;
      }
      if (type === "AWS" && isUnknown(one, aws)) return `Invalid principal in policy: "AWS":"${one}"`;
      if (type === "Federated" && isUnknownProvider(one, aws)) {
        return `Invalid principal in policy: "FEDERATED":"${one}"`;
      }
    }
  }
  return undefined;
}

function isUnknown(principal: string, aws: AwsView): boolean {
  if (principal === "*" || /^\d{12}$/.test(principal)) return false;
  const arn = parseArn(principal);
  if (!arn) return true;
  if (arn.account !== aws.place.account || !arn.resource.startsWith("role/")) return false;
  const role = aws.find("aws:iam/role:Role", "arn", principal);
  return !role || !isPropagated(role, aws);
}

function isUnknownProvider(principal: string, aws: AwsView): boolean {
  const arn = parseArn(principal);
  // Providers by domain name (accounts.google.com) are known to everyone.
  if (!arn) return !principal.includes(".");
  if (arn.account !== aws.place.account || !arn.resource.startsWith("oidc-provider/")) return false;
  return !aws.get("aws:iam/openIdConnectProvider:OpenIdConnectProvider", principal);
}

function listOf(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? (value as readonly Json[]).filter((one) => typeof one === "string") : [];
}
