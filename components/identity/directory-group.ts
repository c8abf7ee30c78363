import { Group } from "@pulumi/azuread/group";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of a {@link DirectoryGroup}. */
export interface DirectoryGroupArgs {
  /** Name in the directory. A second group of the name is refused, so that a role never goes to a namesake. */
  readonly displayName: string;
  /** What the group is for, for whoever reviews its members. */
  readonly description: string;
  /** Object IDs of the people who decide on its members. They are not members by that. Without one, it is the deploying identity. */
  readonly owners: readonly string[];
}

/**
 * A security group in Entra ID without a member: who gets in is its owners' decision, or an access package's, and no change of
 * this program. Making it takes `Group.Create` of Microsoft Graph.
 */
export class DirectoryGroup extends pulumi.ComponentResource {
  /** Object ID: what roles are assigned to. */
  public readonly objectId: pulumi.Output<string>;

  constructor(name: string, args: DirectoryGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:DirectoryGroup", name, args, opts);
    const group = new Group(
      `${name}-group`,
      {
        displayName: args.displayName,
        description: args.description,
        ...(args.owners.length > 0 ? { owners: [...args.owners] } : {}),
        securityEnabled: true,
        preventDuplicateNames: true,
      },
      // Members are kept elsewhere: a run must neither add nor remove one.
      { parent: this, ignoreChanges: ["members"] },
    );
    this.objectId = group.objectId;
    this.registerOutputs({ objectId: this.objectId });
  }
}
