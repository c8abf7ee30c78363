import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { ProgramError } from "../graph/program-error";
import type { Declaration } from "../policies/rule";
import type { PlatformArgs } from "../components/platform";
import { awsResolver } from "../tests/support/aws-resolver";
import { only, record, recordStack } from "../tests/support/record";
import { sampleStack } from "../tests/support/sample-stack";
import { azureResolver } from "../tests/support/resolver";
import { shippedStacks, stackFile } from "../tests/support/stack-files";
import { registerLean } from "./lean-registration";
import { rawConfig, recordedConfig } from "./raw-config";

async function refusal(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => "nothing was refused",
    (error: unknown) =>
      error instanceof ProgramError ? error.message : `not a ProgramError: ${String(error)}`,
  );
}

describe("program", () => {
  it("refuses a bad configuration with every problem at once, and registers nothing", async () => {
    const { environment, ...rest } = sampleStack;
    const config = {
      ...rest,
      environment: { ...environment, owner: "nobody" },
      models: { ...rest.models, accounts: [] },
      surprise: {},
    };
    const message = await refusal(recordStack("bad", config));
    expect(message).toContain("stacks/Pulumi.bad.yaml");
    expect(message).toContain("environment.owner");
    expect(message).toContain("models.accounts");
    expect(message).toContain("surprise");
  });

  it("tells a missing configuration section by section", async () => {
    const message = await refusal(recordStack("empty", {}));
    for (const section of ["environment", "residency", "network", "identity", "models", "operations"]) {
      expect(message).toContain(section);
    }
  });

  it("declares what the stack says of itself", async () => {
    const graph = await recordStack("test", sampleStack);
    const declaration: Declaration = {
      environment: "test",
      protected: true,
      residency: {
        boundary: "eu",
        allowedRegions: ["swedencentral", "francecentral"],
        processing: "dataZone",
      },
      frameworks: ["gdpr"],
      requiredTags: ["environment", "owner"],
      logRetentionDays: 365,
      retirementNoticeDays: 60,
    };
    expect(only(graph, "cornerstone:index:Platform").inputs).toEqual(declaration);
  });

  it("declares exactly what policies read", () => {
    const bothWays: [(args: PlatformArgs) => Declaration, (declaration: Declaration) => PlatformArgs] = [
      (args) => args,
      (declaration) => declaration,
    ];
    expect(bothWays).toHaveLength(2);
  });

  it("answers with endpoints, deployments and who may call, and with no credential", async () => {
    const graph = await recordStack("test", sampleStack);
    const { outputs } = only(graph, "pulumi:pulumi:Stack");
    expect(outputs["endpoints"]).toMatchObject({
      primary: expect.stringMatching(
        /^https:\/\/contoso-test-primary-\w{6}\.openai\.azure\.com\/$/,
      ) as string,
    });
    expect(outputs["access"]).toContainEqual({
      principal: "workload customer-service",
      role: "Cognitive Services OpenAI User",
      on: "primary",
    });
    expect(Object.keys(outputs).sort()).toEqual([
      "access",
      "deployments",
      "endpoints",
      "identities",
      "resourceGroup",
      "vaults",
      "workspace",
    ]);
  });

  it.each<[string, Record<string, unknown>]>([
    ["the sample", sampleStack],
    ...shippedStacks.map((stack): [string, Record<string, unknown>] => [stack, stackFile(stack)]),
    ["aws-prod", stackFile("aws-prod")],
  ])("creates nothing inside an apply: %s is the same when nothing is known yet", async (stack, config) => {
    const resolver = stack === "aws-prod" ? awsResolver() : azureResolver();
    const [preview, full] = await Promise.all([
      recordStack(stack, config, { preview: true, resolver }),
      recordStack(stack, config, { resolver }),
    ]);
    const waits = (graph: typeof full) =>
      graph.resources.map(({ urn, dependencies }) => [urn, ...dependencies.toSorted()].join("\n  ")).sort();
    expect(waits(preview)).toEqual(waits(full));
  });

  it("asks for the same names every time, and for others in another resource group", async () => {
    const names = async (groupName: string) => {
      const good = azureResolver();
      const graph = await recordStack("test", sampleStack, {
        resolver: {
          ...good,
          create: async (request) => {
            const result = await good.create(request);
            return request.type === "azure-native:resources:ResourceGroup"
              ? {
                  ...result,
                  id: `/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/${groupName}`,
                }
              : result;
          },
        },
      });
      return graph.resources
        .map(({ inputs }) => inputs["vaultName"] ?? inputs["accountName"])
        .filter((name) => name !== undefined);
    };
    const [first, again, other] = await Promise.all([names("one"), names("one"), names("two")]);
    expect(first).toEqual(again);
    expect(first.filter((name) => other.includes(name))).toEqual([]);
  });
});

describe("rawConfig", () => {
  it("takes the sections of this project, and parses what is structured", async () => {
    let raw: unknown;
    await record(() => {
      raw = rawConfig({
        "cornerstone:network": '{"addressSpace":"10.0.0.0/20"}',
        "cornerstone:odd": "not JSON",
        "azure-native:location": "swedencentral",
      });
    });
    expect(raw).toEqual({ network: { addressSpace: "10.0.0.0/20" }, odd: "not JSON" });
  });
});

describe("recordedConfig", () => {
  const recorded = async (secretKeys: string[]): Promise<unknown> => {
    let found: unknown = "never asked";
    await record(() => {
      pulumi.runtime.setAllConfig({ "project:network": '{"addressSpace":"10.0.0.0/20"}' }, secretKeys);
      found = recordedConfig();
    });
    return found;
  };

  it("keeps nothing where the user keeps a section secret", async () => {
    expect(await recorded([])).not.toBeUndefined();
    expect(await recorded(["project:network"])).toBeUndefined();
  });
});

describe("registerLean", () => {
  const aliasesSeen = async (stripAliases: boolean): Promise<number> => {
    let aliases = -1;
    await record(() => {
      registerLean({ stripAliases }, () => {
        pulumi.runtime.registerStackTransformation(({ opts }) => {
          aliases = opts.aliases?.length ?? 0;
          return undefined;
        });
        new cognitiveservices.Account("account", { resourceGroupName: "rg" });
      });
    });
    return aliases;
  };

  it("keeps the aliases of older provider versions unless asked to strip them", async () => {
    expect(await aliasesSeen(false)).toBeGreaterThan(10);
    expect(await aliasesSeen(true)).toBe(0);
  });

  it("switches stack traces off while resources register, and on again", async () => {
    const before = Error.stackTraceLimit;
    const during: number[] = [];
    const run = (): Promise<unknown> =>
      record(() => {
        registerLean({ stripAliases: true }, () => {
          during.push(Error.stackTraceLimit);
          new cognitiveservices.Account("account", { resourceGroupName: "rg" });
        });
      });
    await Promise.all([run(), run()]);
    expect(during).toEqual([0, 0]);
    expect(Error.stackTraceLimit).toBe(before);
  });

  it.each([true, false])(
    "sends debug messages only where aliases stay (stripped: %s)",
    async (stripAliases) => {
      const before = pulumi.log.debug;
      let during: unknown;
      await record(() => {
        registerLean({ stripAliases }, () => {
          during = pulumi.log.debug;
          new cognitiveservices.Account("account", { resourceGroupName: "rg" });
        });
      });
      expect(during === before).toBe(!stripAliases);
      expect(pulumi.log.debug).toBe(before);
    },
  );

  it("switches stack traces on again when the program throws", async () => {
    const before = Error.stackTraceLimit;
    await refusal(
      record(() =>
        registerLean({ stripAliases: true }, () => {
          throw new Error("no");
        }),
      ),
    );
    expect(Error.stackTraceLimit).toBe(before);
  });
});
