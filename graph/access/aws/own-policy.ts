import { parseArn } from "../../../catalog/arn";
import type { ResourceGraph, ResourceNode, Urn } from "../../types";
import { textAt } from "../read";
import { denies, permits, readPolicy, texts, type Permit, type Statement } from "./policy";
import type { AwsService } from "./services";

/** The policy that a resource has of its own: of a key, a bucket, a secret. */
export interface OwnPolicy {
  readonly urn: Urn;
  readonly statements: readonly Statement[];
}

export function ownPolicyOf(node: ResourceNode, { ownPolicy }: AwsService, graph: ResourceGraph): OwnPolicy {
  if (!ownPolicy) return { urn: node.urn, statements: [] };
  const holder =
    ownPolicy.type === node.type
      ? node
      : graph.resources.find(
          (each) =>
            each.type === ownPolicy.type &&
            (textAt(each.inputs, ownPolicy.of) === node.id ||
              (each.propertyDependencies[ownPolicy.of] ?? []).includes(node.urn)),
        );
  const text = holder && textAt(holder.inputs, "policy");
  return { urn: holder?.urn ?? node.urn, statements: readPolicy(text ?? "") ?? [] };
}

/** Everybody whom some statement allows something, as it names them. */
export function allowedBy({ statements }: OwnPolicy): readonly string[] {
  const allowed = statements.filter(({ Effect }) => Effect === "Allow");
  return [...new Set(allowed.flatMap(({ Principal: who }) => principalsIn(who)))];
}

/** How a policy allows an action to somebody whom it names. */
export function permitFor({ statements }: OwnPolicy, who: string, action: string): Permit | undefined {
  const about = statements.filter(
    ({ Effect, Principal: each }) => Effect === "Allow" && principalsIn(each).includes(who),
  );
  return permits(
    about.map((each) => ({ ...each, Resource: "*" })),
    action,
    "*",
  );
}

/** A statement that lets IAM decide for the account of a role, or names the role. */
export function handedOver({ statements }: OwnPolicy, action: string, role: string): Permit | undefined {
  const about = statements.filter(({ Principal: who }) =>
    principalsIn(who).some((each) => each === rootOf(role) || each === role || each === "*"),
  );
  return permits(about, action, "*");
}

/** Whether a policy denies an action to somebody, whatever others allow: by his name, his account's, or all but some. */
export function refuses({ statements }: OwnPolicy, who: string, action: string, arn: string): boolean {
  const names = [who, rootOf(who), "*"];
  return statements.some((each) => {
    const { Principal: denied, NotPrincipal: spared } = each;
    const means =
      spared === undefined
        ? principalsIn(denied).some((name) => names.includes(name))
        : !principalsIn(spared).some((name) => name === who || name === "*");
    return means && denies(each, action, arn);
  });
}

function rootOf(who: string): string {
  return `arn:aws:iam::${parseArn(who)?.account ?? ""}:root`;
}

function principalsIn(who: Statement[string]): readonly string[] {
  if (typeof who === "string") return [who];
  if (typeof who !== "object" || who === null || Array.isArray(who)) return [];
  return Object.values(who).flatMap((each) => texts(each));
}
