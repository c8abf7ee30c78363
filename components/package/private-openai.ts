import { getClientConfigOutput } from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import { PrivateDnsZones } from "../network/private-dns-zones";
import { PrivateEndpoint } from "../network/private-endpoint";
import { ContentFilter, type HarmThresholds } from "../openai/content-filter";
import { ModelDeployments } from "../openai/model-deployments";
import { OpenAIAccount } from "../openai/openai-account";
import { KeyVault } from "../security/key-vault";
import { assignRole } from "../security/role-assignment";
import { Sequence } from "../shared/sequence";

/** A model that the clients of a {@link PrivateOpenAI} can call. */
export interface PrivateOpenAIDeployment {
  /** Name that clients call. */
  name: string;
  /** Name of the model, e.g. `gpt-5.1`. */
  model: string;
  /** Version of the model. Always pinned. */
  version: string;
  /** SKU: how it is paid and where it processes, e.g. `DataZoneStandard`. */
  sku: string;
  /** Thousands of tokens per minute, or provisioned throughput units. */
  capacity: number;
  /**
   * Publisher's format.
   * @default "OpenAI"
   */
  format?: string;
}

/** Arguments of a {@link PrivateOpenAI}. */
export interface PrivateOpenAIArgs {
  /** Name of the resource group. */
  resourceGroupName: pulumi.Input<string>;
  /** Azure region, e.g. `swedencentral`: of the account, its vault and the subnet. */
  location: string;
  /** Tags of every resource that can carry tags. */
  tags: Record<string, string>;
  /** Name of the account and of its endpoint's host, free in all of Azure: lower-case letters, digits, hyphens. */
  accountName: pulumi.Input<string>;
  /** Name of the vault that keeps the account's key, free in all of Azure: 3 to 24 characters. */
  vaultName: pulumi.Input<string>;
  /** ARM ID of the existing subnet that takes the private endpoints. */
  subnetId: pulumi.Input<string>;
  /** ARM ID of the Log Analytics workspace that takes diagnostics. */
  workspaceId: pulumi.Input<string>;
  /** The models of the account, written one after the other. */
  deployments: PrivateOpenAIDeployment[];
  /** Object IDs of the groups in Entra ID whose members may call the models. */
  callerGroups: string[];
  /**
   * ARM ID of each existing private DNS zone by its name: `privatelink.openai.azure.com`,
   * `privatelink.cognitiveservices.azure.com`, `privatelink.services.ai.azure.com`, `privatelink.vaultcore.azure.net`.
   * @default none: an Azure Policy of the organisation registers each endpoint
   */
  dnsZoneIds?: Record<string, string>;
  /**
   * True where data must not be lost: the engine refuses to delete account, key and vault.
   * @default true
   */
  protected?: boolean;
}

/**
 * An OpenAI account without keys or public access in a network that stands already: a vault with the account's
 * customer-managed key, the account, its models behind a content filter, and a private endpoint for the vault and for the
 * account.
 */
export class PrivateOpenAI extends pulumi.ComponentResource {
  /** ARM ID of the account: what roles are assigned on. */
  public readonly accountId: pulumi.Output<string>;
  /** Endpoint of the OpenAI API, e.g. `https://contoso-chat.openai.azure.com/`. */
  public readonly endpoint: pulumi.Output<string>;
  /** ARM ID of the key vault. */
  public readonly vaultId: pulumi.Output<string>;
  /** ARM ID of the account's private endpoint. */
  public readonly privateEndpointId: pulumi.Output<string>;
  /** Names of the deployments. */
  public readonly deploymentNames: pulumi.Output<string[]>;

  constructor(name: string, args: PrivateOpenAIArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:PrivateOpenAI", name, args, opts);
    const connect = endpointsOf(this, name, args);
    const vault = createVault(this, name, args);
    connect(vault, "vault", []);
    const account = createAccount(this, name, args, vault);
    const { names } = createModels(name, args, account);
    letGroupsCall(this, name, args, account);
    const endpoint = connect(account, "account", account.settled());
    this.accountId = account.id;
    this.endpoint = account.endpoint;
    this.vaultId = vault.id;
    this.privateEndpointId = endpoint.id;
    this.deploymentNames = names;
    this.registerOutputs({
      accountId: this.accountId,
      endpoint: this.endpoint,
      vaultId: this.vaultId,
      privateEndpointId: this.privateEndpointId,
      deploymentNames: this.deploymentNames,
    });
  }
}

type Connect = (
  owner: KeyVault | OpenAIAccount,
  key: string,
  after: readonly pulumi.Resource[],
) => PrivateEndpoint;

/** Both endpoints stand in one subnet, so they share the chain by which it is written. */
function endpointsOf(parent: PrivateOpenAI, name: string, args: PrivateOpenAIArgs): Connect {
  const { resourceGroupName, location, tags, dnsZoneIds, subnetId } = args;
  const dnsZones = new PrivateDnsZones(
    `${name}-dns`,
    {
      resourceGroupName,
      tags,
      mode: dnsZoneIds ? "existing" : "policy",
      existing: dnsZoneIds ?? {},
      zones: [],
      virtualNetworkId: pulumi.output(subnetId).apply((id) => id.split("/subnets/")[0] ?? id),
    },
    { parent },
  );
  const subnet = { id: subnetId, writes: new Sequence() };
  return (owner, key, after) =>
    new PrivateEndpoint(
      `${name}-${key}`,
      { resourceGroupName, location, tags, service: owner.service, subnet, dnsZones, after },
      { parent: owner },
    );
}

function createVault(parent: PrivateOpenAI, name: string, args: PrivateOpenAIArgs): KeyVault {
  const { resourceGroupName, location, tags, vaultName, workspaceId, protected: kept = true } = args;
  const { tenantId } = getClientConfigOutput({ parent });
  return new KeyVault(
    name,
    { resourceGroupName, location, tags, vaultName, tenantId, workspaceId, protected: kept },
    { parent },
  );
}

function createAccount(
  parent: PrivateOpenAI,
  name: string,
  args: PrivateOpenAIArgs,
  vault: KeyVault,
): OpenAIAccount {
  const { resourceGroupName, location, tags, accountName, workspaceId, protected: kept = true } = args;
  return new OpenAIAccount(
    name,
    { resourceGroupName, location, tags, accountName, vault, workspaceId, protected: kept },
    { parent },
  );
}

/** Harm of medium severity is blocked, and every attempt to talk the model out of its instructions. */
const harms: HarmThresholds = {
  hate: "medium",
  sexual: "medium",
  selfHarm: "medium",
  violence: "medium",
  blocklists: [],
};

function createModels(
  name: string,
  { deployments, tags }: PrivateOpenAIArgs,
  account: OpenAIAccount,
): ModelDeployments {
  const contentFilter = "standard";
  new ContentFilter(
    name,
    {
      account,
      filterName: contentFilter,
      prompt: { ...harms, jailbreak: "block", indirectAttack: "block" },
      completion: { ...harms, protectedText: "block", protectedCode: "annotate" },
    },
    { parent: account },
  );
  const models = deployments.map((deployment) => ({ format: "OpenAI", ...deployment, contentFilter, tags }));
  return new ModelDeployments(name, { account, deployments: models }, { parent: account });
}

function letGroupsCall(
  parent: PrivateOpenAI,
  name: string,
  { callerGroups }: PrivateOpenAIArgs,
  { id: scope }: OpenAIAccount,
): void {
  for (const principalId of callerGroups) {
    assignRole(
      `${name}-caller-${principalId}`,
      { scope, role: "cognitiveServicesOpenAIUser", principalId, principalType: "Group" },
      { parent },
    );
  }
}
