import type * as pulumi from "@pulumi/pulumi";
import { retried } from "../shared/retry";

/**
 * Options of a capability host. Azure cannot change one: the old one goes first, because there is only one place for it.
 * https://learn.microsoft.com/azure/ai-foundry/agents/concepts/capability-hosts
 */
export function replacedOnChange(
  property: string,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
  return retried({ ...opts, replaceOnChanges: [property], deleteBeforeReplace: true });
}
