import type { Names } from "../../names";
import type { ResourceGraph, ResourceNode } from "../../types";
import type { Principal } from "../model";
import { textAt } from "../read";
import { readPolicy, texts, type Statement } from "./policy";

/** A policy, by its name; without statements where nobody here knows them. */
interface Policy {
  readonly urn: string;
  readonly name: string;
  readonly statements: readonly Statement[] | undefined;
}

/** A role or a user of the graph, with what its policies say. */
export interface Role {
  readonly node: ResourceNode;
  readonly arn: string;
  readonly principal: Principal;
  /** Its own policies and those attached to it. */
  readonly policies: readonly Policy[];
  /**
   * What it may do at most, whatever its policies say.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly boundary?: Policy;
}

/** How policies come to a kind of principal. */
interface Form {
  readonly kind: "role" | "user";
  readonly type: string;
  readonly own: string;
  readonly attachment: string;
}

const forms: readonly Form[] = [
  {
    kind: "role",
    type: "aws:iam/role:Role",
    own: "aws:iam/rolePolicy:RolePolicy",
    attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  },
  {
    kind: "user",
    type: "aws:iam/user:User",
    own: "aws:iam/userPolicy:UserPolicy",
    attachment: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  },
];

const ofGraph = (graph: ResourceGraph, type: string): readonly ResourceNode[] =>
  graph.resources.filter((node) => node.type === type);

/** Every role and user of a graph: who may take a role on, and by what each may do something. */
export function rolesOf(graph: ResourceGraph, names: Names): readonly Role[] {
  return forms.flatMap((form) =>
    ofGraph(graph, form.type).map((node) => {
      const arn = textAt(node.outputs, "arn") ?? node.urn;
      const boundary = boundaryOf(node, graph);
      return {
        node,
        arn,
        principal: principalOf(form, node, arn, names),
        policies: policiesOf(form, node, arn, graph, names),
        ...(boundary && { boundary }),
      };
    }),
  );
}

function policiesOf(
  { kind, own, attachment }: Form,
  node: ResourceNode,
  arn: string,
  graph: ResourceGraph,
  names: Names,
): readonly Policy[] {
  const mine = (each: ResourceNode): boolean => {
    const holder = textAt(each.inputs, kind);
    return holder === undefined
      ? (each.propertyDependencies[kind] ?? []).includes(node.urn)
      : [node.id, textAt(node.inputs, "name"), arn].includes(holder);
  };
  return [
    ...ofGraph(graph, own)
      .filter(mine)
      .map((each) => ({
        urn: each.urn,
        name: `its policy ${textAt(each.inputs, "name") ?? names.resource(each)}`,
        statements: readPolicy(textAt(each.inputs, "policy") ?? ""),
      })),
    ...ofGraph(graph, attachment)
      .filter(mine)
      .map((each) => managedPolicy(each, "policyArn", graph)),
  ];
}

function boundaryOf(node: ResourceNode, graph: ResourceGraph): Policy | undefined {
  return node.inputs["permissionsBoundary"] === undefined
    ? undefined
    : managedPolicy(node, "permissionsBoundary", graph);
}

/** The policy that an input names; what one of AWS itself, or of another stack, permits is in no graph. */
function managedPolicy(node: ResourceNode, input: string, graph: ResourceGraph): Policy {
  const arn = textAt(node.inputs, input);
  const from = node.propertyDependencies[input] ?? [];
  const policy = ofGraph(graph, "aws:iam/policy:Policy").find(({ urn, outputs }) =>
    arn === undefined ? from.includes(urn) : textAt(outputs, "arn") === arn,
  );
  return {
    urn: node.urn,
    name: arn ?? "a policy that is not known yet",
    statements: policy && readPolicy(textAt(policy.inputs, "policy") ?? ""),
  };
}

function principalOf({ kind }: Form, node: ResourceNode, arn: string, names: Names): Principal {
  const trust = (readPolicy(textAt(node.inputs, "assumeRolePolicy") ?? "") ?? []).filter(
    ({ Effect }) => Effect === "Allow",
  );
  return {
    key: arn.toLowerCase(),
    name: `${kind} ${textAt(node.inputs, "name") ?? names.resource(node)}`,
    kind: kind === "user" ? "user" : "identity",
    federated: trust.flatMap(webIdentities),
    usedBy: trust.flatMap(({ Principal: who }) => [
      ...texts(element(who, "Service")),
      ...(who === "*" ? ["anybody"] : texts(element(who, "AWS"))),
    ]),
    members: [],
  };
}

/** Tokens that may take the role on: by the issuer's provider, and the subjects that the conditions name. */
function webIdentities({ Principal: who, Condition }: Statement): Principal["federated"] {
  return texts(element(who, "Federated")).flatMap((provider) => {
    const issuer = provider.split(":oidc-provider/")[1] ?? provider;
    const subjects = ["StringEquals", "StringLike"].flatMap((operator) =>
      texts(element(element(Condition, operator), `${issuer}:sub`)),
    );
    return (subjects.length > 0 ? subjects : ["anybody with a token"]).map((subject) => ({
      issuer: `https://${issuer}`,
      subject,
    }));
  });
}

function element(value: unknown, key: string): Statement[string] {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Statement)[key]
    : undefined;
}
