import { Application } from "@pulumi/azuread/application";
import { ApplicationFederatedIdentityCredential } from "@pulumi/azuread/applicationFederatedIdentityCredential";
import { ApplicationIdentifierUri } from "@pulumi/azuread/applicationIdentifierUri";
import { ServicePrincipal } from "@pulumi/azuread/servicePrincipal";
import * as pulumi from "@pulumi/pulumi";
import type { RoleName } from "../../catalog/roles";
import { assignRole } from "../security/role-assignment";
import type { FederatedCredential } from "../security/workload-identity";
import { Sequence } from "../shared/sequence";
import { stableKey } from "../shared/stable-key";

/** Arguments of a {@link FederatedApplication}. */
export interface FederatedApplicationArgs {
  /** Name in the directory. */
  readonly displayName: string;
  /** Object IDs of the people who may change the registration. */
  readonly owners: readonly string[];
  /**
   * Tokens of other systems that may act as the application, instead of a password or a certificate. At most 20.
   * @default none
   */
  readonly federation?: readonly FederatedCredential[];
  /**
   * Identifier that managed identities get tokens for, e.g. `api://cornerstone-aws`, which AWS then checks as the audience.
   * @default none
   */
  readonly identifierUri?: string;
  /**
   * Roles on a scope.
   * @default none
   */
  readonly roles?: readonly RoleName[];
  /** ARM ID of what the roles hold for. */
  readonly scope: pulumi.Input<string>;
}

/**
 * An application registration that has no secret and can be given none by this program: it is signed in to by tokens of other
 * systems, or is only the audience of tokens.
 */
export class FederatedApplication extends pulumi.ComponentResource {
  /** Client ID: what a pipeline signs in as. */
  public readonly clientId: pulumi.Output<string>;
  /** Object ID of its service principal: what roles are assigned to. */
  public readonly principalId: pulumi.Output<string>;

  constructor(name: string, args: FederatedApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:FederatedApplication", name, args, opts);
    const application = new Application(
      `${name}-application`,
      {
        displayName: args.displayName,
        owners: [...args.owners],
        // Tokens of version 1 bear the issuer that the trust on AWS names (sts.windows.net), and the identifier as audience.
        api: { requestedAccessTokenVersion: 1 },
      },
      // Its identifier is a resource of its own, which frees the name again when it goes.
      { parent: this, ignoreChanges: ["identifierUris"] },
    );
    const principal = new ServicePrincipal(
      `${name}-principal`,
      { clientId: application.clientId, owners: [...args.owners] },
      { parent: this },
    );
    createTrust(this, name, args, application);
    for (const role of args.roles ?? [])
      assignRole(
        `${name}-${role}`,
        { scope: args.scope, role, principalId: principal.objectId, principalType: "ServicePrincipal" },
        { parent: this },
      );
    this.clientId = application.clientId;
    this.principalId = principal.objectId;
    this.registerOutputs({ clientId: this.clientId, principalId: this.principalId });
  }
}

/** Serial: Microsoft Graph refuses two writes of one application at once. */
function createTrust(
  parent: FederatedApplication,
  name: string,
  { federation, identifierUri }: FederatedApplicationArgs,
  application: Application,
): void {
  const writes = new Sequence([application]);
  const applicationId = application.id;
  if (identifierUri !== undefined)
    writes.next(
      (dependsOn) =>
        new ApplicationIdentifierUri(
          `${name}-identifier`,
          { applicationId, identifierUri },
          { parent, dependsOn },
        ),
    );
  for (const { issuer, subject, audience } of federation ?? []) {
    // Named after what it trusts, so that adding one renames no other.
    const key = stableKey("federation", issuer, subject);
    writes.next(
      (dependsOn) =>
        new ApplicationFederatedIdentityCredential(
          `${name}-${key}`,
          {
            applicationId,
            displayName: key,
            description: `Tokens of ${subject}`.slice(0, 600),
            issuer,
            subject,
            audiences: [audience ?? "api://AzureADTokenExchange"],
          },
          { parent, dependsOn },
        ),
    );
  }
}
