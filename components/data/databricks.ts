import type * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";

/** A Databricks workspace that endpoints and roles are made for: one of the platform's own, or one that stands already. */
export interface Databricks extends pulumi.ComponentResource {
  /** ARM ID of the workspace. */
  readonly id: pulumi.Output<string>;
  /** The workspace as the target of the private endpoint of people, tools and clusters. */
  readonly service: EndpointService;
  /** The workspace as the target of the private endpoint by which browsers sign in: one a region and DNS zone. */
  readonly signIn: EndpointService;
  /** The last write to the workspace: endpoints come after it. */
  readonly settled: readonly pulumi.Resource[];
}
