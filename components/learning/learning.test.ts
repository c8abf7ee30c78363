import { describe, expect, it } from "vitest";
import { GraphIndex, text } from "../../tests/support/graph-index";
import { brokenInvariants } from "../../tests/support/invariants";
import { home, makeVault, workspaceId } from "../../tests/support/parts";
import { all, only, record } from "../../tests/support/record";
import { ComputeCluster } from "./compute-cluster";
import { LearningResources } from "./learning-resources";
import { LearningWorkspace, type LearningWorkspaceArgs } from "./learning-workspace";

const type = (name: string): string => `azure-native:${name}`;
const account = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/main";
const insights = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/components/insights";

function make(args: Partial<LearningWorkspaceArgs> = {}): void {
  const store = { ...home, workspaceId, vault: makeVault(), protected: false };
  const resources = new LearningResources("learning", {
    ...store,
    tenantId: "tenant",
    names: { vault: "secrets", storage: "storage", registry: "registry" },
  });
  const workspace = new LearningWorkspace("learning", {
    ...store,
    workspaceName: "learning",
    resources,
    applicationInsightsId: insights,
    models: { main: account },
    ...args,
  });
  const { location, tags } = home;
  new ComputeCluster("gpu", {
    workspace,
    location,
    tags,
    clusterName: "gpu",
    vmSize: "Standard_NC24ads_A100_v4",
    maxNodes: 4,
  });
}

describe("LearningWorkspace", () => {
  it("is closed, keyless and encrypted, with what it stands on", async () => {
    const graph = await record(() => {
      make();
    });
    expect(brokenInvariants(graph)).toEqual({});
    expect(only(graph, type("machinelearningservices:Workspace")).inputs).toMatchObject({
      encryption: { status: "Enabled" },
      enableServiceSideCMKEncryption: true,
      systemDatastoresAuthMode: "Identity",
      managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound" },
    });
    expect(only(graph, type("containerregistry:Registry")).inputs).toMatchObject({
      sku: { name: "Premium" },
      adminUserEnabled: false,
      encryption: { status: "enabled" },
      policies: { exportPolicy: { status: "disabled" } },
    });
  });

  it("waits for every role that its identity needs", async () => {
    const graph = await record(() => {
      make();
    });
    const index = new GraphIndex(graph);
    const workspace = only(graph, type("machinelearningservices:Workspace"));
    const identity = only(graph, type("managedidentity:UserAssignedIdentity"), "learning-identity");
    const roles = all(graph, type("authorization:RoleAssignment")).filter(
      (role) => text(role, "principalId") === identity.outputs["principalId"],
    );
    expect(roles.length).toBeGreaterThan(12);
    expect(roles.filter((role) => !index.dependsOn(workspace, role)).map(({ name }) => name)).toEqual([]);
  });

  it("lets out what is approved: accounts by private endpoint, hosts by name", async () => {
    const graph = await record(() => {
      make({ allowedHosts: ["pypi.org"] });
    });
    const network = only(graph, type("machinelearningservices:Workspace")).inputs["managedNetwork"];
    expect(network).toMatchObject({ firewallSku: "Basic" });
    expect(Object.values((network as { outboundRules: object }).outboundRules)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: "FQDN", destination: "pypi.org" }),
        expect.objectContaining({
          type: "PrivateEndpoint",
          destination: expect.objectContaining({ serviceResourceId: account }) as object,
        }),
      ]),
    );
    const closed = await record(() => {
      make();
    });
    expect(
      only(closed, type("machinelearningservices:Workspace")).inputs["managedNetwork"],
    ).not.toHaveProperty("firewallSku");
  });

  it("lets jobs call models, and fine-tune only where asked", async () => {
    const names = async (args: Partial<LearningWorkspaceArgs>): Promise<readonly string[]> =>
      all(
        await record(() => {
          make(args);
        }),
        type("authorization:RoleAssignment"),
      )
        .map(({ name }) => name)
        .filter((name) => name.startsWith("learning-jobs-"));
    const plain = await names({});
    expect(plain).toContain("learning-jobs-models-main-cognitiveServicesOpenAIUser");
    expect(plain).not.toContain("learning-jobs-fine-tuning");
    expect(await names({ fineTuning: "main" })).toEqual(["learning-jobs-fine-tuning", ...plain]);
  });
});

describe("ComputeCluster", () => {
  it("scales to zero, without keys, SSH or public addresses, and acts as the identity of jobs", async () => {
    const graph = await record(() => {
      make();
    });
    const jobs = only(graph, type("managedidentity:UserAssignedIdentity"), "learning-jobs-identity");
    expect(only(graph, type("machinelearningservices:Compute")).inputs).toMatchObject({
      identity: { userAssignedIdentities: [jobs.id] },
      properties: {
        disableLocalAuth: true,
        properties: {
          scaleSettings: { minNodeCount: 0, maxNodeCount: 4 },
          enableNodePublicIp: false,
          remoteLoginPortPublicAccess: "Disabled",
        },
      },
    });
  });
});
