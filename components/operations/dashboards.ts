import * as applicationinsights from "@pulumi/azure-native/applicationinsights";
import * as dashboard from "@pulumi/azure-native/dashboard";
import * as pulumi from "@pulumi/pulumi";
import { v5 } from "uuid";
import type { Placement } from "../shared/placement";
import { panelRows, type PanelResources } from "./dashboard-panels";
import { grafanaContent } from "./grafana-content";
import { workbookContent } from "./workbook-content";

/** Arguments of {@link Dashboards}. */
export interface DashboardsArgs extends Placement {
  /** Title of the dashboards. */
  readonly title: string;
  /** ARM ID of the resource group. */
  readonly groupId: pulumi.Input<string>;
  /** ARM IDs of the accounts, and of the vaults. */
  readonly accounts: readonly pulumi.Input<string>[];
  readonly vaults: readonly pulumi.Input<string>[];
}

/** Name of a dashboard's one definition. */
const definitionName = "default";

/** One set of charts, twice: an Azure workbook, and a dashboard that Azure shows with Grafana and that any Grafana imports. */
export class Dashboards extends pulumi.ComponentResource {
  /** ARM ID of the workbook. */
  public readonly workbookId: pulumi.Output<string>;
  /** The Grafana dashboard, as JSON. */
  public readonly grafana: pulumi.Output<string>;

  constructor(name: string, args: DashboardsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:Dashboards", name, args, opts);
    const resources: pulumi.Output<PanelResources> = pulumi.output({
      accounts: args.accounts,
      vaults: args.vaults,
    });
    this.workbookId = createWorkbook(this, name, args, resources).id;
    this.grafana = resources.apply((ids) => grafanaContent(args.title, panelRows, ids));
    createGrafanaDashboard(this, name, args, this.grafana);
    this.registerOutputs({ workbookId: this.workbookId });
  }
}

function createWorkbook(
  parent: Dashboards,
  name: string,
  args: DashboardsArgs,
  resources: pulumi.Output<PanelResources>,
): applicationinsights.Workbook {
  return new applicationinsights.Workbook(
    `${name}-workbook`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      // A workbook's name is a GUID.
      resourceName: pulumi.output(args.groupId).apply((id) => v5(`${id.toLowerCase()}|${name}`, v5.URL)),
      kind: "shared",
      category: "workbook",
      displayName: args.title,
      serializedData: resources.apply((ids) => workbookContent(args.title, panelRows, ids)),
      tags: { ...args.tags },
    },
    { parent },
  );
}

function createGrafanaDashboard(
  parent: Dashboards,
  name: string,
  args: DashboardsArgs,
  serializedData: pulumi.Output<string>,
): void {
  const { resourceGroupName, location, tags } = args;
  const owner = new dashboard.Dashboard(
    `${name}-grafana`,
    { resourceGroupName, location, tags: { ...tags } },
    { parent },
  );
  new dashboard.DashboardDefinition(
    `${name}-grafana-definition`,
    { resourceGroupName, dashboardName: owner.name, definitionName, properties: { serializedData } },
    { parent },
  );
}
