import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import { stableKey } from "../shared/stable-key";
import type { PolicyStatement } from "./policy-document";

/** A token that is taken instead of a key: exactly one issuer, audience and subject. */
export interface WebIdentity {
  /** Issuer of the token, an https URL: the claim `iss`. */
  readonly issuer: string;
  /** The claim `aud`. */
  readonly audience: string;
  /** The claim `sub`. */
  readonly subject: string;
}

/** Arguments of {@link IdentityProviders}. */
export interface IdentityProvidersArgs {
  /** Every token that some role takes. */
  readonly identities: readonly WebIdentity[];
  /** Tags of the providers. */
  readonly tags: Tags;
}

/** The issuers whose tokens the account takes. An account has one provider an issuer, so that all roles share them. */
export class IdentityProviders extends pulumi.ComponentResource {
  private readonly arns: ReadonlyMap<string, pulumi.Output<string>>;

  constructor(name: string, args: IdentityProvidersArgs, opts?: pulumi.ComponentResourceOptions) {
    const audiences = audiencesByIssuer(args.identities);
    super("cornerstone:aws:IdentityProviders", name, { issuers: [...audiences.keys()] }, opts);
    this.arns = new Map(
      [...audiences].map(([issuer, clientIdLists]) => [
        issuer,
        new iam.OpenIdConnectProvider(
          `${name}-${stableKey("issuer", issuer)}`,
          // Without thumbprints, AWS trusts the issuer's certificate by its own list of authorities.
          { url: issuer, clientIdLists, tags: { ...args.tags } },
          { parent: this },
        ).arn,
      ]),
    );
    this.registerOutputs({ arns: Object.fromEntries(this.arns) });
  }

  /** Lets the bearers of tokens assume a role, and nobody else. */
  public trust(identities: readonly WebIdentity[]): readonly PolicyStatement[] {
    return identities.map(({ issuer, audience, subject }, index): PolicyStatement => {
      const claims = issuer.replace(/^https:\/\//, "");
      return {
        Sid: `WebIdentity${index + 1}`,
        Effect: "Allow",
        Principal: { Federated: this.arnOf(issuer) },
        Action: ["sts:AssumeRoleWithWebIdentity"],
        Condition: { StringEquals: { [`${claims}:aud`]: audience, [`${claims}:sub`]: subject } },
      };
    });
  }

  private arnOf(issuer: string): pulumi.Output<string> {
    const arn = this.arns.get(issuer);
    if (arn !== undefined) return arn;
    throw new Error(`no provider was made for the issuer ${issuer}`);
  }
}

/**
 * A managed identity of Entra ID, by the token that it gets for an application ID URI: a token of version 1, whose issuer ends in
 * a slash and whose subject is the identity's object ID.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function managedIdentity(tenantId: string, audience: string, objectId: string): WebIdentity {
  return { issuer: `https://sts.windows.net/${tenantId}/`, audience, subject: objectId };
}

function audiencesByIssuer(identities: readonly WebIdentity[]): ReadonlyMap<string, string[]> {
  const audiences = new Map<string, Set<string>>();
  for (const { issuer, audience } of identities) {
    audiences.set(issuer, (audiences.get(issuer) ?? new Set()).add(audience));
  }
  return new Map([...audiences].sort().map(([issuer, found]) => [issuer, [...found].sort()]));
}
