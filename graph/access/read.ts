import { propertyAt } from "../property-at";
import { Secret, Unknown } from "../types";
import type { PropertyMap, PropertyValue, ResourceNode } from "../types";

/** The value at a dotted path; an `Unknown` on the way is itself the value. Secrets are opened: nothing here prints values. */
export function valueAt(properties: PropertyMap, path: string): PropertyValue | undefined {
  const value = propertyAt(properties, path);
  return value instanceof Secret ? value.value : value;
}

export function textAt(properties: PropertyMap, path: string): string | undefined {
  const value = valueAt(properties, path);
  return typeof value === "string" ? value : undefined;
}

/** Objects of a list; those of an unknown list are none. */
export function objectsAt(properties: PropertyMap, path: string): readonly PropertyMap[] {
  const value = valueAt(properties, path);
  if (!Array.isArray(value)) return [];
  return (value as readonly PropertyValue[]).filter(
    (item): item is PropertyMap =>
      typeof item === "object" && item !== null && !Array.isArray(item) && !(item instanceof Unknown),
  );
}

export function textsAt(properties: PropertyMap, path: string): readonly string[] {
  const value = valueAt(properties, path);
  return Array.isArray(value)
    ? (value as readonly PropertyValue[]).filter((item) => typeof item === "string")
    : [];
}

/** The IDs of the identities that a resource runs as, whether listed or keyed. */
export function identitiesOf({ inputs }: ResourceNode): readonly string[] {
  const listed = valueAt(inputs, "identity.userAssignedIdentities");
  if (Array.isArray(listed)) return textsAt(inputs, "identity.userAssignedIdentities");
  return typeof listed === "object" && listed !== null && !(listed instanceof Unknown)
    ? Object.keys(listed)
    : [];
}

/** An ID as it is compared: ARM takes any spelling of upper and lower case. */
export function normalId(id: string): string {
  return id.toLowerCase().replace(/\/+$/, "");
}
