import { speaksOf, statementsAt, type Statement } from "./iam-policy";
import type { GraphReader, Subject } from "./rule";
import { aws } from "./types";

/** A policy as it stands in a resource. */
export interface PolicyDocument {
  /** Path of the policy in the resource. */
  readonly path: string;
  readonly statements: readonly Statement[];
}

/** The types of resource that hold policies of what a role may do. */
export const policyHolders: readonly string[] = [...aws.role, ...aws.rolePolicy, ...aws.policy];

/** Actions by which a model is called; Converse needs the same. */
export const invokeActions = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"] as const;

/** The policies of what a role may do that stand in this resource: the inline ones of a role, or a policy of its own. */
export function documentsOf(holder: Subject, graph: GraphReader): readonly PolicyDocument[] {
  const inputs = graph.inputs(holder);
  const readers = holder.type === aws.role[0] ? inputs.list("inlinePolicies") : [inputs];
  return readers.flatMap((reader) => {
    const statements = statementsAt(reader, "policy");
    return statements ? [{ path: [reader.path, "policy"].filter(Boolean).join("."), statements }] : [];
  });
}

/**
 * Everything that policies of this graph say of a role: inline, beside it, and attached. Throws
 * `UnknownPropertyError` while it is not known which policies are the role's.
 */
export function roleStatements(role: Subject, graph: GraphReader): readonly Statement[] {
  const beside = graph.referrers(role, aws.rolePolicy, "role");
  const attached = graph
    .referrers(role, aws.policyAttachment, "role")
    .flatMap((attachment) => graph.references(attachment, "policyArn", aws.policy))
    .flatMap(({ target }) => target ?? []);
  // Nothing known is left out; what may be the role's, nobody can pass over.
  for (const types of [aws.rolePolicy, aws.policyAttachment])
    graph.someReferrer(role, types, "role", () => false);
  return [role, ...beside, ...attached].flatMap((holder) =>
    documentsOf(holder, graph).flatMap(({ statements }) => statements),
  );
}

/** The roles for which the policies in this resource speak. */
export function rolesOf(holder: Subject, graph: GraphReader): readonly Subject[] {
  if (holder.type === aws.role[0]) return [holder];
  const holders =
    holder.type === aws.policy[0] ? graph.referrers(holder, aws.policyAttachment, "policyArn") : [holder];
  return holders.flatMap((each) =>
    graph.references(each, "role", aws.role).flatMap(({ target }) => target ?? []),
  );
}

/** Whether Bedrock itself assumes the role, for an agent, a knowledge base or its logs. */
export function isRoleOfBedrock(role: Subject, graph: GraphReader): boolean {
  const trust = statementsAt(graph.inputs(role), "assumeRolePolicy") ?? [];
  return (
    trust.length > 0 &&
    trust.every(({ principals }) => principals["Service"]?.includes("bedrock.amazonaws.com") === true)
  );
}

/** The statements that allow an action. */
export function allowedTo(
  statements: readonly Statement[],
  ...actions: readonly string[]
): readonly Statement[] {
  return statements.filter(
    (statement) => statement.effect === "Allow" && actions.some((action) => speaksOf(statement, action)),
  );
}
