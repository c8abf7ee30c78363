import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type ConfigMap, LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { graphFromState } from "../../graph/from-state";
import { estate, estateConfig } from "../support/estate";
import { LocalStack } from "./support/local-stack";

const root = join(__dirname, "..", "..");

/** Pulumi's language host for YAML: beside the official engine, or built (docs/library.md). Without one, its test is skipped. */
const yamlHost = onPath(process.platform === "win32" ? "pulumi-language-yaml.exe" : "pulumi-language-yaml");

const outputs = [
  "workspaceId",
  "clientId",
  "applicationInsightsId",
  "projectEndpoints",
  "jobsPrincipalId",
] as const;

/** Another program, of whatever language, knows a component of the package by its token alone. */
class Remote extends pulumi.ComponentResource {
  declare readonly workspaceId: pulumi.Output<string>;
  declare readonly clientId: pulumi.Output<string>;
  declare readonly applicationInsightsId: pulumi.Output<string>;
  declare readonly projectEndpoints: pulumi.Output<Record<string, string>>;
  declare readonly jobsPrincipalId: pulumi.Output<string>;

  constructor(type: string, name: string, args: pulumi.Inputs) {
    super(
      type,
      name,
      { ...Object.fromEntries(outputs.map((output) => [output, undefined])), ...args },
      {},
      true,
    );
  }
}

describe("the component package, attached to the real engine and the local cloud", () => {
  let local: LocalStack;
  let host: ChildProcess;
  let hub: Record<string, unknown>;
  beforeAll(async () => {
    local = await LocalStack.create(estate);
    await local.stack.up();
    hub = estateConfig(graphFromState(await local.stack.exportStack()));
    host = await servePackage(local);
  });
  afterAll(async () => {
    host.kill();
    await local[Symbol.asyncDispose]();
  });

  it("makes components for a program that is not its own, and changes nothing on a second run", async () => {
    local.become(async () => {
      await estate();
      const place = { resourceGroupName: groupOf(hub), location: "swedencentral", tags: { owner: "a" } };
      const logs = new Remote("cornerstone:index:Monitoring", "logs", {
        ...place,
        logRetentionDays: 30,
        protected: false,
      });
      const workload = (name: string) =>
        new Remote("cornerstone:index:Workload", name, {
          ...place,
          workload: name,
          owner: `${name}@contoso.example`,
          dataClassification: "internal",
          budgetScope: `/subscriptions/${subscriptionOf(hub)}`,
          monthlyBudget: 100,
          budgetStart: "2026-11-01",
          federation: [
            { issuer: "https://token.actions.githubusercontent.com", subject: `repo:contoso/${name}` },
          ],
        });
      const [support] = [workload("support"), workload("sales")];
      return { workspaceId: logs.workspaceId, clientId: support.clientId };
    });
    const { outputs } = await local.stack.up();
    expect(outputs["workspaceId"]?.value).toMatch(
      /\/Microsoft\.OperationalInsights\/workspaces\/logs-workspace/,
    );
    expect(outputs["clientId"]?.value).toMatch(/^[\da-f-]{36}$/);
    expect(Object.keys((await local.stack.up()).summary.resourceChanges ?? {})).toEqual(["same"]);
  });

  it("makes agents and a workspace for training from nested arguments", async () => {
    local.become(async () => {
      await estate();
      return platformOf(hub);
    });
    const { outputs } = await local.stack.up();
    expect(outputs["endpoints"]?.value).toEqual({
      claims: "https://remote-agents.services.ai.azure.com/api/projects/claims",
    });
    expect(outputs["jobs"]?.value).toMatch(/^[\da-f-]{36}$/);
    expect(Object.keys((await local.stack.up()).summary.resourceChanges ?? {})).toEqual(["same"]);
  });

  it.skipIf(yamlHost === undefined)("runs the example in YAML: up, no change, down", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cornerstone-yaml-"));
    cpSync(join(root, "examples", "chat-yaml"), folder, { recursive: true });
    try {
      const stack = await yamlStack(local, folder);
      await stack.setAllConfig(configOf(hub), true);
      const { outputs, summary } = await stack.up();
      expect(summary.resourceChanges?.create).toBeGreaterThan(20);
      expect(outputs["endpoint"]?.value).toBe("https://contoso-chat-yaml.openai.azure.com/");
      expect(outputs["deployments"]?.value).toEqual(["chat"]);
      expect(outputs["telemetry"]?.secret).toBe(true);
      expect(Object.keys((await stack.up()).summary.resourceChanges ?? {})).toEqual(["same"]);
      await stack.destroy();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** Starts the package's host as Pulumi's Node runtime does, and lets the engine of a stack find it. */
async function servePackage({ stack: { workspace } }: LocalStack): Promise<ChildProcess> {
  const runtime = require.resolve("@pulumi/pulumi/cmd/run-plugin");
  const host = spawn(process.execPath, [runtime, ".", "127.0.0.1:1"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = (await once(host.stdout, "data")) as [Buffer];
  const { PULUMI_DEBUG_PROVIDERS: cloud = "" } = workspace.envVars;
  workspace.envVars["PULUMI_DEBUG_PROVIDERS"] = `${cloud},cornerstone:${port.toString().trim()}`;
  return host;
}

async function yamlStack({ stack: { workspace } }: LocalStack, workDir: string): Promise<Stack> {
  const { envVars, pulumiCommand, pulumiHome } = workspace;
  const path = [dirname(yamlHost ?? ""), process.env["PATH"] ?? ""].join(delimiter);
  return LocalWorkspace.createOrSelectStack(
    { stackName: "test", workDir },
    {
      pulumiCommand,
      ...(pulumiHome === undefined ? {} : { pulumiHome }),
      envVars: { ...(envVars as Record<string, string>), PATH: path },
    },
  );
}

/** Agents and training in the network of the hub, as a program in another language asks for them. */
function platformOf(hub: Record<string, unknown>): Record<string, unknown> {
  const place = { resourceGroupName: groupOf(hub), location: "swedencentral", tags: { owner: "a" } };
  const { workspaceId, applicationInsightsId } = new Remote("cornerstone:index:Monitoring", "logs", {
    ...place,
    logRetentionDays: 30,
    protected: false,
  });
  const home = {
    ...place,
    workspaceId,
    subnetId: hub["privateEndpointSubnetId"],
    dnsZoneIds: hub["dnsZoneIds"],
    protected: false,
  };
  const agents = new Remote("cornerstone:index:AgentService", "agents", {
    ...home,
    accountName: "remote-agents",
    vaultName: "remote-agents",
    agentSubnetId: hub["agentSubnetId"],
    deployments: [
      { name: "chat", model: "gpt-5.1", version: "2025-11-13", sku: "DataZoneStandard", capacity: 10 },
    ],
    projects: [
      {
        name: "claims",
        description: "Claims.",
        group: "22222222-2222-2222-2222-222222222222",
        threadsName: "remote-threads",
        vectorsName: "remote-vectors",
        filesName: "remotefiles",
        tools: [{ name: "lake", kind: "fabric", url: "https://lake.example" }],
      },
    ],
  });
  const training = new Remote("cornerstone:index:TrainingWorkspace", "training", {
    ...home,
    workspaceName: "training",
    vaultName: "remote-training",
    secretsVaultName: "remote-secrets",
    storageName: "remotestorage",
    registryName: "remoteregistry",
    applicationInsightsId,
    clusters: [{ name: "cpu", vmSize: "Standard_D8s_v5", maxNodes: 2 }],
  });
  return { endpoints: agents.projectEndpoints, jobs: training.jobsPrincipalId };
}

function configOf(hub: Record<string, unknown>): ConfigMap {
  const zones = Object.entries(hub["dnsZoneIds"] as Record<string, string>);
  return {
    resourceGroupName: { value: groupOf(hub) },
    privateEndpointSubnetId: { value: String(hub["privateEndpointSubnetId"]) },
    protected: { value: "false" },
    ...Object.fromEntries(zones.map(([zone, id]) => [`dnsZoneIds["${zone}"]`, { value: id }])),
  };
}

function groupOf(hub: Record<string, unknown>): string {
  return String(hub["virtualNetworkId"]).split("/")[4] ?? "";
}

function subscriptionOf(hub: Record<string, unknown>): string {
  return String(hub["virtualNetworkId"]).split("/")[2] ?? "";
}

function onPath(program: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders
    .map((folder) => join(folder, program))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
