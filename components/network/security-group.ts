import * as network from "@pulumi/azure-native/network";
import type * as inputs from "@pulumi/azure-native/types/input";
import type * as pulumi from "@pulumi/pulumi";
import { sendDiagnostics } from "../shared/diagnostics";
import type { Placement } from "../shared/placement";

/** Where a security group stands, and where its events go. */
export interface SecurityGroupArgs extends Placement {
  /** ARM ID of the Log Analytics workspace that takes diagnostics. */
  readonly workspaceId: pulumi.Input<string>;
}

/** The security group `<name>-nsg` of a subnet, with its diagnostics, as children of the subnet's component. */
export function createSecurityGroup(
  parent: pulumi.Resource,
  name: string,
  args: SecurityGroupArgs,
  rules: readonly inputs.network.SecurityRuleArgs[],
): network.NetworkSecurityGroup {
  const group = new network.NetworkSecurityGroup(
    `${name}-nsg`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      securityRules: [...rules],
      tags: { ...args.tags },
    },
    { parent },
  );
  sendDiagnostics(
    `${name}-nsg-diagnostics`,
    { kind: "networkSecurityGroup", resourceId: group.id, workspaceId: args.workspaceId },
    { parent },
  );
  return group;
}
