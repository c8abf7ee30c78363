import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { createSecurityGroup } from "../network/security-group";
import { subnetRange, type SubnetPlan } from "../network/address-plan";
import type { PrivateNetwork } from "../network/private-network";
import type { Placement } from "../shared/placement";
import { retried } from "../shared/retry";
import { databricksSecurityRules } from "./databricks-security-rules";

/** Where the subnets of clusters lie: in the seventh eighth of the network, a half each. In a /20, each is a /24. */
export const databricksPlan = {
  "databricks-host": { newBits: 4, index: 12 },
  "databricks-container": { newBits: 4, index: 13 },
} as const satisfies Record<string, SubnetPlan>;

/** Arguments of {@link DatabricksSubnets}. */
export interface DatabricksSubnetsArgs extends Placement {
  /** The network that takes the subnets; one that this platform made. */
  readonly network: PrivateNetwork;
  /** ARM ID of the Log Analytics workspace that takes diagnostics. */
  readonly workspaceId: pulumi.Input<string>;
}

type SubnetKey = keyof typeof databricksPlan;

/**
 * The two subnets of a Databricks workspace: each node of a cluster takes one address in each. Both are delegated to
 * Databricks and guarded by one security group. Nodes reach the service's own storage, metastore and log sink over service
 * endpoints, so that no way to the internet is needed.
 */
export class DatabricksSubnets extends pulumi.ComponentResource {
  /** Names of the subnets, host ("public") and container ("private"), known once they stand with their security group. */
  public readonly names: { readonly host: pulumi.Output<string>; readonly container: pulumi.Output<string> };

  constructor(name: string, args: DatabricksSubnetsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { network: owner, ...inputs } = args;
    super(
      "cornerstone:index:DatabricksSubnets",
      name,
      { ...inputs, virtualNetworkId: owner.virtualNetworkId },
      opts,
    );
    const group = createSecurityGroup(this, name, args, databricksSecurityRules);
    const host = createSubnet(this, name, "databricks-host", args, group);
    const container = createSubnet(this, name, "databricks-container", args, group);
    this.names = { host: nameOf(host), container: nameOf(container) };
    this.registerOutputs({ host: host.id, container: container.id });
  }
}

/** Taken from the ID: a name alone is known before the subnet stands, and the workspace would not wait for it. */
function nameOf(subnet: network.Subnet): pulumi.Output<string> {
  return subnet.id.apply((id) => id.split("/").pop() ?? "");
}

function createSubnet(
  parent: DatabricksSubnets,
  name: string,
  key: SubnetKey,
  args: DatabricksSubnetsArgs,
  group: network.NetworkSecurityGroup,
): network.Subnet {
  const { space } = args.network;
  if (!space) {
    throw new pulumi.ResourceError(
      "a Databricks workspace in an existing network needs subnets that stand there already: give their names",
      parent,
    );
  }
  return space.writes.next(
    (dependsOn) =>
      new network.Subnet(
        `${name}-${key}`,
        {
          resourceGroupName: args.resourceGroupName,
          virtualNetworkName: space.virtualNetworkName,
          subnetName: key,
          addressPrefix: subnetRange(space.addressSpace, databricksPlan[key]),
          delegations: [{ name: "databricks", serviceName: "Microsoft.Databricks/workspaces" }],
          networkSecurityGroup: { id: group.id },
          serviceEndpoints: ["Microsoft.Storage", "Microsoft.Sql", "Microsoft.EventHub"].map((service) => ({
            service,
          })),
          defaultOutboundAccess: false,
          privateEndpointNetworkPolicies: "Enabled",
        },
        retried({ parent, dependsOn }),
      ),
  );
}
