import { kindOf, namesOf } from "../../names";
import type { ResourceGraph, ResourceNode } from "../../types";
import { verbs, type AccessEntry, type AccessModel, type Holding, type Principal, type Verb } from "../model";
import { textAt } from "../read";
import { allowedBy, handedOver, ownPolicyOf, permitFor, refuses, type OwnPolicy } from "./own-policy";
import { denies, permits } from "./policy";
import { rolesOf, type Role } from "./roles";
import { awsServices, type AwsService } from "./services";

/** Whether a graph is one of AWS. */
export function isOnAws(graph: ResourceGraph): boolean {
  return graph.resources.some(({ type }) => type === "aws:iam/role:Role" || type === "aws:iam/user:User");
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
    const own = ownPolicyOf(node, service, graph);
    const entries = asked.flatMap(({ verb, actions }) => [
      ...roles.flatMap((role) => roleEntry(node, service, role, own, verb, actions)),
      ...ownEntries(node, service, own, { verb, actions, roles, others }),
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

/**
 * The first action of a verb that a role may do: what its policies allow, its boundary does not keep from it, and the resource's own
 * policy does not deny. A key's own policy decides first: IAM only where it hands over to the account.
 */
function roleEntry(
  node: ResourceNode,
  { policyFirst, arn: property }: AwsService,
  role: Role,
  own: OwnPolicy,
  verb: Verb,
  actions: readonly string[],
): AccessEntry[] {
  const { principal, arn: roleArn, policies } = role;
  const arn = textAt(node.outputs, property) ?? "";
  for (const action of actions) {
    const bounded = withinBoundary(role, action, arn);
    const handed = policyFirst ? handedOver(own, action, roleArn) : free;
    if (!bounded || !handed || refuses(own, roleArn, action, arn)) continue;
    const byRole = permits(
      policies.flatMap(({ statements }) => statements ?? []),
      action,
      arn,
    );
    const base = { principal: principal.key, resource: node.urn, verb, operation: action } as const;
    const giving =
      byRole && policies.find(({ statements }) => statements && permits(statements, action, arn));
    if (byRole && giving) {
      const conditions = new Set([byRole, bounded, handed].flatMap((each) => each.conditions));
      return [
        {
          ...base,
          answer: "yes",
          pattern: byRole.pattern,
          holding: { ...holding(giving, principal, true), ...under([...conditions]) },
          reach: byRole.byWildcard ? "wildcard" : "direct",
          path: "identity",
        },
      ];
    }
    const unread = policies.find(({ statements }) => statements === undefined);
    if (unread && !deniesSomewhere(role, action, arn))
      return [
        {
          ...base,
          answer: "unknown",
          holding: holding(unread, principal, false),
          reach: "direct",
          path: "identity",
        },
      ];
  }
  return [];
}

/** What stands in nobody's way. */
const free = { conditions: [] as readonly string[] };

/** What a role's boundary leaves of an action. One that nobody here knows is taken for open, and told of: this is the most it may do. */
function withinBoundary({ boundary }: Role, action: string, arn: string): typeof free | undefined {
  return boundary?.statements === undefined ? free : permits(boundary.statements, action, arn);
}

function deniesSomewhere({ policies }: Role, action: string, arn: string): boolean {
  return policies.some(({ statements }) => statements?.some((each) => denies(each, action, arn)));
}

/** What a resource's own policy lets others do: services, roles that it names, and whoever holds the action in an account. */
function ownEntries(
  node: ResourceNode,
  { arn: property }: AwsService,
  own: OwnPolicy,
  asked: {
    readonly verb: Verb;
    readonly actions: readonly string[];
    readonly roles: readonly Role[];
    readonly others: Map<string, Principal>;
  },
): AccessEntry[] {
  const { verb, actions, roles, others } = asked;
  const arn = textAt(node.outputs, property) ?? "";
  return allowedBy(own).flatMap((who): AccessEntry[] => {
    const role = roles.find((each) => each.arn === who);
    for (const action of actions) {
      const permit = permitFor(own, who, action);
      if (!permit || refuses(own, who, action, arn) || (role && stops(role, action, arn))) continue;
      const principal = role?.principal ?? others.get(who) ?? stranger(who);
      if (!role) others.set(who, principal);
      return [
        {
          principal: principal.key,
          resource: node.urn,
          verb,
          answer: "yes",
          operation: action,
          pattern: permit.pattern,
          holding: {
            ...holding({ urn: own.urn, name: "the resource's own policy" }, principal, true),
            ...under(permit.conditions),
          },
          reach: "direct",
          path: "identity",
        },
      ];
    }
    return [];
  });
}

/** Whether a principal's own policies deny what a resource gives it; a boundary keeps roles from it, and users not. */
function stops(role: Role, action: string, arn: string): boolean {
  const isRole = role.principal.kind !== "user";
  return deniesSomewhere(role, action, arn) || (isRole && withinBoundary(role, action, arn) === undefined);
}

function under(conditions: readonly string[]): Pick<Holding, "conditional" | "conditions"> {
  return conditions.length > 0 ? { conditional: true, conditions } : { conditional: false };
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
  const boundaries = new Set(
    roles.flatMap(({ boundary }) => (boundary && !boundary.statements ? [boundary.name] : [])),
  );
  const unread = [
    ...new Set(
      roles.flatMap(({ policies }) =>
        policies.filter(({ statements }) => !statements).map(({ name }) => name),
      ),
    ),
  ];
  return [
    "Users, groups and roles of the account outside of this stack, and control policies of its organisation, which take away more, are not in its graph.",
    "Conditions are told, and not judged; policies of VPC endpoints narrow calls from inside the network further.",
    ...(unread.length > 0 ? [`What ${unread.join(", ")} permit is not known here.`] : []),
    ...[...boundaries].map(
      (name) => `The boundary ${name} is not in this graph: roles within it may do this at most.`,
    ),
    ...(graph.basis === "program"
      ? []
      : ["This is what the last update left, not what somebody changed since."]),
  ];
}
