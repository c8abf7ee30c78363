import type { Tags } from "../shared/tags";

/** Where the resources of a component stand, and what they carry. */
export interface AwsPlace {
  /** AWS region. Written on every regional resource, so that a review sees where it stands. */
  readonly region: string;
  /** Twelve digits of the account. */
  readonly accountId: string;
  /** Tags of every resource that takes tags. */
  readonly tags: Tags;
  /**
   * ARN of the policy that no role may exceed, whatever its own policies say.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   * @default none
   */
  readonly permissionsBoundary?: string | undefined;
}

/** The ARN of something in an account and a region of the commercial partition. */
export function arnOf({ region, accountId }: AwsPlace, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}

/** The ARN of something of the account that has no region: a role, an identity provider. */
export function iamArn({ accountId }: Pick<AwsPlace, "accountId">, resource: string): string {
  return `arn:aws:iam::${accountId}:${resource}`;
}
