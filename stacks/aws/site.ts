import { Provider } from "@pulumi/aws/provider";
import type * as pulumi from "@pulumi/pulumi";
import { iamArn, type AwsPlace } from "../../components/aws/place";
import { Platform } from "../../components/platform";
import { platformTags } from "../../components/shared/tags";
import type { AwsStackConfig } from "../config";
import { declaration } from "../declaration";

/** The ground that everything else of a platform on AWS is built on. */
export interface AwsSite {
  readonly config: AwsStackConfig;
  /** What every logical name begins with: organisation and environment. */
  readonly prefix: string;
  /** Options of whatever stands directly under the platform. */
  readonly inPlatform: pulumi.ComponentResourceOptions;
  /** Region, account and tags. */
  readonly place: AwsPlace;
  /** True where data must not be lost. */
  readonly protected: boolean;
}

/** Declares the platform, and the provider that works in its account and region alone. */
export function openAwsSite(config: AwsStackConfig): AwsSite {
  const { environment, aws } = config;
  const prefix = `${environment.organization}-${environment.name}`;
  const { region } = environment;
  const { accountId, permissionsBoundary } = aws;
  const provider = new Provider(`${prefix}-aws`, {
    region,
    // Credentials of another account are refused before anything is read or written.
    allowedAccountIds: [accountId],
  });
  const platform = new Platform(prefix, declaration(config), { providers: [provider] });
  return {
    config,
    prefix,
    inPlatform: { parent: platform },
    place: {
      region,
      accountId,
      tags: platformTags({
        environment: environment.name,
        owner: environment.owner,
        custom: environment.tags,
      }),
      permissionsBoundary:
        permissionsBoundary === undefined
          ? undefined
          : iamArn({ accountId }, `policy/${permissionsBoundary}`),
    },
    protected: environment.protected,
  };
}
