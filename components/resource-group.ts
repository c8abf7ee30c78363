import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "./shared/tags";

/** Arguments of a {@link ResourceGroup}. */
export interface ResourceGroupArgs {
  /** Azure region of the group's metadata. */
  readonly location: string;
  /** Tags of the group. */
  readonly tags: Tags;
}

/**
 * The resource group of a platform. Its name is the component's with a random suffix, and its ID is what makes every
 * globally unique name of the platform unique (`physicalName`).
 */
export class ResourceGroup extends pulumi.ComponentResource {
  /** Name of the group. */
  public readonly groupName: pulumi.Output<string>;
  /** ARM ID of the group. */
  public readonly id: pulumi.Output<string>;

  constructor(name: string, args: ResourceGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:ResourceGroup", name, args, opts);
    const group = new resources.ResourceGroup(
      `${name}-group`,
      { location: args.location, tags: { ...args.tags } },
      { parent: this },
    );
    this.groupName = group.name;
    this.id = group.id;
    this.registerOutputs({ groupName: this.groupName, id: this.id });
  }
}
