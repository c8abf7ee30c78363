import { type Declared, type Row, azure, of } from "./row";
import { key, vault } from "./vaults";

const vnet = azure("net", "network:VirtualNetwork", {
  virtualNetworkName: "{slug}-net",
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
});
const nsg = azure("nsg", "network:NetworkSecurityGroup", { networkSecurityGroupName: "{slug}-nsg" });
const group = { networkSecurityGroup: { id: of("nsg") } };
const delegation = { delegations: [{ name: "d", serviceName: "Microsoft.Databricks/workspaces" }] };
const subnet = (as: string, addressPrefix: string, more: object, after: string): Declared =>
  azure(as, "network:Subnet", { virtualNetworkName: "{slug}-net", subnetName: as, addressPrefix, ...more }, [
    after,
  ]);
const subnets = (more: object): readonly Declared[] => [
  vnet,
  nsg,
  subnet("host", "10.0.1.0/24", more, "net"),
  subnet("container", "10.0.2.0/24", more, "host"),
];
const fit = subnets({ ...group, ...delegation });

const workspace = (parameters: object = {}, after: readonly string[] = ["container"]): Declared =>
  azure(
    "workspace",
    "databricks:Workspace",
    {
      workspaceName: "{slug}-dbx",
      computeMode: "Hybrid",
      sku: { name: "premium" },
      managedResourceGroupId: "/subscriptions/{subscription}/resourceGroups/{slug}-managed",
      parameters,
    },
    after,
  );
const inNetwork = workspace({
  customVirtualNetworkId: { value: of("net") },
  customPublicSubnetName: { value: "host" },
  customPrivateSubnetName: { value: "container" },
  enableNoPublicIp: { value: true },
});

/** A template that writes a resource of the group, as the only way in which a workspace learns of its root key. */
const template = (type: string, name: string, after: readonly string[]): Declared =>
  azure(
    "template",
    "resources:Deployment",
    {
      deploymentName: "{slug}-root",
      properties: {
        mode: "Incremental",
        template: {
          $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          contentVersion: "1.0.0.0",
          resources: [
            {
              type,
              name,
              apiVersion: "2024-05-01",
              properties: {
                parameters: {
                  encryption: {
                    value: {
                      keySource: "Microsoft.Keyvault",
                      keyvaulturi: "https://{slug}-kv.vault.azure.net/",
                      KeyName: "cmk",
                    },
                  },
                },
              },
            },
          ],
        },
      },
    },
    after,
  );
const prepared = [vault(), key(), workspace({ prepareEncryption: { value: true } }, ["key"])];
const rootUser = azure("user", "authorization:RoleAssignment", {
  scope: of("key"),
  principalId: of("workspace", "storageAccountIdentity.principalId"),
  principalType: "ServicePrincipal",
  roleDefinitionId:
    "/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6",
});
const rootKey = template("Microsoft.Databricks/workspaces", "{slug}-dbx", ["workspace", "user"]);

/** Databricks workspaces in a network of the customer, with the customer's keys. */
export const databricks: readonly Row[] = [
  {
    name: "a workspace in subnets that are not delegated to it",
    proves: "400 SubnetDelegationMissing behaviours/databricks.ts",
    says: "Subnet host must be delegated to Microsoft.Databricks/workspaces.",
    before: subnets(group),
    refused: [...subnets(group), inNetwork],
    recovered: [...fit, inNetwork],
  },
  {
    name: "a workspace in subnets without a security group",
    proves: "400 InvalidWorkspaceConfiguration behaviours/databricks.ts",
    says: "Subnet host must have a network security group.",
    before: subnets(delegation),
    refused: [...subnets(delegation), inNetwork],
    recovered: [...fit, inNetwork],
  },
  {
    name: "a root key that the workspace's storage may not use",
    proves: "403 KeyVaultAccessForbidden behaviours/databricks.ts",
    says: "has no wrap and unwrap permission on key https://{slug}-kv.vault.azure.net/keys/cmk.",
    before: prepared,
    refused: [...prepared, rootKey],
    recovered: [...prepared, rootUser, rootKey],
  },
  {
    name: "a template of anything else, which this cloud does not run",
    proves: "400 InvalidTemplateDeployment behaviours/databricks.ts",
    says: "The local cloud deploys templates that update a Databricks workspace only",
    before: prepared,
    refused: [...prepared, template("Microsoft.Storage/storageAccounts", "{slug}store", ["workspace"])],
    recovered: prepared,
  },
];
