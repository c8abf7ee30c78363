import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import type * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";
import { EncryptionKey } from "../security/encryption-key";
import type { Vault } from "../security/vault";
import { assignRole } from "../security/role-assignment";
import { WorkloadIdentity } from "../security/workload-identity";
import { sendDiagnostics } from "../shared/diagnostics";
import type { Placement } from "../shared/placement";
import { holdsData } from "../shared/protection";
import { retried } from "../shared/retry";
import { Sequence } from "../shared/sequence";
import type { Account } from "./account";

/** Arguments of an {@link OpenAIAccount}. */
export interface OpenAIAccountArgs extends Placement {
  /** Name of the account and of its endpoint's host, free in all of Azure: lower-case letters, digits, hyphens. */
  readonly accountName: pulumi.Input<string>;
  /** Key vault of the account's region that keeps its customer-managed key. */
  readonly vault: Vault;
  /** True where data must not be lost: the engine refuses to delete the account. */
  readonly protected: boolean;
  /** ARM ID of the Log Analytics workspace that takes diagnostics. */
  readonly workspaceId: pulumi.Input<string>;
  /**
   * Kind of the account. `AIServices` (Microsoft Foundry) also carries projects, agents and other publishers' models.
   * @default "AIServices"
   */
  readonly kind?: "AIServices" | "OpenAI";
  /**
   * Host names that the account itself may call, e.g. to fetch an image that a prompt names.
   * @default none
   */
  readonly allowedHosts?: readonly pulumi.Input<string>[];
  /**
   * ARM ID of the delegated subnet that the account's agents run in. Azure makes a capability host along with the
   * account, and keeps the subnet until a deleted account is purged. It cannot be given to an account later.
   * @default none: the account's agents, if any, have an explicit capability host
   */
  readonly agentSubnetId?: pulumi.Input<string>;
}

/**
 * An account without keys or public access, encrypted with a customer-managed key. It is written once, in its final
 * shape: the network refuses private endpoints while an account is being changed.
 */
export class OpenAIAccount extends pulumi.ComponentResource implements Account {
  /** ARM ID of the account. */
  public readonly id: pulumi.Output<string>;
  /** Name of the account. */
  public readonly accountName: pulumi.Output<string>;
  /** Name of the account's resource group. */
  public readonly resourceGroupName: pulumi.Output<string>;
  /** Endpoint of the OpenAI API, e.g. `https://contoso-prod-primary-1a2b3c.openai.azure.com/`. */
  public readonly endpoint: pulumi.Output<string>;
  /** Chain of the account's child writes (blocklists, filters, deployments): Azure takes one at a time. */
  public readonly writes: Sequence;
  /** The account as the target of a private endpoint. */
  public readonly service: EndpointService;

  constructor(name: string, args: OpenAIAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    const { vault, ...inputs } = args;
    super("cornerstone:index:OpenAIAccount", name, { ...inputs, vaultId: vault.id }, opts);
    const { identity, key, role } = createEncryption(this, name, args);
    const account = createAccount(this, name, args, identity, key, role);
    sendDiagnostics(
      `${name}-diagnostics`,
      { kind: "account", resourceId: account.id, workspaceId: args.workspaceId },
      { parent: this },
    );
    this.id = account.id;
    this.accountName = account.name;
    this.resourceGroupName = pulumi.output(args.resourceGroupName);
    this.endpoint = pulumi.interpolate`https://${args.accountName}.openai.azure.com/`;
    this.writes = new Sequence([account]);
    this.service = { id: account.id, type: "Microsoft.CognitiveServices/accounts", groupId: "account" };
    this.registerOutputs({ id: this.id, accountName: this.accountName, endpoint: this.endpoint });
  }

  /**
   * What a private endpoint waits for: the last child write so far. (A write after it would unsettle the account again,
   * so call this when all of them are declared. The state that the network sees still lags behind, which the endpoint's
   * retries bridge.)
   */
  settled(): pulumi.Resource[] {
    return this.writes.end();
  }
}

interface Encryption {
  readonly identity: WorkloadIdentity;
  readonly key: EncryptionKey;
  readonly role: authorization.RoleAssignment;
}

/** The identity stands before the account, so that key and role can be ready when the account first asks for them. */
function createEncryption(parent: OpenAIAccount, name: string, args: OpenAIAccountArgs): Encryption {
  const identity = new WorkloadIdentity(
    name,
    { resourceGroupName: args.resourceGroupName, location: args.location, tags: args.tags },
    { parent },
  );
  const key = new EncryptionKey(
    name,
    { vault: args.vault, keyName: name, protected: args.protected, tags: args.tags },
    { parent },
  );
  const role = assignRole(
    `${name}-encryption-user`,
    {
      scope: key.id,
      role: "keyVaultCryptoServiceEncryptionUser",
      principalId: identity.principalId,
      principalType: "ServicePrincipal",
    },
    { parent },
  );
  return { identity, key, role };
}

function createAccount(
  parent: OpenAIAccount,
  name: string,
  args: OpenAIAccountArgs,
  identity: WorkloadIdentity,
  key: EncryptionKey,
  role: authorization.RoleAssignment,
): cognitiveservices.Account {
  const kind = args.kind ?? "AIServices";
  return new cognitiveservices.Account(
    `${name}-account`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      accountName: args.accountName,
      kind,
      sku: { name: "S0" },
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
      properties: {
        customSubDomainName: args.accountName,
        // Part of the final shape even before the first project: switching it on later unsettles the account.
        ...(kind === "AIServices" ? { allowProjectManagement: true } : {}),
        disableLocalAuth: true,
        publicNetworkAccess: "Disabled",
        networkAcls: { defaultAction: "Deny", bypass: "None", ipRules: [], virtualNetworkRules: [] },
        restrictOutboundNetworkAccess: true,
        allowedFqdnList: [...(args.allowedHosts ?? [])],
        ...(args.agentSubnetId === undefined
          ? {}
          : {
              networkInjections: [
                { scenario: "agent", subnetArmId: args.agentSubnetId, useMicrosoftManagedNetwork: false },
              ],
            }),
        encryption: {
          keySource: "Microsoft.KeyVault",
          // No version: the account follows the key's rotation.
          keyVaultProperties: {
            keyVaultUri: key.vaultUri,
            keyName: key.keyName,
            identityClientId: identity.clientId,
          },
        },
      },
      tags: { ...args.tags },
    },
    retried(holdsData(args.protected, { parent, dependsOn: [role] })),
  );
}
