import { describe, expect, it } from "vitest";
import { GraphIndex, text } from "../../tests/support/graph-index";
import { brokenInvariants } from "../../tests/support/invariants";
import { home, makeNetwork, makeVault, workspaceId } from "../../tests/support/parts";
import { all, only, record } from "../../tests/support/record";
import { DatabricksSubnets } from "./databricks-subnets";
import { DatabricksWorkspace, type DatabricksWorkspaceArgs } from "./databricks-workspace";
import { UnityCatalog } from "./unity-catalog";

const type = (name: string): string => `azure-native:${name}`;
const encryptionApplication = "8d2f6b1c-93e4-4c07-a5f8-1e6b0d9c7a31";
const account = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/main";

function make(args: Partial<DatabricksWorkspaceArgs> = {}): void {
  const network = makeNetwork();
  const store = { ...home, workspaceId, vault: makeVault(), protected: false };
  const subnets = new DatabricksSubnets("data", { ...home, network, workspaceId });
  const catalog = new UnityCatalog("catalog", { ...store, accountName: "lake", models: { main: account } });
  new DatabricksWorkspace("data", {
    ...store,
    workspaceName: "data",
    managedResourceGroupId: "/subscriptions/s/resourceGroups/rg-databricks",
    virtualNetworkId: network.virtualNetworkId,
    subnets: subnets.names,
    connector: { id: catalog.connectorId, identityId: catalog.identity.id },
    encryptionApplication,
    ...args,
  });
}

describe("DatabricksWorkspace", () => {
  it("is closed, in the network, and keeps every invariant", async () => {
    const graph = await record(() => {
      make();
    });
    expect(brokenInvariants(graph)).toEqual({});
    expect(only(graph, type("databricks:Workspace")).inputs).toMatchObject({
      sku: { name: "premium" },
      publicNetworkAccess: "Disabled",
      requiredNsgRules: "NoAzureDatabricksRules",
      parameters: {
        enableNoPublicIp: { value: true },
        customPublicSubnetName: { value: "databricks-host" },
        customPrivateSubnetName: { value: "databricks-container" },
      },
      encryption: {
        entities: {
          managedServices: { keyVaultProperties: { keyName: "data-services" } },
          managedDisk: { keyVaultProperties: { keyName: "data-disks" } },
        },
      },
    });
  });

  it("waits for its subnets, its connector, and the role of the control plane on its key", async () => {
    const graph = await record(() => {
      make();
    });
    const index = new GraphIndex(graph);
    const workspace = only(graph, type("databricks:Workspace"));
    const role = only(graph, type("authorization:RoleAssignment"), "data-services-encryption-user");
    expect(text(role, "principalId")).toBe(encryptionApplication);
    const subnets = all(graph, type("network:Subnet")).filter(({ name }) => name.includes("databricks"));
    expect(subnets).toHaveLength(2);
    for (const first of [role, ...subnets, only(graph, type("databricks:AccessConnector"))]) {
      expect([first.name, index.dependsOn(workspace, first)]).toEqual([first.name, true]);
    }
  });

  it("lets its own identities use their keys after it stands, and is told of the root's key after that", async () => {
    const graph = await record(() => {
      make();
    });
    const index = new GraphIndex(graph);
    const workspace = only(graph, type("databricks:Workspace"));
    const deployment = only(graph, type("resources:Deployment"));
    const root = only(graph, type("authorization:RoleAssignment"), "data-root-encryption-user");
    const disks = only(graph, type("authorization:RoleAssignment"), "data-disks-encryption-user");
    expect(index.dependsOn(root, workspace)).toBe(true);
    expect(index.dependsOn(disks, workspace)).toBe(true);
    expect(index.dependsOn(deployment, root)).toBe(true);
    const scopes = ["services", "disks", "root"].map((purpose) =>
      text(only(graph, type("authorization:RoleAssignment"), `data-${purpose}-encryption-user`), "scope"),
    );
    expect(new Set(scopes).size).toBe(3);
  });

  it("writes the same workspace a second time, with the key of its root added", async () => {
    const graph = await record(() => {
      make({ compliance: ["HIPAA"] });
    });
    const workspace = only(graph, type("databricks:Workspace")).inputs as Record<string, object>;
    const [again] = (
      only(graph, type("resources:Deployment")).inputs as unknown as {
        properties: { template: { resources: { properties: Record<string, object> }[] } };
      }
    ).properties.template.resources;
    for (const [name, value] of Object.entries(again?.properties ?? {})) {
      if (name !== "parameters") expect([name, workspace[name]]).toEqual([name, value]);
    }
    expect(again?.properties["parameters"]).toEqual({
      ...workspace["parameters"],
      encryption: { value: expect.objectContaining({ KeyName: "data-root" }) as object },
    });
    expect(workspace["enhancedSecurityCompliance"]).toMatchObject({
      complianceSecurityProfile: { value: "Enabled", complianceStandards: ["HIPAA"] },
    });
  });

  it("has no compliance profile unless asked, since nobody can take one away", async () => {
    const graph = await record(() => {
      make();
    });
    expect(only(graph, type("databricks:Workspace")).inputs).not.toHaveProperty("enhancedSecurityCompliance");
  });
});

describe("UnityCatalog", () => {
  it("reaches the lake and the models as one identity, and nothing else", async () => {
    const graph = await record(() => {
      make();
    });
    const connector = only(graph, type("databricks:AccessConnector"));
    expect(connector.inputs["identity"]).toMatchObject({ type: "UserAssigned" });
    const identity = only(graph, type("managedidentity:UserAssignedIdentity"), "catalog-identity");
    const granted = all(graph, type("authorization:RoleAssignment"))
      .filter((role) => text(role, "principalId") === identity.outputs["principalId"])
      .map(({ name }) => name);
    expect(granted.sort()).toEqual(["catalog-lake-contributor", "catalog-main-caller"]);
  });
});
