import { canonicalType } from "../../graph/types";
import type { ResourceNode } from "../../graph/types";
import { evaluateResource } from "../evaluate";
import { readProperties } from "../guard";
import type { PropertyChange, ResourceRule, Rule, RuleContext } from "../rule";

/** Services whose resources stay as the program wrote them, whatever a rule offers: identity, permissions and networks. */
const untouched =
  /^(azure-native:(authorization|managedidentity|network|privatedns|dns|dnsresolver):|azuread:|aws:(iam|identitystore|ssoadmin|ec2|vpc|route53|networkfirewall)[/:])/;

/** A rule that can say how a resource would keep it. */
export type RemediableRule = ResourceRule & Required<Pick<ResourceRule, "remediate">>;

export function isRemediable(rule: Rule): rule is RemediableRule {
  return rule.scope === "resource" && rule.remediate !== undefined;
}

/** Whether a resource of that type may be changed on the way to the cloud. */
export function mayChange(type: string): boolean {
  return !untouched.test(canonicalType(type));
}

/**
 * The change with which the resource would keep the rule. None where the rule does not fail for certain, where the change
 * would run into a secret or an unknown, and where the resource would fail even so: half a fix is a person's to finish.
 */
export function remediationOf(
  rule: RemediableRule,
  resource: ResourceNode,
  context: RuleContext,
): PropertyChange | undefined {
  if (!mayChange(resource.type)) return undefined;
  const inputs = readProperties(resource.inputs);
  if (evaluateResource(rule, resource, inputs, context).outcome !== "fail") return undefined;
  const change = rule.remediate(inputs, context);
  const changed = change && withChange(resource.inputs, change);
  if (changed === undefined) return undefined;
  const after = evaluateResource(rule, resource, readProperties(changed), context);
  return after.outcome === "pass" ? change : undefined;
}

/**
 * The properties with one of them changed, and nothing else; objects on the way are made where they are missing. Takes
 * properties as rules see them and as the engine writes them. Undefined where something else than an object is on the way.
 */
export function withChange<Value>(
  properties: Readonly<Record<string, Value>>,
  { path, value }: PropertyChange,
): Readonly<Record<string, Value>> | undefined {
  return replace(properties, path.split("."), value) as Readonly<Record<string, Value>> | undefined;
}

/** The engine's mark of a secret, an unknown or an asset in an object. */
const signature = "4dabf18193072939515e22adb298388d";

function replace(from: unknown, [step = "", ...rest]: readonly string[], value: unknown): unknown {
  if (!isPlain(from)) return undefined;
  const next = rest.length === 0 ? value : replace(from[step] ?? {}, rest, value);
  return next === undefined ? undefined : { ...from, [step]: next };
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !(signature in value)
  );
}
