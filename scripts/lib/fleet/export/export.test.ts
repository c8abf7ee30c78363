import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { waves, type FleetStack } from "../select";
import { githubMatrix, matrixLimit } from "./github-matrix";
import { kubernetesOperator, operatorStackSchema } from "./kubernetes-operator";
import { deploymentSettingsSchema, pulumiDeployments } from "./pulumi-deployments";

const fleet: FleetStack[] = [
  { name: "prod", tags: { protected: "true", region: "swedencentral" }, needs: ["aws-prod"], cloud: "azure" },
  { name: "aws-prod", tags: { protected: "true", region: "eu-central-1" }, needs: [], cloud: "aws" },
  { name: "dev_1", tags: { protected: "false", region: "swedencentral" }, needs: [], cloud: "azure" },
];
const options = {
  repository: "contoso/platform",
  branch: "main",
  organization: "contoso",
  namespace: "pulumi",
};

interface OperatorStack {
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

it("waves put a stack after those that it needs, whatever cycles there are", () => {
  const names = (stacks: readonly FleetStack[]) => waves(stacks).map((wave) => wave.map(({ name }) => name));
  expect(names(fleet)).toEqual([["aws-prod", "dev_1"], ["prod"]]);
  const cycle = ["a", "b"].map((name, index, all) => ({ ...fleet[2]!, name, needs: [all[1 - index]!] }));
  expect(names(cycle)).toEqual([["a", "b"]]);
});

describe("github-matrix", () => {
  it("writes a matrix a wave, with the subject that the identity's credential must name", () => {
    const files = githubMatrix.files(fleet, options);
    expect(files.map(({ name }) => name)).toEqual(["matrix-1.json", "matrix-2.json"]);
    expect(JSON.parse(files[1]!.text)).toEqual({
      include: [
        {
          stack: "prod",
          environment: "prod",
          subject: "repo:contoso/platform:environment:prod",
          protected: true,
        },
      ],
    });
  });

  it("splits a wave that is larger than a matrix may be", () => {
    const many = Array.from({ length: 2 * matrixLimit + 1 }, (_, index) => ({
      ...fleet[2]!,
      name: `s${index}`,
    }));
    const files = githubMatrix.files(many, options);
    expect(files.map(({ text }) => (JSON.parse(text) as { include: unknown[] }).include.length)).toEqual([
      matrixLimit,
      matrixLimit,
      1,
    ]);
    expect(new Set(files.map(({ name }) => name)).size).toBe(3);
  });
});

describe("pulumi-deployments", () => {
  it("writes settings that the API's type takes, and lets no push deploy a protected stack", () => {
    const settings = pulumiDeployments
      .files(fleet, options)
      .map(({ text }) => deploymentSettingsSchema.parse(JSON.parse(text)));
    expect(settings.map(({ gitHub }) => gitHub.deployCommits)).toEqual([false, false, true]);
    expect(settings.map(({ operationContext: { oidc } }) => Object.keys(oidc))).toEqual([
      ["azure"],
      ["aws"],
      ["azure"],
    ]);
    expect(settings[0]!.gitHub.paths).toContain("stacks/Pulumi.prod.yaml");
    expect(settings[0]!.gitHub.paths).not.toContain("stacks/Pulumi.dev_1.yaml");
  });
});

describe("kubernetes-operator", () => {
  const stacks = (given: readonly FleetStack[] = fleet, more = {}): OperatorStack[] =>
    parseAllDocuments(kubernetesOperator.files(given, { ...options, ...more })[0]!.text).map(
      (document) => document.toJS() as OperatorStack,
    );

  it("writes resources that the definition takes, in the order of their needs, and deploys nothing protected", () => {
    for (const stack of stacks()) expect(operatorStackSchema.safeParse(stack).error).toBeUndefined();
    expect(stacks().map(({ spec }) => spec["preview"])).toEqual([true, true, false]);
    expect(stacks()[0]!.spec["prerequisites"]).toEqual([{ name: "aws-prod" }]);
    expect(stacks().map(({ metadata }) => metadata.name)).toEqual(["prod", "aws-prod", "dev-1"]);
    expect(stacks().every(({ spec }) => spec["destroyOnFinalize"] === false)).toBe(true);
  });

  it("takes a token of Pulumi Cloud from a secret, and none for a backend of one's own", () => {
    expect(JSON.stringify(stacks()[0])).toContain('"secret":{"name":"pulumi","key":"accessToken"}');
    const own = stacks(fleet, { backend: "azblob://state" })[0]!;
    expect(own.spec["backend"]).toBe("azblob://state");
    expect(own.spec["envRefs"]).toEqual({});
  });

  it("refuses what the definition refuses", () => {
    const valid = stacks()[0]!;
    const problem = (spec: object, metadata: object = {}) =>
      operatorStackSchema.safeParse({
        ...valid,
        metadata: { ...valid.metadata, ...metadata },
        spec: { ...valid.spec, ...spec },
      }).success;
    expect(problem({})).toBe(true);
    expect(problem({ lockTimeout: 5 })).toBe(false);
    expect(problem({ resyncFrequencySeconds: 30 })).toBe(false);
    expect(problem({ commit: "0".repeat(40) })).toBe(false);
    expect(problem({}, { name: "Prod" })).toBe(false);
    expect(problem({}, { name: "x".repeat(43) })).toBe(false);
  });
});
