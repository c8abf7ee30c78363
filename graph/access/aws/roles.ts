import type { Names } from "../../names";
import type { ResourceGraph, ResourceNode } from "../../types";
import type { Principal } from "../model";
import { textAt } from "../read";
import { readPolicy, texts, type Statement } from "./policy";

/** A role of the graph, with what its policies say. */
export interface Role {
  readonly node: ResourceNode;
  readonly arn: string;
  readonly principal: Principal;
  /** Its own policies and those attached to it, each by its name; without statements where nobody here knows them. */
  readonly policies: readonly {
    readonly urn: string;
    readonly name: string;
    readonly statements: readonly Statement[] | undefined;
  }[];
}

const ofGraph = (graph: ResourceGraph, type: string): readonly ResourceNode[] =>
  graph.resources.filter((node) => node.type === type);

/** Every role of a graph: who may take it on, and by what it may do something. */
export function rolesOf(graph: ResourceGraph, names: Names): readonly Role[] {
  const policies = ofGraph(graph, "aws:iam/policy:Policy");
  return ofGraph(graph, "aws:iam/role:Role").map((node) => {
    const arn = textAt(node.outputs, "arn") ?? node.urn;
    const mine = (each: ResourceNode): boolean => {
      const role = textAt(each.inputs, "role");
      return role === undefined
        ? (each.propertyDependencies["role"] ?? []).includes(node.urn)
        : [node.id, textAt(node.inputs, "name"), arn].includes(role);
    };
    const own = ofGraph(graph, "aws:iam/rolePolicy:RolePolicy")
      .filter(mine)
      .map((each) => ({
        urn: each.urn,
        name: `its policy ${textAt(each.inputs, "name") ?? names.resource(each)}`,
        statements: readPolicy(textAt(each.inputs, "policy") ?? ""),
      }));
    const attached = ofGraph(graph, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .filter(mine)
      .map((each) => {
        const policyArn = textAt(each.inputs, "policyArn") ?? "a policy that is not known yet";
        const policy = policies.find(({ outputs }) => textAt(outputs, "arn") === policyArn);
        return {
          urn: each.urn,
          name: policyArn,
          // What a policy of AWS itself permits is in no graph.
          statements: policy && readPolicy(textAt(policy.inputs, "policy") ?? ""),
        };
      });
    return { node, arn, principal: principalOf(node, arn, names), policies: [...own, ...attached] };
  });
}

function principalOf(node: ResourceNode, arn: string, names: Names): Principal {
  const trust = (readPolicy(textAt(node.inputs, "assumeRolePolicy") ?? "") ?? []).filter(
    ({ Effect }) => Effect === "Allow",
  );
  return {
    key: arn.toLowerCase(),
    name: `role ${textAt(node.inputs, "name") ?? names.resource(node)}`,
    kind: "identity",
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
