import * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";
import type { Databricks } from "./databricks";

/** Arguments of an {@link ExistingDatabricks}. */
export interface ExistingDatabricksArgs {
  /**
   * ARM ID of the workspace. Databricks gives private endpoints only to workspaces of the premium tier whose clusters run in a
   * network of the customer. https://learn.microsoft.com/azure/databricks/security/network/classic/private-link-standard
   */
  readonly workspaceId: string;
}

/**
 * A Databricks workspace that stands already, in the place of a {@link DatabricksWorkspace}: the platform makes endpoints to it
 * and roles on it. Its network, keys, root storage, compliance profile and logs are its owner's, and no policy of the platform
 * sees them.
 */
export class ExistingDatabricks extends pulumi.ComponentResource implements Databricks {
  /** ARM ID of the workspace. */
  public readonly id: pulumi.Output<string>;
  /** The workspace as the target of the private endpoint of people, tools and clusters. */
  public readonly service: EndpointService;
  /** The workspace as the target of the private endpoint by which browsers sign in: one a region and DNS zone. */
  public readonly signIn: EndpointService;
  /** Nothing is written to the workspace. */
  public readonly settled: readonly pulumi.Resource[] = [];

  constructor(name: string, args: ExistingDatabricksArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:ExistingDatabricks", name, args, opts);
    const service = { id: args.workspaceId, type: "Microsoft.Databricks/workspaces" };
    this.id = pulumi.output(args.workspaceId);
    this.service = { ...service, groupId: "databricks_ui_api" };
    this.signIn = { ...service, groupId: "browser_authentication" };
    this.registerOutputs({ id: this.id });
  }
}
