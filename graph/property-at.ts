import { isPropertyMap, Secret, Unknown } from "./types";
import type { PropertyMap, PropertyValue } from "./types";

/**
 * What stands at a dotted path; undefined where nothing does. An `Unknown` on the way is itself the value. Secrets on the way are
 * opened; one at the end stays closed.
 */
export function propertyAt(properties: PropertyMap, path: string): PropertyValue | undefined {
  let value: PropertyValue | undefined = properties;
  for (const step of path.split(".")) {
    if (value instanceof Secret) value = value.value;
    if (value instanceof Unknown) return value;
    if (!isPropertyMap(value)) return undefined;
    value = value[step];
  }
  return value ?? undefined;
}
