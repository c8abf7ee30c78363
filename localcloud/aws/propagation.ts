import type { AwsView } from "./behaviour";
import type { AwsResource } from "./resource";

/** How long what IAM took is unknown elsewhere, at most, in seconds. The row `iam` of the table `settings` sets another time. */
const usual = 10;

/**
 * For how many seconds the provider tries again what a new role may be the reason of: `propagationTimeout` of
 * github.com/hashicorp/terraform-provider-aws, internal/service/iam and those that take roles.
 */
export const patienceForRoles = 120;

/**
 * Whether a role, or a policy of one, has reached the other services: IAM answers before they know of it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
export function isPropagated({ identity, createdAt }: AwsResource, aws: AwsView): boolean {
  const seconds = Number(aws.row("settings", "iam")?.["replicationSeconds"] ?? usual);
  return createdAt + aws.duration(seconds * aws.seed.fraction(`propagation:${identity}`)) <= aws.now();
}
