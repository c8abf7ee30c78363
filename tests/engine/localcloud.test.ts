import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import { LocalWorkspace, type PulumiFn, PulumiCommand, type Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const repository = join(__dirname, "..", "..");

describe("the real engine against the local cloud", () => {
  const home = mkdtempSync(join(tmpdir(), "cornerstone-engine-"));
  let cloud: Started;
  let stack: Stack;

  beforeAll(async () => {
    cloud = await startLocalCloud(join(home, "store"));
    stack = await newStack(home, cloud.port, program);
  });
  afterAll(async () => {
    await cloud.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it("previews with unknowns where the service computes", async () => {
    const preview = await stack.preview();
    expect(preview.changeSummary).toMatchObject({ create: 6 });
  });

  it("stands up a small platform", async () => {
    const result = await stack.up();
    expect(result.summary.resourceChanges).toMatchObject({ create: 6 });
    const { endpoint, vaultUri, groupName } = result.outputs;
    expect(endpoint?.value).toBe("https://contoso-test.cognitiveservices.azure.com/");
    expect(vaultUri?.value).toMatch(/^https:\/\/vault[0-9a-f]{8}\.vault\.azure\.net\/$/);
    expect(groupName?.value).toMatch(/^platform[0-9a-f]{8}$/);
  });

  it("finds nothing to change on a second run", async () => {
    const result = await stack.up();
    expect(result.summary.resourceChanges).toEqual({ same: 6 });
  });

  it("finds nothing changed on a refresh", async () => {
    const result = await stack.refresh();
    expect(result.summary.resourceChanges).toEqual({ same: 6 });
  });

  it("removes everything", async () => {
    const result = await stack.destroy();
    expect(result.summary.resourceChanges).toEqual({ delete: 6 });
  });
});

const program: PulumiFn = () => {
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

interface Started {
  readonly port: number;
  stop(): Promise<void>;
}

async function startLocalCloud(directory: string): Promise<Started> {
  const tsx = pathToFileURL(require.resolve("tsx")).href;
  const main = join(repository, "localcloud", "main.ts");
  const child = spawn(process.execPath, ["--import", tsx, main, "--directory", directory], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once("data", (line: Buffer) => {
      resolve((JSON.parse(line.toString()) as Record<string, number>)["azure-native"] ?? 0);
    });
    child.once("exit", (code) => {
      reject(new Error(`the local cloud ended with code ${code ?? "none"}`));
    });
  });
  return { port, stop: () => stopped(child) };
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners("exit").once("exit", () => {
      resolve();
    });
    child.stdin?.end();
  });
}

async function newStack(home: string, port: number, program: PulumiFn): Promise<Stack> {
  const cli = process.env["CORNERSTONE_PULUMI"];
  // The automation API looks for the command in a folder's bin/; the one that the tests use may be anywhere.
  const pulumiCommand = await PulumiCommand.get({ skipVersionCheck: true });
  return LocalWorkspace.createOrSelectStack(
    { stackName: "test", projectName: "localcloud", program },
    {
      pulumiCommand,
      pulumiHome: join(home, "pulumi"),
      envVars: {
        ...(cli !== undefined && { PATH: `${dirname(cli)}:${process.env["PATH"] ?? ""}` }),
        PULUMI_BACKEND_URL: pathToFileURL(home).href,
        PULUMI_CONFIG_PASSPHRASE: "test",
        PULUMI_DEBUG_PROVIDERS: `azure-native:${port}`,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      },
    },
  );
}
