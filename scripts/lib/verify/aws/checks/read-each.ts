import { fail, type Case, type Outcome } from "../../check";
import { drifted } from "../../read";
import type { AwsCloud } from "../cloud";
import type { AwsStanding } from "../platform";

/** How resources of a type are looked at. */
export interface Reading {
  /** Type in Cloud Control, `AWS::IAM::Role`. */
  readonly type: string;
  /**
   * What Cloud Control knows one by.
   * @default its ID
   */
  readonly identifier?: (resource: AwsStanding) => string;
  /** That one does not exist, in words. */
  readonly gone: string;
  /** How to undo that; as for all that somebody changed when absent. */
  readonly restore?: string;
  /** Looks at one that exists, as Cloud Control tells it. */
  readonly judge: (
    found: NonNullable<Awaited<ReturnType<AwsCloud["resource"]>>>,
    resource: AwsStanding,
    cloud: AwsCloud,
  ) => Outcome | Promise<Outcome>;
}

/** A case for each resource: it is read through Cloud Control, and judged where it exists. */
export function readEach(
  resources: readonly AwsStanding[],
  { type, identifier = ({ id }) => id, gone, restore = drifted, judge }: Reading,
): readonly Case<AwsCloud>[] {
  return resources.map((resource) => ({
    subject: resource.name,
    run: async (cloud) => {
      const found = await cloud.resource(type, identifier(resource));
      return found ? judge(found, resource, cloud) : fail(gone, restore);
    },
  }));
}
