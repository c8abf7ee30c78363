import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { stringAt } from "../arm/json";
import type { JsonObject } from "../store/store";
import { claim, claimOn } from "./claims";

/**
 * A custom subdomain is unique in the world, deleted accounts included; once set it stays. Texts: azuresandbox#164,
 * azure-search-openai-demo#14.
 */
export const accountNames: Behaviour = {
  resourceType: "Microsoft.CognitiveServices/accounts",
  beforePut: ({ id, body, existing }, cloud) => {
    const subdomain = subdomainOf(body);
    const current = subdomainOf(existing?.body);
    if (current !== undefined && subdomain !== current) {
      throw new CloudError(
        400,
        "CustomDomainNameNotAllowedToChange",
        "Sub domain name is not allowed to change.",
      );
    }
    if (subdomain === undefined) return;
    const held = claimOn(
      cloud,
      `subdomain/${subdomain}`,
      id,
      (owner) => subdomainOf(owner.body) === subdomain,
    );
    // The account of this very ID, deleted: whether it may come back is another question.
    if (!held || (held.by === "deleted" && held.deleted.resource.id.toLowerCase() === id.key)) return;
    const atThisMoment = held.by === "resource" && cloud.inFlight().includes(held.resource.id.toLowerCase());
    throw new CloudError(
      409,
      "CustomDomainInUse",
      atThisMoment
        ? `Sub domain name '${subdomain}' is already in use. This condition is caused by sub domain name being taken at the same time.`
        : `Please pick a different name. The subdomain name '${subdomain}' is not available as it's already used by a resource. If the resource using the name was deleted in the last 48 hours, you may need to purge the deleted resource. Learn more at "https://go.microsoft.com/fwlink/?linkid=2215493"`,
    );
  },
  onAccept: ({ id, body }) => {
    const subdomain = subdomainOf(body);
    return subdomain === undefined ? [] : [claim(`subdomain/${subdomain}`, id)];
  },
};

function subdomainOf(body: JsonObject | undefined): string | undefined {
  return stringAt(body, "properties.customSubDomainName")?.toLowerCase();
}
