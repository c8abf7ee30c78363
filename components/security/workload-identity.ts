import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../shared/placement";
import { retried } from "../shared/retry";
import { Sequence } from "../shared/sequence";
import { stableKey } from "../shared/stable-key";

/** Arguments of a {@link WorkloadIdentity}. */
export interface WorkloadIdentityArgs extends Placement {
  /**
   * Tokens of other systems that may act as the identity, so that no secret is needed. At most 20.
   * @default none
   */
  readonly federation?: readonly FederatedCredential[];
}

/** A token of another system that may act as an identity. */
export interface FederatedCredential {
  /** Issuer of the token, e.g. `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  /** Exact subject of the token, e.g. `repo:contoso/shop:environment:prod`. */
  readonly subject: string;
  /**
   * Audience of the token.
   * @default "api://AzureADTokenExchange"
   */
  readonly audience?: string;
}

/** A user-assigned identity, and the tokens of other systems that may act as it. */
export class WorkloadIdentity extends pulumi.ComponentResource {
  /** ARM ID of the identity. */
  public readonly id: pulumi.Output<string>;
  /** Object ID of its service principal: what roles are assigned to. */
  public readonly principalId: pulumi.Output<string>;
  /** Client ID: what a workload passes to Azure's SDKs. */
  public readonly clientId: pulumi.Output<string>;

  constructor(name: string, args: WorkloadIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:WorkloadIdentity", name, args, opts);
    const identity = new managedidentity.UserAssignedIdentity(
      `${name}-identity`,
      { resourceGroupName: args.resourceGroupName, location: args.location, tags: { ...args.tags } },
      { parent: this },
    );
    createCredentials(this, name, args, identity);
    this.id = identity.id;
    this.principalId = identity.principalId;
    this.clientId = identity.clientId;
    this.registerOutputs({ id: this.id, principalId: this.principalId, clientId: this.clientId });
  }
}

/** Serial: Azure refuses two credentials of one identity at once. */
function createCredentials(
  parent: WorkloadIdentity,
  name: string,
  args: WorkloadIdentityArgs,
  identity: managedidentity.UserAssignedIdentity,
): void {
  const writes = new Sequence([identity]);
  for (const { issuer, subject, audience } of args.federation ?? []) {
    // Named after what it trusts, so that adding one renames no other.
    const key = stableKey("federation", issuer, subject);
    writes.next(
      (dependsOn) =>
        new managedidentity.FederatedIdentityCredential(
          `${name}-${key}`,
          {
            resourceGroupName: args.resourceGroupName,
            resourceName: identity.name,
            federatedIdentityCredentialResourceName: key,
            issuer,
            subject,
            audiences: [audience ?? "api://AzureADTokenExchange"],
          },
          retried({ parent, dependsOn }),
        ),
    );
  }
}
