import type { JsonObject } from "../store/store";
import type { Place } from "./place";

/** A resource as the cloud keeps it: what the provider shows of it. */
export interface AwsResource {
  /** `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** The provider's ID, `vpc-0a1b2c3d4e5f60718`. */
  readonly id: string;
  readonly account: string;
  /** Empty for what is of no region. */
  readonly region: string;
  readonly attributes: JsonObject;
  /** Tells it from every other, earlier and later ones of its name as well. */
  readonly identity: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The table of the store that holds the resources of aws. */
export const resourceTable = "aws";

export function keyOf({
  account,
  region,
  type,
  id,
}: Pick<AwsResource, "account" | "region" | "type" | "id">): string {
  return [account, region, type, id].join("|");
}

export function placeOf({ account, region }: AwsResource, fallbackRegion: string): Place {
  return { account, region: region === "" ? fallbackRegion : region };
}
