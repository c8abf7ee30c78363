import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";
import { retried } from "../shared/retry";
import { Sequence } from "../shared/sequence";
import type { Tags } from "../shared/tags";
import type { Monitoring } from "./monitoring";

/** Arguments of a {@link MonitorPrivateLink}. */
export interface MonitorPrivateLinkArgs {
  /** Name of the resource group. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Tags of the scope. */
  readonly tags: Tags;
  /** What is reached through the link. */
  readonly monitoring: Monitoring;
  /**
   * What networks with an endpoint of the link may reach of Azure Monitor: `PrivateOnly` this platform's resources alone,
   * `Open` others too.
   * @default "PrivateOnly"
   */
  readonly accessMode?: "PrivateOnly" | "Open";
}

/**
 * The way to logs and traces that are closed to the internet: an Azure Monitor Private Link Scope. A network can have only
 * one, because its DNS names are the same for every workspace: where a hub keeps the zones, it also keeps the scope.
 * https://learn.microsoft.com/azure/azure-monitor/logs/private-link-design
 */
export class MonitorPrivateLink extends pulumi.ComponentResource {
  /** The scope as the target of a private endpoint. */
  public readonly service: EndpointService;
  /** Chain of the writes to the scope. */
  public readonly writes: Sequence;

  constructor(name: string, args: MonitorPrivateLinkArgs, opts?: pulumi.ComponentResourceOptions) {
    const { monitoring, ...inputs } = args;
    super("cornerstone:index:MonitorPrivateLink", name, inputs, opts);
    const scope = createScope(this, name, args);
    this.writes = new Sequence([scope]);
    addToScope(this, `${name}-workspace`, args, scope, monitoring.workspaceId);
    addToScope(this, `${name}-insights`, args, scope, monitoring.applicationInsightsId);
    this.service = { id: scope.id, type: "Microsoft.Insights/privateLinkScopes", groupId: "azuremonitor" };
    this.registerOutputs({ id: scope.id });
  }
}

function createScope(
  parent: MonitorPrivateLink,
  name: string,
  args: MonitorPrivateLinkArgs,
): monitor.PrivateLinkScope {
  const mode = args.accessMode ?? "PrivateOnly";
  return new monitor.PrivateLinkScope(
    `${name}-scope`,
    {
      resourceGroupName: args.resourceGroupName,
      location: "global",
      accessModeSettings: { ingestionAccessMode: mode, queryAccessMode: mode },
      tags: { ...args.tags },
    },
    { parent },
  );
}

function addToScope(
  parent: MonitorPrivateLink,
  name: string,
  args: MonitorPrivateLinkArgs,
  scope: monitor.PrivateLinkScope,
  linkedResourceId: pulumi.Input<string>,
): void {
  parent.writes.next(
    (dependsOn) =>
      new monitor.PrivateLinkScopedResource(
        name,
        {
          resourceGroupName: args.resourceGroupName,
          scopeName: scope.name,
          kind: "Resource",
          linkedResourceId,
        },
        retried({ parent, dependsOn }),
      ),
  );
}
