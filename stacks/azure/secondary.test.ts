import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { withStackReferences } from "../../graph/stack-references";
import { Unknown, type PropertyMap, type ResourceGraph, type ResourceNode } from "../../graph/types";
import { record } from "../../tests/support/record";
import { azureResolver } from "../../tests/support/resolver";
import { secondCloudOutputs } from "../../tests/support/second-cloud";
import type { StackConfig } from "../config";
import { readSecondary } from "./secondary";

class Probe extends pulumi.ComponentResource {
  constructor(inputs: pulumi.Inputs) {
    super("test:index:Probe", "probe", inputs);
    this.registerOutputs({});
  }
}

/** Reads a second cloud whose stack tells these outputs, and gives what is read. */
async function read(outputs: Record<string, unknown> | undefined, boundary = "eu"): Promise<PropertyMap> {
  const config = {
    secondary: { stack: "aws-prod", standIns: [] },
    residency: { boundary, allowedRegions: [], processing: "dataZone" },
  } as unknown as StackConfig;
  const root = { type: "pulumi:pulumi:Stack", outputs } as unknown as ResourceNode;
  const told: ResourceGraph = { project: "test", stack: "aws-prod", basis: "program", resources: [root] };
  const graph = await record(
    () => {
      const secondary = readSecondary(config, {});
      if (!secondary) return;
      const { region, roleArn } = secondary;
      new Probe({
        region,
        roleArn,
        ...secondary.model("chat"),
        profile: secondary.profile("support", "chat"),
      });
    },
    { resolver: withStackReferences(azureResolver(), () => Promise.resolve(outputs && told)) },
  );
  return graph.resources.find(({ name }) => name === "probe")?.inputs ?? {};
}

describe("the stack of the second cloud", () => {
  it("tells where and as whom to call", async () => {
    expect(await read(secondCloudOutputs())).toMatchObject({
      region: "eu-central-1",
      roleArn: "arn:aws:iam::111122223333:role/contoso-prod-gateway",
      destinations: ["eu-central-1", "eu-west-3"],
      profile: "arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/support-chat",
    });
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      "tells nothing",
      {},
      /does not tell region, federation, gatewayRoleArn.*run `npx cornerstone up aws-prod` first/,
    ],
    [
      "has another model",
      secondCloudOutputs(["other"]),
      /aws-prod has no model "chat"; it has other: add it to/,
    ],
    ["has another workload", secondCloudOutputs(undefined, ["x"]), /no model "chat" of workload "support"/],
    [
      "processes elsewhere",
      secondCloudOutputs(undefined, undefined, ["eu-central-1", "us-east-1"]),
      /prompts would leave the residency boundary "eu": model "chat" of aws-prod is processed in us-east-1/,
    ],
    [
      "processes anywhere",
      secondCloudOutputs(undefined, undefined, ["", "eu-central-1"]),
      /is processed in any region of the world/,
    ],
  ])("that %s fails the run, saying what to do", async (_, outputs, message) => {
    await expect(read(outputs)).rejects.toThrow(message);
  });

  it("may process wherever the stack allows", async () => {
    const us = secondCloudOutputs(undefined, undefined, ["us-east-1"]);
    expect(await read(us, "us")).toMatchObject({ destinations: ["us-east-1"] });
    expect(await read(secondCloudOutputs(undefined, undefined, [""]), "global")).toBeDefined();
  });

  it("leaves values open where it is not known", async () => {
    expect((await read(undefined))["region"]).toBeInstanceOf(Unknown);
  });
});
