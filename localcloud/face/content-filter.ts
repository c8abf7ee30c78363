import type { ArmResource, CloudView } from "../arm/behaviour";
import { parseArmId } from "../arm/id";
import { at, objectsAt, stringAt } from "../arm/json";

/**
 * Whether the content filter of a deployment stops a prompt. Filters of the service's own (`Microsoft.DefaultV2`) do, and so
 * does what stands in for one that is not there; a filter of one's own does where it blocks some harm in prompts.
 */
export function blocksPrompts(deployment: ArmResource, cloud: CloudView): boolean {
  const name = stringAt(deployment.body, "properties.raiPolicyName");
  const policy = name && cloud.get(`${parseArmId(deployment.id).parent ?? ""}/raiPolicies/${name}`);
  if (!policy) return true;
  return objectsAt(policy.body, "properties.contentFilters").some(
    (filter) =>
      stringAt(filter, "source") === "Prompt" &&
      at(filter, "enabled") !== false &&
      at(filter, "blocking") !== false,
  );
}
