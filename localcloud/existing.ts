import { parseArmId, type ArmId } from "./arm/id";
import type { JsonObject } from "./store/store";

/** The table of rows that stand in for resources which a program did not make. */
export const existingTable = "existing";

/** A resource that stands outside of what a program makes. */
export interface Existing {
  /** ARM ID, in any subscription. */
  readonly id: string;
  readonly location: string;
  /** Service that a subnet is delegated to. */
  readonly delegatedTo?: string;
}

/** The key of a row that holds in whichever subscription the local cloud takes for the platform's own. */
export function anywhere(key: string): string {
  return key.replace(/^\/subscriptions\/[^/]+/, "/subscriptions/*");
}

/**
 * Rows for resources that somebody else made: the cloud answers for them, and for what contains them, as for its own. They can
 * be referred to and written into, not be changed, and a listing of a type leaves them out. What nobody knows of them (ranges,
 * settings) is made up as a platform needs it. They stand in the local cloud's subscription, too: vaults and accounts have to be in
 * the platform's, whose real ID nobody knows offline.
 */
export function existingRows(resources: readonly Existing[]): Readonly<Record<string, JsonObject>> {
  const rows: Record<string, JsonObject> = {};
  for (const [index, resource] of resources.entries()) {
    const id = parseArmId(resource.id);
    const containers = [groupOf(id), ...parentsOf(id)].filter((each) => each !== undefined);
    for (const container of containers) rows[container.key] ??= rowOf(container, resource, index);
    rows[id.key] = rowOf(id, resource, index);
  }
  const local = Object.entries(rows).map(([key, row]) => [anywhere(key), row] as const);
  return { ...Object.fromEntries(local), ...rows };
}

/** Rows for policies of IAM that somebody else made, by ARN: roles can be held to them, and nobody knows what they permit. */
export function existingPolicyRows(arns: readonly string[]): Readonly<Record<string, JsonObject>> {
  return Object.fromEntries(arns.map((arn) => [arn, { arn }]));
}

function groupOf({ subscriptionId, resourceGroup }: ArmId): ArmId | undefined {
  return subscriptionId === undefined || resourceGroup === undefined
    ? undefined
    : parseArmId(`/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`);
}

function parentsOf({ parent }: ArmId): readonly ArmId[] {
  if (parent === undefined) return [];
  const id = parseArmId(parent);
  return [id, ...parentsOf(id)];
}

function rowOf(id: ArmId, resource: Existing, index: number): JsonObject {
  const form = forms[id.type.toLowerCase()]?.(id, resource, index) ?? {};
  const properties = { provisioningState: "Succeeded", ...(form["properties"] as JsonObject | undefined) };
  return {
    id: id.id,
    apiVersion: "",
    createdAt: 0,
    updatedAt: 0,
    incarnation: 1,
    revision: 1,
    body: { id: id.id, name: id.name, type: id.type, location: resource.location, ...form, properties },
  };
}

type Form = (id: ArmId, resource: Existing, index: number) => JsonObject;

/** What a platform asks of existing resources, by lower-case type. */
const forms: Readonly<Record<string, Form>> = {
  "microsoft.network/virtualnetworks": () => ({
    properties: { addressSpace: { addressPrefixes: ["10.0.0.0/8"] } },
  }),
  "microsoft.network/virtualnetworks/subnets": ({ id }, { delegatedTo }, index) => ({
    properties: {
      addressPrefix: `10.${200 + Math.floor(index / 250)}.${index % 250}.0/24`,
      networkSecurityGroup: { id: `${id}-nsg` },
      privateEndpointNetworkPolicies: "Enabled",
      delegations:
        delegatedTo === undefined ? [] : [{ name: "it", properties: { serviceName: delegatedTo } }],
    },
  }),
  "microsoft.network/privatednszones": () => ({ location: "global" }),
  "microsoft.keyvault/vaults": ({ name }) => ({
    properties: {
      vaultUri: `https://${name.toLowerCase()}.vault.azure.net/`,
      sku: { family: "A", name: "standard" },
      enableRbacAuthorization: true,
      enableSoftDelete: true,
      enablePurgeProtection: true,
      softDeleteRetentionInDays: 90,
      publicNetworkAccess: "Disabled",
      networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
    },
  }),
  "microsoft.cognitiveservices/accounts": ({ name }) => ({
    kind: "AIServices",
    sku: { name: "S0" },
    properties: {
      customSubDomainName: name.toLowerCase(),
      endpoint: `https://${name.toLowerCase()}.cognitiveservices.azure.com/`,
      disableLocalAuth: true,
      allowProjectManagement: true,
      publicNetworkAccess: "Disabled",
    },
  }),
  "microsoft.databricks/workspaces": () => ({
    sku: { name: "premium" },
    properties: { publicNetworkAccess: "Disabled", requiredNsgRules: "NoAzureDatabricksRules" },
  }),
  "microsoft.machinelearningservices/workspaces": () => ({
    kind: "Default",
    properties: {
      publicNetworkAccess: "Disabled",
      managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound" },
    },
  }),
};
