import { parseArn } from "../../../catalog/arn";
import { kindOf, namesOf } from "../../names";
import type { ResourceGraph, ResourceNode, Urn } from "../../types";
import { verbs, type AccessEntry, type AccessModel, type Holding, type Principal, type Verb } from "../model";
import { textAt } from "../read";
import { permits, readPolicy, texts, type Permit, type Statement } from "./policy";
import { rolesOf, type Role } from "./roles";
import { awsServices, type AwsService } from "./services";

/** Whether a graph is one of AWS. */
export function isOnAws(graph: ResourceGraph): boolean {
  return graph.resources.some(({ type }) => type === "aws:iam/role:Role");
}

/** Who may do what on AWS: by the actions of IAM, key and bucket policies, and who may take on the roles. */
export function accessOfAws(graph: ResourceGraph): AccessModel {
  return answer(graph, awsServices, (service, verb) => service.verbs[verb] ?? []);
}

/** Who may do one action, e.g. `bedrock:InvokeModel`, to resources of its service; under the first verb of a model. */
export function whoCanAct(graph: ResourceGraph, action: string): AccessModel {
  const prefix = action.split(":")[0]?.toLowerCase();
  const asked = awsServices.filter(({ type }) => servicePrefix(type) === prefix);
  return answer(graph, asked, (_, verb) => (verb === verbs[0] ? [action] : []));
}

function answer(
  graph: ResourceGraph,
  services: readonly AwsService[],
  actionsOf: (service: AwsService, verb: Verb) => readonly string[],
): AccessModel {
  const names = namesOf(graph);
  const roles = rolesOf(graph, names);
  const others = new Map<string, Principal>();
  const judged = graph.resources.flatMap((node) => {
    const service = services.find(({ type }) => type === node.type);
    if (!service) return [];
    const asked = verbs.flatMap((verb) => {
      const actions = actionsOf(service, verb);
      return actions.length > 0 ? [{ verb, actions }] : [];
    });
    const own = ownStatements(node, service, graph);
    const entries = asked.flatMap(({ verb, actions }) => [
      ...roles.flatMap((role) => roleEntry(node, service, role, own, verb, actions)),
      ...ownEntries(node, own, verb, actions, others),
    ]);
    return [{ node, verbs: asked.map(({ verb }) => verb), entries }];
  });
  const principals = [...roles.map(({ principal }) => principal), ...others.values()];
  const entries = judged.flatMap((each) => each.entries);
  return {
    principals,
    resources: judged.map(({ node, verbs: own }) => ({
      urn: node.urn,
      name: names.resource(node),
      kind: kindOf(node).split("/").at(-1) ?? node.type,
      verbs: own,
      network: {
        state: "public",
        because: "AWS answers for it on the internet; only signed requests of an allowed principal pass",
        from: [],
      },
    })),
    holdings: roles.flatMap(({ policies, principal }) =>
      policies.map((each) => holding(each, principal, each.statements !== undefined)),
    ),
    entries,
    gaps: gapsOf(graph, roles),
  };
}

/** The first action of a verb that a role may do. A key's own policy decides first: IAM only where it hands over to the account. */
function roleEntry(
  node: ResourceNode,
  { policyFirst, arn: property }: AwsService,
  { principal, arn: roleArn, policies }: Role,
  own: Own,
  verb: Verb,
  actions: readonly string[],
): AccessEntry[] {
  const arn = textAt(node.outputs, property) ?? "";
  for (const action of actions) {
    for (const policy of policies) {
      const base = {
        principal: principal.key,
        resource: node.urn,
        verb,
        operation: action,
        path: "identity",
      } as const;
      if (policy.statements === undefined)
        return [{ ...base, answer: "unknown", holding: holding(policy, principal, false), reach: "direct" }];
      const byRole = permits(
        policies.flatMap(({ statements }) => statements ?? []),
        action,
        arn,
      );
      if (!byRole || !permits(policy.statements, action, arn)) continue;
      const handed = policyFirst ? handedOver(own.statements, action, roleArn) : byRole;
      if (!handed) continue;
      const conditions = [...new Set([...byRole.conditions, ...handed.conditions])];
      return [
        {
          ...base,
          answer: "yes",
          pattern: byRole.pattern,
          holding: { ...holding(policy, principal, true), ...under(conditions) },
          reach: byRole.byWildcard ? "wildcard" : "direct",
        },
      ];
    }
  }
  return [];
}

interface Own {
  readonly urn: Urn;
  readonly statements: readonly Statement[];
}

function ownStatements(node: ResourceNode, { ownPolicy }: AwsService, graph: ResourceGraph): Own {
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

/** A statement of a resource's own policy that lets IAM decide for the account of a role, or names the role. */
function handedOver(statements: readonly Statement[], action: string, role: string): Permit | undefined {
  const root = `arn:aws:iam::${parseArn(role)?.account ?? ""}:root`;
  const about = statements.filter(({ Principal: who }) =>
    principalsIn(who).some((each) => each === root || each === role || each === "*"),
  );
  return permits(about, action, "*");
}

/** What a resource's own policy lets others do: services, and whoever holds the action in an account. */
function ownEntries(
  node: ResourceNode,
  { urn, statements }: Own,
  verb: Verb,
  actions: readonly string[],
  others: Map<string, Principal>,
): AccessEntry[] {
  const allowed = statements.filter(({ Effect }) => Effect === "Allow");
  return [...new Set(allowed.flatMap(({ Principal: who }) => principalsIn(who)))].flatMap(
    (who): AccessEntry[] => {
      const about = statements.filter(({ Principal: each }) => principalsIn(each).includes(who));
      for (const action of actions) {
        const permit = about.flatMap((each) => permits([{ ...each, Resource: "*" }], action, "*") ?? [])[0];
        if (!permit) continue;
        const principal = others.get(who) ?? stranger(who);
        others.set(who, principal);
        return [
          {
            principal: principal.key,
            resource: node.urn,
            verb,
            answer: "yes",
            operation: action,
            pattern: permit.pattern,
            holding: {
              ...holding({ urn, name: "the resource's own policy" }, principal, true),
              ...under(permit.conditions),
            },
            reach: "direct",
            path: "identity",
          },
        ];
      }
      return [];
    },
  );
}

function under(conditions: readonly string[]): Pick<Holding, "conditional" | "conditions"> {
  return conditions.length > 0 ? { conditional: true, conditions } : { conditional: false };
}

function principalsIn(who: Statement[string]): readonly string[] {
  if (typeof who === "string") return [who];
  if (typeof who !== "object" || who === null || Array.isArray(who)) return [];
  return Object.values(who).flatMap((each) => texts(each));
}

/** A service, or everybody in an account to whom a policy outside of the graph gives the action. */
function stranger(who: string): Principal {
  const account = /^arn:aws:iam::(\d+):root$/.exec(who)?.[1];
  const name =
    account !== undefined
      ? `whoever IAM lets in account ${account}`
      : who.endsWith(".amazonaws.com")
        ? `service ${who.replace(/\.amazonaws\.com$/, "")}`
        : who === "*"
          ? "anybody"
          : who;
  return { key: who.toLowerCase(), name, kind: "other", federated: [], usedBy: [], members: [] };
}

type Held = Pick<Role["policies"][number], "urn" | "name">;

function holding({ urn, name }: Held, principal: Principal, known: boolean): Holding {
  return {
    urn,
    principal: principal.key,
    role: name,
    known,
    scope: "what it names",
    eligible: false,
    conditional: false,
  };
}

function servicePrefix(type: string): string {
  const module = type.split(/[:/]/)[1] ?? "";
  return module === "cloudwatch" ? "logs" : module;
}

function gapsOf(graph: ResourceGraph, roles: readonly Role[]): readonly string[] {
  const unread = [
    ...new Set(
      roles.flatMap(({ policies }) =>
        policies.filter(({ statements }) => !statements).map(({ name }) => name),
      ),
    ),
  ];
  return [
    "Users, groups and roles of the account outside of this stack, its permission boundaries and the organisation's control policies are not in its graph.",
    "Conditions are told, and not judged; policies of VPC endpoints narrow calls from inside the network further.",
    ...(unread.length > 0 ? [`What ${unread.join(", ")} permit is not known here.`] : []),
    ...(graph.basis === "program"
      ? []
      : ["This is what the last update left, not what somebody changed since."]),
  ];
}
