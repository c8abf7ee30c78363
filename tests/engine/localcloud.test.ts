import { setTimeout as sleep } from "node:timers/promises";
import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import type * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { passingFailures } from "../../components/shared/retry";
import { LocalStack } from "./support/local-stack";

describe("the real engine against the local cloud", () => {
  let local: LocalStack;
  beforeAll(async () => {
    local = await LocalStack.create(platform);
  });
  afterAll(() => local[Symbol.asyncDispose]());

  it("previews with unknowns where the service computes", async () => {
    const { changeSummary, stdout } = await local.stack.preview();
    expect(changeSummary).toMatchObject({ create: 6 });
    expect(stdout).not.toContain("https://contoso-test");
  });

  it("stands up a small platform", async () => {
    const { summary, outputs } = await local.stack.up();
    expect(summary.resourceChanges).toMatchObject({ create: 6 });
    expect(outputs["endpoint"]?.value).toBe("https://contoso-test.cognitiveservices.azure.com/");
    expect(outputs["vaultUri"]?.value).toMatch(/^https:\/\/vault[0-9a-f]{8}\.vault\.azure\.net\/$/);
    expect(outputs["groupName"]?.value).toMatch(/^platform[0-9a-f]{8}$/);
  });

  it("finds nothing to change on a second run", async () => {
    const { summary } = await local.stack.up();
    expect(summary.resourceChanges).toEqual({ same: 6 });
  });

  it("finds nothing changed on a refresh, nor on the run after it", async () => {
    const { summary } = await local.stack.refresh();
    expect(summary.resourceChanges).toEqual({ same: 6 });
    expect((await local.stack.up()).summary.resourceChanges).toEqual({ same: 6 });
  });

  it("removes everything", async () => {
    const { summary } = await local.stack.destroy();
    expect(summary.resourceChanges).toEqual({ delete: 6 });
  });
});

describe("what Azure refuses, the engine reports, and what a user would do helps", () => {
  it("two deployments at once on one account: a chain", async () => {
    await using local = await LocalStack.create(deployments({ chained: false }));
    await expect(local.stack.up()).rejects.toThrow(
      /Status=409 Code="RequestConflict" Message="Another operation is being performed on the parent resource '.*\/accounts\/ai'\. Please try again later\."/,
    );
    local.become(deployments({ chained: true }));
    const { summary } = await local.stack.up();
    expect(summary.resourceChanges?.create).toBeGreaterThanOrEqual(1);
    expect((await local.stack.up()).summary.resourceChanges).toEqual({ same: 6 });
    await local.stack.destroy();
  });

  it("an account whose deleted namesake is kept: to restore it", async () => {
    await using local = await LocalStack.create(fixedAccount());
    await local.stack.up();
    await local.stack.destroy();
    await expect(local.stack.up()).rejects.toThrow(/Status=409 Code="FlagMustBeSetForRestore"/);
    local.become(fixedAccount({ restore: true }));
    await local.stack.up();
    expect((await local.stack.up()).summary.resourceChanges).toEqual({ same: 3 });
  });

  it("a creation that fails after it was accepted: to run again, which updates what is there", async () => {
    const late = {
      operation: "put",
      resourceType: "Microsoft.CognitiveServices/accounts",
      status: 500,
      code: "InternalServerError",
      message: "the account could not be provisioned",
      late: true,
    } as const;
    await using local = await LocalStack.create(fixedAccount(), { faults: [late] });
    await expect(local.stack.up()).rejects.toThrow(/the account could not be provisioned/);
    const exported = (await local.stack.exportStack()) as { deployment: ExportedState };
    const states = exported.deployment.resources;
    expect(states.find(({ type }) => type.endsWith(":Account"))?.initErrors).toHaveLength(1);
    expect((await local.stack.up()).summary.resourceChanges).toMatchObject({ update: 1 });
    expect((await local.stack.up()).summary.resourceChanges).toEqual({ same: 3 });
  });

  it("an endpoint of an account that the network sees as unfinished: to try again until it has settled", async () => {
    const wait = () => sleep(200);
    // A settling of half a minute takes half a second: longer than the engine needs to come from the account to its endpoint.
    await using local = await LocalStack.create(endpointOfAccount(), { pace: 0.02 });
    await expect(local.stack.up()).rejects.toThrow(
      /Status=400 Code="AccountProvisioningStateInvalid" Message="Call to Microsoft\.CognitiveServices\/accounts failed\. Error message: Account \S+\/accounts\/ai in state Accepted"/,
    );
    local.become(endpointOfAccount(() => ({ onError: [passingFailures({ wait })] })));
    await local.stack.up();
    expect((await local.stack.up()).summary.resourceChanges).toEqual({ same: 6 });
  });

  it("a failure that passes: the engine asks the error hook, and tries again", async () => {
    const passing = {
      operation: "put",
      resourceType: "Microsoft.CognitiveServices/accounts",
      status: 409,
      code: "RequestConflict",
      message: "Another operation is being performed on the parent resource.",
      times: 2,
    } as const;
    const waits: number[] = [];
    const wait = (seconds: number) => {
      waits.push(seconds);
      return Promise.resolve();
    };
    await using local = await LocalStack.create(
      fixedAccount({ hooks: () => ({ onError: [passingFailures({ wait })] }) }),
      { faults: [passing] },
    );
    const { summary } = await local.stack.up();
    expect(summary.resourceChanges).toMatchObject({ create: 3 });
    expect(waits).toHaveLength(2);
  });
});

interface ExportedState {
  readonly resources: readonly { readonly type: string; readonly initErrors?: readonly string[] }[];
}

const platform: PulumiFn = () => {
  const group = new resources.ResourceGroup("platform", { location: "swedencentral" });
  const resourceGroupName = group.name;
  const vnet = new network.VirtualNetwork("network", {
    resourceGroupName,
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
  });
  new network.Subnet("endpoints", {
    resourceGroupName,
    virtualNetworkName: vnet.name,
    addressPrefix: "10.0.1.0/24",
  });
  const vault = new keyvault.Vault("vault", {
    resourceGroupName,
    properties: {
      tenantId: "11111111-1111-4111-8111-111111111111",
      sku: { family: "A", name: "standard" },
      enableRbacAuthorization: true,
    },
  });
  const account = new cognitiveservices.Account("account", {
    resourceGroupName,
    kind: "AIServices",
    sku: { name: "S0" },
    identity: { type: "SystemAssigned" },
    properties: { customSubDomainName: "contoso-test", disableLocalAuth: true },
  });
  return Promise.resolve({
    groupName: group.name,
    vaultUri: vault.properties.apply((properties) => properties.vaultUri),
    endpoint: account.properties.apply((properties) => properties.endpoint),
  });
};

function deployments({ chained }: { chained: boolean }): PulumiFn {
  return () => {
    const group = new resources.ResourceGroup("group", { location: "swedencentral" });
    const account = new cognitiveservices.Account("account", {
      resourceGroupName: group.name,
      accountName: "ai",
      kind: "AIServices",
      sku: { name: "S0" },
    });
    const made: pulumi.Resource[] = [];
    for (const name of ["chat", "mini", "embeddings"]) {
      const deployment = new cognitiveservices.Deployment(
        name,
        {
          resourceGroupName: group.name,
          accountName: account.name,
          sku: { name: "GlobalStandard", capacity: 1 },
          properties: { model: { format: "OpenAI", name: "gpt-5.1", version: "2025-11-13" } },
        },
        { dependsOn: chained ? made.slice(-1) : [] },
      );
      made.push(deployment);
    }
    return Promise.resolve();
  };
}

function endpointOfAccount(hooks?: () => pulumi.ResourceHookBinding): PulumiFn {
  return () => {
    const group = new resources.ResourceGroup("group", { location: "swedencentral" });
    const resourceGroupName = group.name;
    const vnet = new network.VirtualNetwork("network", {
      resourceGroupName,
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    });
    const subnet = new network.Subnet("endpoints", {
      resourceGroupName,
      virtualNetworkName: vnet.name,
      addressPrefix: "10.0.1.0/24",
    });
    // After the subnet, so that nothing but the account is waited for.
    const account = new cognitiveservices.Account(
      "account",
      { resourceGroupName, accountName: "ai", kind: "AIServices", sku: { name: "S0" } },
      { dependsOn: [subnet] },
    );
    new network.PrivateEndpoint(
      "endpoint",
      {
        resourceGroupName,
        subnet: { id: subnet.id },
        privateLinkServiceConnections: [
          { name: "account", privateLinkServiceId: account.id, groupIds: ["account"] },
        ],
      },
      hooks ? { hooks: hooks() } : {},
    );
    return Promise.resolve();
  };
}

function fixedAccount(
  options: { restore?: boolean; hooks?: () => pulumi.ResourceHookBinding } = {},
): PulumiFn {
  return () => {
    const group = new resources.ResourceGroup("group", {
      resourceGroupName: "rg",
      location: "swedencentral",
    });
    new cognitiveservices.Account(
      "account",
      {
        resourceGroupName: group.name,
        accountName: "ai",
        kind: "AIServices",
        sku: { name: "S0" },
        properties: { customSubDomainName: "contoso-fixed", ...(options.restore && { restore: true }) },
      },
      options.hooks ? { hooks: options.hooks() } : {},
    );
    return Promise.resolve();
  };
}
