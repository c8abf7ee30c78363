import type { Names } from "../../../graph/names";
import type { PropertyValue, ResourceGraph, ResourceNode } from "../../../graph/types";
import type { Grant } from "../../reports/pull-request/model";

interface Statement {
  readonly Effect?: string;
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Who may assume each role of AWS, and what each role may do. A policy that is not known yet is told as such. */
export function iamGrants(graph: ResourceGraph, names: Names): readonly Grant[] {
  const roles = graph.resources.filter(({ type }) => type === "aws:iam/role:Role");
  const named = new Map<unknown, string>(roles.map((role) => [role.inputs["name"], names.full(role)]));
  return graph.resources.flatMap((node): readonly Grant[] => {
    if (node.type === "aws:iam/role:Role") return assumptions(node, names.full(node));
    if (node.type !== "aws:iam/rolePolicy:RolePolicy") return [];
    return permissions(node, named.get(node.inputs["role"]) ?? names.full(node));
  });
}

function assumptions({ inputs }: ResourceNode, scope: string): readonly Grant[] {
  return allowed(inputs["assumeRolePolicy"]).map((statement) => ({
    principal: bearerOf(statement),
    role: "assume",
    scope,
    administers: false,
  }));
}

function permissions({ inputs }: ResourceNode, principal: string): readonly Grant[] {
  return allowed(inputs["policy"]).flatMap((statement) =>
    list(statement.Resource).map((resource) => ({
      principal,
      role: list(statement.Action).join(", "),
      scope: `${resource}${conditionsOf(statement)}`,
      administers: list(statement.Action).some((action) =>
        /^(\*|iam:(\*|(Add|Attach|Create|Put|Update)\w*))$/i.test(action),
      ),
    })),
  );
}

/** Whose token or which service a statement of trust takes. */
function bearerOf({ Principal, Condition }: Statement): string {
  if (typeof Principal !== "object") return Principal ?? "[not known yet]";
  const equal = Condition?.["StringEquals"] ?? {};
  const subjects = Object.entries(equal).flatMap(([key, value]) => (key.endsWith(":sub") ? list(value) : []));
  const bearers = Object.values(Principal).flatMap(list);
  return subjects.length === 0 ? bearers.join(", ") : `${subjects.join(", ")} of ${bearers.join(", ")}`;
}

/** Conditions narrow a permission: with others, it is another one. */
function conditionsOf({ Condition }: Statement): string {
  const keys = Object.values(Condition ?? {}).flatMap((each) => Object.keys(each));
  return keys.length === 0 ? "" : `, if ${keys.sort().join(" and ")}`;
}

const notKnown: Statement = { Effect: "Allow", Action: "[not known yet]", Resource: "[not known yet]" };

function allowed(document: PropertyValue | undefined): readonly Statement[] {
  if (typeof document !== "string") return [notKnown];
  const { Statement: statements } = JSON.parse(document) as { readonly Statement: Statement | Statement[] };
  return [statements].flat().filter(({ Effect }) => Effect === "Allow");
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}
