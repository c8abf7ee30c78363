import * as containerregistry from "@pulumi/azure-native/containerregistry";
import * as pulumi from "@pulumi/pulumi";
import { createStoreEncryption, type StoreArgs, type StoreEncryption } from "../data/store-encryption";
import type { EndpointService } from "../network/private-endpoint";
import { sendDiagnostics } from "../shared/diagnostics";
import { holdsData } from "../shared/protection";
import { retried } from "../shared/retry";

/** Arguments of a {@link ContainerRegistry}. */
export interface ContainerRegistryArgs extends StoreArgs {
  /** Name of the registry, free in all of Azure: 5 to 50 letters and digits. */
  readonly registryName: pulumi.Input<string>;
}

/** Days that an image without a tag is kept. */
const untaggedDays = 30;

/**
 * A container registry without passwords or public access, encrypted with a customer-managed key. Images cannot be
 * exported from it to another registry.
 */
export class ContainerRegistry extends pulumi.ComponentResource {
  /** ARM ID of the registry. */
  public readonly id: pulumi.Output<string>;
  /** Host that images are pulled from, e.g. `contosoprod1a2b3c.azurecr.io`. */
  public readonly loginServer: pulumi.Output<string>;
  /** The registry as the target of a private endpoint. */
  public readonly service: EndpointService;

  constructor(name: string, args: ContainerRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    const { vault, ...inputs } = args;
    super("cornerstone:index:ContainerRegistry", name, { ...inputs, vaultId: vault.id }, opts);
    const registry = createRegistry(this, name, args, createStoreEncryption(this, name, args));
    sendDiagnostics(
      `${name}-diagnostics`,
      { kind: "registry", resourceId: registry.id, workspaceId: args.workspaceId },
      { parent: this },
    );
    this.id = registry.id;
    this.loginServer = registry.loginServer;
    this.service = {
      id: registry.id,
      type: "Microsoft.ContainerRegistry/registries",
      groupId: "registry",
    };
    this.registerOutputs({ id: this.id, loginServer: this.loginServer });
  }
}

function createRegistry(
  parent: ContainerRegistry,
  name: string,
  args: ContainerRegistryArgs,
  { identity, key, role }: StoreEncryption,
): containerregistry.Registry {
  return new containerregistry.Registry(
    `${name}-registry`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      registryName: args.registryName,
      // Private endpoints and customer-managed keys are there in no other.
      sku: { name: "Premium" },
      identity: {
        type: "UserAssigned",
        userAssignedIdentities: identity.id.apply((id) => ({ [id]: {} })),
      },
      encryption: {
        status: "enabled",
        keyVaultProperties: {
          identity: identity.clientId,
          // No version: the registry follows the key's rotation.
          keyIdentifier: pulumi.interpolate`${key.vaultUri}keys/${key.keyName}`,
        },
      },
      adminUserEnabled: false,
      anonymousPullEnabled: false,
      publicNetworkAccess: "Disabled",
      // Machine Learning builds images with the registry's own build service, which passes as a service of Azure.
      networkRuleBypassOptions: "AzureServices",
      networkRuleSet: { defaultAction: "Deny", ipRules: [] },
      zoneRedundancy: args.protected ? "Enabled" : "Disabled",
      policies: {
        exportPolicy: { status: "disabled" },
        retentionPolicy: { status: "enabled", days: untaggedDays },
      },
      tags: { ...args.tags },
    },
    retried(holdsData(args.protected, { parent, dependsOn: [role] })),
  );
}
