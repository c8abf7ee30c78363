import { describe, expect, it } from "vitest";
import { graphFromState, StateFileError } from "./from-state";
import { Secret, Unknown } from "./types";
import { signature, signatureKey, unknownValue } from "./wire";

const urn = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
const stack = { urn: urn("pulumi:pulumi:Stack", "shop-prod"), type: "pulumi:pulumi:Stack", custom: false };
const provider = {
  urn: urn("pulumi:providers:azure-native", "default_2_0_0"),
  type: "pulumi:providers:azure-native",
  custom: true,
  id: "7b3b",
  inputs: { version: "2.0.0" },
};
const accountType = "azure-native:cognitiveservices/v20231001preview:Account";
const account = {
  urn: urn(accountType, "account"),
  type: accountType,
  custom: true,
  id: "/subscriptions/s/account",
  parent: stack.urn,
  provider: `${provider.urn}::7b3b`,
  protect: true,
  retainOnDelete: true,
  dependencies: [provider.urn],
  propertyDependencies: { location: [provider.urn], kind: null },
  sourcePosition: "project:///src/index.ts#12,3",
  inputs: {
    kind: "OpenAI",
    __defaults: ["name"],
    key: { [signatureKey]: signature.secret, ciphertext: "v1:abc" },
    shown: { [signatureKey]: signature.secret, plaintext: '{"a":"visible"}' },
    later: unknownValue,
    group: { [signatureKey]: signature.resource, urn: provider.urn, id: "/rg" },
    component: { [signatureKey]: signature.resource, urn: stack.urn },
  },
  outputs: { endpoint: "https://account/", __inputs: {} },
};

const exported = (resources: unknown[], version = 3) => ({
  version,
  deployment: { manifest: {}, resources },
});

describe("graphFromState", () => {
  it("reads an export of another program, dependencies first", () => {
    const graph = graphFromState(exported([account, stack, provider]));
    expect(graph).toMatchObject({ project: "shop", stack: "prod", basis: "state" });
    expect(graph.resources.map((node) => node.name)).toEqual(["shop-prod", "default_2_0_0", "account"]);
    expect(graph.resources[2]).toMatchObject({
      custom: true,
      id: "/subscriptions/s/account",
      parent: stack.urn,
      protect: true,
      retainOnDelete: true,
      dependencies: [provider.urn],
      propertyDependencies: { location: [provider.urn] },
      sourcePosition: { file: "src/index.ts", line: 12, column: 3 },
      outputs: { endpoint: "https://account/" },
    });
  });

  it("keeps secrets wrapped, and says why a value cannot be read", () => {
    const { inputs } = graphFromState(exported([account])).resources[0]!;
    expect(inputs).toEqual({
      kind: "OpenAI",
      key: new Secret(new Unknown("encrypted in the state")),
      shown: new Secret({ a: "visible" }),
      later: new Unknown("not known when the state was written"),
      group: "/rg",
      component: stack.urn,
    });
    expect(JSON.stringify(inputs)).not.toMatch(/visible|v1:abc/);
  });

  it.each([
    "project:///../other/a.ts#1,2",
    "project:///node_modules/x/a.ts#1,2",
    "file:///a.ts#1,2",
    "nonsense",
  ])("takes no source position from %s", (sourcePosition) => {
    expect(
      graphFromState(exported([{ ...account, sourcePosition }])).resources[0]!.sourcePosition,
    ).toBeUndefined();
  });

  it("leaves out what a replacement has yet to delete", () => {
    const graph = graphFromState(exported([account, { ...account, delete: true, id: "old" }]));
    expect(graph.resources.map((node) => node.id)).toEqual(["/subscriptions/s/account"]);
  });

  it("reads a stack's file of the file backend", () => {
    const file = { version: 3, checkpoint: { stack: "prod", latest: { resources: [stack] } } };
    expect(graphFromState(file).resources).toHaveLength(1);
  });

  it.each([
    ["a list", [], /must be|JSON object.*got an array/],
    ["nothing", null, /got null/],
    ["another JSON file", { name: "x" }, /`version` and `deployment` are missing/],
    ["a Terraform state", { version: 4, terraform_version: "1.9" }, /Terraform/],
    ["a preview", { steps: [] }, /preview/],
    ["an old version", exported([], 1), /version 1, must be 3 or 4/],
    ["an empty stack", exported([]), /no resources/],
    ["a stack that was destroyed", { version: 3, deployment: { manifest: {} } }, /no resources/],
    [
      "a URN that is none",
      exported([{ ...stack, urn: "x" }]),
      /deployment\.resources\[0\]\.urn: must be a URN/,
    ],
    ["a resource without a type", exported([stack, { urn: stack.urn }]), /deployment\.resources\[1\]\.type/],
  ])("refuses %s", (_, file, message) => {
    expect(() => graphFromState(file)).toThrow(StateFileError);
    expect(() => graphFromState(file)).toThrow(message);
  });
});
