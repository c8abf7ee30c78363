import type { ArmResource } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { parseArmId } from "../arm/id";
import { stringAt } from "../arm/json";

/** What a clause of a filter compares. */
const properties: Readonly<Record<string, (resource: ArmResource) => string | undefined>> = {
  resourceType: ({ id }) => parseArmId(id).type,
  name: ({ id }) => parseArmId(id).name,
  location: ({ body }) => stringAt(body, "location"),
  resourceGroup: ({ id }) => parseArmId(id).resourceGroup,
};

/**
 * Reads the `$filter` of a list of resources: equality of type, name, location and group, and one tag with its value, all of which
 * must hold. What Azure knows beyond that is refused rather than ignored. https://learn.microsoft.com/rest/api/resources/resources/list;
 * text: azure-sdk-for-net#18748
 */
export function filterOf(text: string): (resource: ArmResource) => boolean {
  const clauses = text.split(/ and /i).map((clause) => {
    const [, property = "", value = ""] = /^\s*(\w+) eq '([^']*)'\s*$/.exec(clause) ?? [];
    return { property, value };
  });
  const tag = clauses.find(({ property }) => property === "tagName")?.value;
  const isKnown = ({ property }: { property: string }): boolean =>
    property in properties || property === "tagName" || (property === "tagValue" && tag !== undefined);
  if (!clauses.every(isKnown)) {
    throw new CloudError(
      400,
      "InvalidFilterInQueryString",
      `Invalid $filter '${text}' specified in the query string.`,
    );
  }
  return (resource) =>
    clauses.every(({ property, value }) => {
      if (property === "tagName") return tagOf(resource, value) !== undefined;
      const found = property === "tagValue" ? tagOf(resource, tag ?? "") : properties[property]?.(resource);
      return found?.toLowerCase() === value.toLowerCase();
    });
}

function tagOf({ body }: ArmResource, name: string): string | undefined {
  const tags = (body["tags"] ?? {}) as Record<string, unknown>;
  const key = Object.keys(tags).find((one) => one.toLowerCase() === name.toLowerCase());
  const value = key === undefined ? undefined : tags[key];
  return typeof value === "string" ? value : undefined;
}
