import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "./tags";

/** Where the resources of a component stand and what they carry; every component's arguments begin with it. */
export interface Placement {
  /** Name of the resource group. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Azure region, e.g. `swedencentral`. */
  readonly location: string;
  /** Tags of every resource that can carry tags. */
  readonly tags: Tags;
}
