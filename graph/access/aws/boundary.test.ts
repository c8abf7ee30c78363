import { beforeAll, describe, expect, it } from "vitest";
import { rolesBoundary } from "../../../components/aws/roles-boundary";
import { permits } from "../../../localcloud/face/aws-policy";
import { stackFile } from "../../../tests/support/stack-files";
import { graphFromProgram } from "../../from-program";
import type { ResourceGraph, ResourceNode } from "../../types";
import { textAt } from "../read";
import { readPolicy, texts, type Statement } from "./policy";

const place = { region: "eu-central-1", accountId: "111122223333", tags: {} };
const boundary = JSON.stringify({ Statement: rolesBoundary(place, "contoso-prod") });

/** A request that a statement is about: every one of its conditions holds. */
function contextOf({ Condition }: Statement): Record<string, string> {
  const operators = Object.values((Condition ?? {}) as Record<string, Record<string, string | string[]>>);
  return Object.fromEntries(
    operators.flatMap((keys) => Object.entries(keys).map(([key, value]) => [key, [value].flat()[0] ?? ""])),
  );
}

describe("the boundary of the roles of aws-prod", () => {
  let graph: ResourceGraph;
  let roles: readonly ResourceNode[];
  beforeAll(async () => {
    graph = await graphFromProgram({ stack: "aws-prod", config: stackFile("aws-prod") });
    roles = graph.resources.filter(({ type }) => type === "aws:iam/role:Role");
  });

  it("is carried by each of them", () => {
    expect(roles.length).toBeGreaterThan(8);
    const arn = "arn:aws:iam::111122223333:policy/pipeline-contoso-aws-prod-boundary";
    for (const { name, inputs } of roles) expect(inputs["permissionsBoundary"], name).toBe(arn);
  });

  it("takes none of them anything that its own policies give", () => {
    const policies = graph.resources.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    expect(policies).toHaveLength(roles.length);
    for (const { name, inputs } of policies)
      for (const statement of readPolicy(textAt(inputs, "policy") ?? "") ?? [])
        for (const action of texts(statement["Action"]))
          for (const resource of texts(statement["Resource"])) {
            const request = { action, resource, context: contextOf(statement) };
            expect(permits([boundary], request), `${name}: ${action} on ${resource}`).toBe(true);
          }
  });

  it("is set by one line of the stack file", async () => {
    const config = stackFile("aws-prod");
    const { permissionsBoundary, ...rest } = config["cornerstone:aws"] as Record<string, unknown>;
    expect(permissionsBoundary).toBeDefined();
    const without = await graphFromProgram({
      stack: "aws-prod",
      config: { ...config, "cornerstone:aws": rest },
    });
    expect(without.resources.map(({ urn }) => urn)).toEqual(graph.resources.map(({ urn }) => urn));
    const bound = without.resources.filter(({ inputs }) => "permissionsBoundary" in inputs);
    expect(bound.filter(({ type }) => type === "aws:iam/role:Role")).toEqual([]);
  });
});
