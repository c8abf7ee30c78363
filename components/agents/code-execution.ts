import * as app from "@pulumi/azure-native/app";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";
import { assignRole } from "../security/role-assignment";
import { sendDiagnostics } from "../shared/diagnostics";
import type { Placement } from "../shared/placement";

/** Arguments of {@link CodeExecution}. */
export interface CodeExecutionArgs extends Placement {
  /** ARM ID of the delegated subnet that sandboxes run in; no other service may use it. */
  readonly subnetId: pulumi.Input<string>;
  /** ARM ID of the Log Analytics workspace that takes diagnostics. */
  readonly workspaceId: pulumi.Input<string>;
  /** True where a zone that fails must not stop it. */
  readonly zoneRedundant: boolean;
  /** Who may run code: a pool for each, so that no sandbox is shared. By a stable key, with the object ID of an identity. */
  readonly pools: Readonly<Record<string, pulumi.Input<string>>>;
  /** Sandboxes of one pool at a time. */
  readonly maxSessions: number;
  /** Seconds that an idle sandbox is kept, with whatever was uploaded to it. */
  readonly cooldownSeconds: number;
}

/**
 * Sandboxes for code that models write: Container Apps dynamic sessions, each in a virtual machine of its own, without a
 * way out to any network.
 */
export class CodeExecution extends pulumi.ComponentResource {
  /** Where each pool is asked for sandboxes, by the key of `pools`. */
  public readonly endpoints: Readonly<Record<string, pulumi.Output<string>>>;
  /** The environment as the target of a private endpoint. */
  public readonly service: EndpointService;

  constructor(name: string, args: CodeExecutionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:CodeExecution", name, args, opts);
    const environment = createEnvironment(this, name, args);
    sendDiagnostics(
      `${name}-diagnostics`,
      { kind: "containerEnvironment", resourceId: environment.id, workspaceId: args.workspaceId },
      { parent: this },
    );
    this.endpoints = Object.fromEntries(
      Object.entries(args.pools).map(([key, principalId]) => [
        key,
        createPool(this, `${name}-${key}`, args, environment, principalId).poolManagementEndpoint,
      ]),
    );
    this.service = {
      id: environment.id,
      type: "Microsoft.App/managedEnvironments",
      groupId: "managedEnvironments",
      location: args.location,
    };
    this.registerOutputs({ endpoints: this.endpoints });
  }
}

function createEnvironment(
  parent: CodeExecution,
  name: string,
  args: CodeExecutionArgs,
): app.ManagedEnvironment {
  return new app.ManagedEnvironment(
    `${name}-environment`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      // Private endpoints exist for environments with workload profiles only.
      workloadProfiles: [{ name: "Consumption", workloadProfileType: "Consumption" }],
      vnetConfiguration: { infrastructureSubnetId: args.subnetId, internal: true },
      publicNetworkAccess: "Disabled",
      zoneRedundant: args.zoneRedundant,
      peerAuthentication: { mtls: { enabled: true } },
      peerTrafficConfiguration: { encryption: { enabled: true } },
      // To the workspace by diagnostic setting: the older way wants the workspace's key.
      appLogsConfiguration: { destination: "azure-monitor" },
      tags: { ...args.tags },
    },
    { parent },
  );
}

function createPool(
  parent: CodeExecution,
  name: string,
  args: CodeExecutionArgs,
  environment: app.ManagedEnvironment,
  principalId: pulumi.Input<string>,
): app.ContainerAppsSessionPool {
  const pool = new app.ContainerAppsSessionPool(
    `${name}-sessions`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      environmentId: environment.id,
      containerType: "PythonLTS",
      poolManagementType: "Dynamic",
      scaleConfiguration: { maxConcurrentSessions: args.maxSessions },
      dynamicPoolConfiguration: {
        lifecycleConfiguration: { lifecycleType: "Timed", cooldownPeriodInSeconds: args.cooldownSeconds },
      },
      // Code that a prompt talked a model into must have nobody to talk to.
      sessionNetworkConfiguration: { status: "EgressDisabled" },
      tags: { ...args.tags },
    },
    { parent },
  );
  assignRole(
    `${name}-executor`,
    { scope: pool.id, role: "containerAppsSessionExecutor", principalId, principalType: "ServicePrincipal" },
    { parent },
  );
  return pool;
}
