import * as applicationinsights from "@pulumi/azure-native/applicationinsights";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as pulumi from "@pulumi/pulumi";
import { armIdParts } from "../shared/arm-id";
import { sendDiagnostics } from "../shared/diagnostics";
import type { Placement } from "../shared/placement";
import { holdsData } from "../shared/protection";

/** Arguments of {@link Monitoring}. */
export interface MonitoringArgs extends Placement {
  /** Days that logs are kept: 30 to 730. */
  readonly logRetentionDays: number;
  /** True where logs must not be lost: the engine refuses to delete the workspace. */
  readonly protected: boolean;
  /**
   * ARM ID of a Log Analytics workspace that stands already. Its retention, access and logs of queries are its owner's.
   * @default none: a workspace is made
   */
  readonly existingWorkspaceId?: string;
}

/**
 * Where logs, metrics and traces of the platform go: one Log Analytics workspace, and Application Insights on top of it.
 * What is made accepts Entra ID tokens only.
 */
export class Monitoring extends pulumi.ComponentResource {
  /** ARM ID of the Log Analytics workspace. */
  public readonly workspaceId: pulumi.Output<string>;
  /** Name of the Log Analytics workspace. */
  public readonly workspaceName: pulumi.Output<string>;
  /** ARM ID of Application Insights. */
  public readonly applicationInsightsId: pulumi.Output<string>;
  /** Where Application Insights takes telemetry. A secret to the engine, though it opens nothing without a role. */
  public readonly applicationInsightsConnectionString: pulumi.Output<string>;

  constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:Monitoring", name, args, opts);
    const { existingWorkspaceId } = args;
    const workspace =
      existingWorkspaceId === undefined
        ? createWorkspace(this, name, args)
        : {
            id: pulumi.output(existingWorkspaceId),
            name: pulumi.output(armIdParts(existingWorkspaceId).name),
          };
    const insights = createApplicationInsights(this, name, args, workspace.id);
    this.workspaceId = workspace.id;
    this.workspaceName = workspace.name;
    this.applicationInsightsId = insights.id;
    this.applicationInsightsConnectionString = pulumi.secret(insights.connectionString);
    this.registerOutputs({
      workspaceId: this.workspaceId,
      workspaceName: this.workspaceName,
      applicationInsightsId: this.applicationInsightsId,
    });
  }
}

function createWorkspace(
  parent: Monitoring,
  name: string,
  args: MonitoringArgs,
): operationalinsights.Workspace {
  const workspace = new operationalinsights.Workspace(
    `${name}-workspace`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      sku: { name: "PerGB2018" },
      retentionInDays: args.logRetentionDays,
      features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true },
      publicNetworkAccessForIngestion: "Disabled",
      publicNetworkAccessForQuery: "Disabled",
      tags: { ...args.tags },
    },
    holdsData(args.protected, { parent }),
  );
  // The workspace logs its own queries: who read the logs is itself a log.
  sendDiagnostics(
    `${name}-workspace-diagnostics`,
    { kind: "workspace", resourceId: workspace.id, workspaceId: workspace.id },
    { parent },
  );
  return workspace;
}

function createApplicationInsights(
  parent: Monitoring,
  name: string,
  args: MonitoringArgs,
  workspaceId: pulumi.Output<string>,
): applicationinsights.Component {
  return new applicationinsights.Component(
    `${name}-insights`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      kind: "web",
      applicationType: "web",
      ingestionMode: "LogAnalytics",
      workspaceResourceId: workspaceId,
      disableLocalAuth: true,
      disableIpMasking: false,
      publicNetworkAccessForIngestion: "Disabled",
      publicNetworkAccessForQuery: "Disabled",
      tags: { ...args.tags },
    },
    // No key while local authentication is off, but it looks like one and has no place in plain state.
    { parent, additionalSecretOutputs: ["connectionString", "instrumentationKey"] },
  );
}
