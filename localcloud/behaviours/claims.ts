import type { ArmResource, CloudView } from "../arm/behaviour";
import type { ArmId } from "../arm/id";
import type { Change } from "../store/store";
import { type DeletedResource, deletedResource } from "./soft-delete";

/**
 * The table of names that exist once, with who holds each. A row without an owner is a name that somebody outside of
 * this cloud holds. A claim ends by itself when its owner is gone for good.
 */
export const claimsTable = "claims";

/** Who holds a name. */
export type Claim =
  | { readonly by: "stranger" }
  | { readonly by: "resource"; readonly resource: ArmResource }
  | { readonly by: "deleted"; readonly deleted: DeletedResource };

/**
 * The claim on a name that stands against resource `id`; undefined when the name is free or its own.
 *
 * @param holds whether a living owner still goes by the name: it may have given it up
 */
export function claimOn(
  cloud: CloudView,
  name: string,
  id: ArmId,
  holds: (owner: ArmResource) => boolean = () => true,
): Claim | undefined {
  const row = cloud.row(claimsTable, name);
  if (!row) return undefined;
  const owner = row["owner"];
  if (typeof owner !== "string") return { by: "stranger" };
  const resource = cloud.get(owner);
  if (resource) return owner === id.key || !holds(resource) ? undefined : { by: "resource", resource };
  const deleted = deletedResource(cloud, owner);
  return deleted && { by: "deleted", deleted };
}

/** The change by which a resource takes a name. */
export function claim(name: string, { key }: ArmId): Change {
  return { table: claimsTable, key: name.toLowerCase(), value: { owner: key } };
}
