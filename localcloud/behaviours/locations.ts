import { regions } from "../../catalog/regions";
import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { normalizeLocation } from "../arm/id";
import { stringAt } from "../arm/json";

const known = new Set(regions.map(({ name }) => name));

/** Regions exist, and a resource stays where it is. Texts: botframework-solutions#1339, azure-search-openai-demo-csharp#151. */
export const locations: Behaviour = {
  resourceType: "*",
  beforePut: ({ id, body, existing }) => {
    const location = stringAt(body, "location");
    if (location === undefined) return;
    const region = normalizeLocation(location);
    if (region !== "global" && !known.has(region)) {
      throw new CloudError(
        400,
        "LocationNotAvailableForResourceType",
        `The provided location '${location}' is not available for resource type '${id.type}'. List of available regions for the resource type is '${[...known].sort().join(",")}'.`,
      );
    }
    const current = stringAt(existing?.body, "location");
    if (current === undefined || normalizeLocation(current) === region) return;
    if (id.type === "Microsoft.Resources/resourceGroups") {
      throw new CloudError(
        409,
        "InvalidResourceGroupLocation",
        `Invalid resource group location '${location}'. The Resource group already exists in location '${current}'.`,
      );
    }
    throw new CloudError(
      409,
      "InvalidResourceLocation",
      `The resource '${id.name}' already exists in location '${normalizeLocation(current)}' in resource group '${id.resourceGroup ?? ""}'. A resource with the same name cannot be created in location '${region}'. Please select a new resource name.`,
    );
  },
};
