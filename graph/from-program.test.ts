import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as resources from "@pulumi/azure-native/resources";
import { describe, expect, it } from "vitest";
import { shippedStacks, stackFile } from "../tests/support/stack-files";
import { graphFromProgram } from "./from-program";
import { graphToJson } from "./json";
import { ProgramError } from "./program-error";
import { indexGraph } from "./queries";
import { Unknown } from "./types";

/** The sections of a shipped stack. */
function shipped(stack: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(stackFile(stack)).map(([key, value]) => [key.replace("cornerstone:", ""), value]),
  );
}

const graphOf = (stack: string, mode?: "preview") =>
  graphFromProgram({ stack, config: shipped(stack), ...(mode && { mode }) });

describe("graphFromProgram of the shipped stacks", () => {
  it.each(shippedStacks)("stands %s up in a local cloud, the same each time", async (stack) => {
    const [first, second] = await Promise.all([graphOf(stack), graphOf(stack)]);
    expect(graphToJson(second)).toBe(graphToJson(first));
    const index = indexGraph(first);
    expect(index.cycles()).toEqual([]);
    const accounts = index.byType("azure-native:cognitiveservices:Account");
    expect(accounts.length).toBeGreaterThan(0);
    for (const account of accounts) {
      expect(account.id).toMatch(/^\/subscriptions\/.*\/providers\/Microsoft\.CognitiveServices\/accounts\//);
      expect(account.sourcePosition?.file).toMatch(/^components\//);
    }
    for (const node of first.resources.filter(({ custom }) => custom)) {
      expect(typeof node.id, node.urn).toBe("string");
    }
  });

  it("leaves what only a deployment can tell unknown in a preview", async () => {
    const graph = await graphOf("dev", "preview");
    const resolved = await graphOf("dev");
    expect(graph.resources.map(({ urn }) => urn).sort()).toEqual(
      resolved.resources.map(({ urn }) => urn).sort(),
    );
    const [account] = indexGraph(graph).byType("azure-native:cognitiveservices:Account");
    expect(account!.id).toBeInstanceOf(Unknown);
  });

  it("leaves the process as it was", async () => {
    const before = Error.stackTraceLimit;
    await Promise.all([graphOf("dev"), graphOf("prod"), graphOf("staging")]);
    expect(Error.stackTraceLimit).toBe(before);
  });

  it("says everything that is wrong with a configuration", async () => {
    const config = { ...shipped("dev"), environment: { name: "dev" } };
    await expect(graphFromProgram({ stack: "dev", config })).rejects.toThrow(
      /problems[\s\S]*environment\.organization[\s\S]*environment\.region/,
    );
  });

  it("lists what the cloud refuses, with URN and property", async () => {
    const failure = graphFromProgram({
      stack: "dev",
      config: {},
      program: () => {
        const group = new resources.ResourceGroup("rg", { location: "swedencentral" });
        const args = { resourceGroupName: group.name, accountName: "a" };
        new cognitiveservices.Deployment("chat", { ...args, deploymentName: "chat" });
        new cognitiveservices.Account("broken", { resourceGroupName: group.name, accountName: "x" });
        return {};
      },
    });
    const error = await failure.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ProgramError);
    const text = (error as ProgramError).message;
    expect(text).toMatch(/cognitiveservices:Account::broken: .*'accountName' is too short/);
    expect(text).toMatch(/cognitiveservices:Deployment::chat: .*(Status=404|NotFound)/);
  });
});
