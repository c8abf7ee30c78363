import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { stringAt } from "../arm/json";
import { deletedOfType } from "./soft-delete";

const account = "Microsoft.CognitiveServices/accounts";
const subdomainPath = "properties.customSubDomainName";

/**
 * A custom subdomain is unique in the world, deleted accounts included; once set it stays. Rows of the table
 * `reservedNames` (`subdomain/<name>`) are names that somebody else holds. Texts: azuresandbox#164,
 * azure-search-openai-demo#14.
 */
export const accountNames: Behaviour = {
  resourceType: account,
  beforePut: ({ id, body, existing }, cloud) => {
    const subdomain = stringAt(body, subdomainPath)?.toLowerCase();
    const current = stringAt(existing?.body, subdomainPath)?.toLowerCase();
    if (current !== undefined && subdomain !== current) {
      throw new CloudError(
        400,
        "CustomDomainNameNotAllowedToChange",
        "Sub domain name is not allowed to change.",
      );
    }
    if (subdomain === undefined) return;
    const other = cloud
      .ofType(account)
      .find(
        (one) =>
          one.id.toLowerCase() !== id.key && stringAt(one.body, subdomainPath)?.toLowerCase() === subdomain,
      );
    if (other && cloud.inFlight().includes(other.id.toLowerCase())) {
      throw new CloudError(
        409,
        "CustomDomainInUse",
        `Sub domain name '${subdomain}' is already in use. This condition is caused by sub domain name being taken at the same time.`,
      );
    }
    const deleted = deletedOfType(cloud, account).some(
      ({ resource }) =>
        resource.id.toLowerCase() !== id.key &&
        stringAt(resource.body, subdomainPath)?.toLowerCase() === subdomain,
    );
    if (other || deleted || cloud.row("reservedNames", `subdomain/${subdomain}`)) {
      throw new CloudError(
        409,
        "CustomDomainInUse",
        `Please pick a different name. The subdomain name '${subdomain}' is not available as it's already used by a resource. If the resource using the name was deleted in the last 48 hours, you may need to purge the deleted resource. Learn more at \\"https://go.microsoft.com/fwlink/?linkid=2215493\\"`.replaceAll(
          "\\",
          "",
        ),
      );
    }
  },
};
