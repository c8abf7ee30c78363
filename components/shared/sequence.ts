import type * as pulumi from "@pulumi/pulumi";

/**
 * A chain of writes to one parent that Azure takes only one at a time: each write waits for the one before it. The engine
 * deletes in reverse order of dependencies, so deletes are serial as well.
 *
 * Used for the child writes of an AI account (a second one at once is refused with 409 RequestConflict,
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/22607; deletes too, issues/22939), the subnets of a
 * network, the private endpoints of a subnet and the federated credentials of an identity.
 */
export class Sequence {
  private readonly links: pulumi.Resource[];

  /** @param first What the first write waits for: the parent, where it stands in the same program. */
  constructor(first: readonly pulumi.Resource[] = []) {
    this.links = first.slice(-1);
  }

  /** Creates the next write; `create` must pass the resources that it is given as `dependsOn`. */
  next<T extends pulumi.Resource>(create: (dependsOn: pulumi.Resource[]) => T): T {
    const link = create(this.end());
    this.links.push(link);
    return link;
  }

  /** What to depend on in order to come after every write so far. */
  end(): pulumi.Resource[] {
    return this.links.slice(-1);
  }
}
