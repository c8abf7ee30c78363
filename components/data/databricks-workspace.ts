import * as databricks from "@pulumi/azure-native/databricks";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";
import { sendDiagnostics } from "../shared/diagnostics";
import { holdsData } from "../shared/protection";
import { retried } from "../shared/retry";
import type { Databricks } from "./databricks";
import { allowDiskKey, allowRootKey, createDatabricksKeys, type DatabricksKeys } from "./databricks-keys";
import { encryptRootStorage } from "./databricks-root-storage";
import { workspaceSettings } from "./databricks-settings";
import type { StoreArgs } from "./store-encryption";

/** Standards of the compliance security profile that a platform may ask for. */
export type ComplianceStandard = "HIPAA" | "PCI_DSS";

/** Arguments of a {@link DatabricksWorkspace}. */
export interface DatabricksWorkspaceArgs extends StoreArgs {
  /** Name of the workspace: 3 to 30 letters, digits, hyphens and underscores. */
  readonly workspaceName: pulumi.Input<string>;
  /** ARM ID of a resource group that does not exist yet: Databricks makes it, and keeps what it manages in it. */
  readonly managedResourceGroupId: pulumi.Input<string>;
  /** ARM ID of the network that clusters run in. */
  readonly virtualNetworkId: pulumi.Input<string>;
  /** Names of its two subnets for clusters. */
  readonly subnets: { readonly host: pulumi.Input<string>; readonly container: pulumi.Input<string> };
  /** ARM ID of the access connector by which the workspace uses its managed storage account, and the connector's identity. */
  readonly connector: { readonly id: pulumi.Input<string>; readonly identityId: pulumi.Input<string> };
  /**
   * Object ID of the enterprise application AzureDatabricks in the tenant. It encrypts notebooks and results in the control
   * plane: `az ad sp show --id 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d --query id`.
   */
  readonly encryptionApplication: string;
  /**
   * Standards of the compliance security profile. Databricks lets nobody take one away again.
   * @default none: no profile
   */
  readonly compliance?: readonly ComplianceStandard[];
}

/**
 * A Databricks workspace inside the platform's network: nodes without public addresses, no way in but private endpoints,
 * and keys of the customer for everything that it keeps, in the control plane, on disks and in its managed storage.
 */
export class DatabricksWorkspace extends pulumi.ComponentResource implements Databricks {
  /** ARM ID of the workspace. */
  public readonly id: pulumi.Output<string>;
  /** Host name of the workspace, e.g. `adb-1234567890123456.7.azuredatabricks.net`. */
  public readonly workspaceUrl: pulumi.Output<string>;
  /** The workspace as the target of the private endpoint of people, tools and clusters. */
  public readonly service: EndpointService;
  /** The workspace as the target of the private endpoint by which browsers sign in: one a region and DNS zone. */
  public readonly signIn: EndpointService;

  /** The last write to the workspace: endpoints come after it. */
  public readonly settled: readonly pulumi.Resource[];

  constructor(name: string, args: DatabricksWorkspaceArgs, opts?: pulumi.ComponentResourceOptions) {
    const { vault, ...inputs } = args;
    super("cornerstone:index:DatabricksWorkspace", name, { ...inputs, vaultId: vault.id }, opts);
    const keys = createDatabricksKeys(this, name, args);
    const workspace = createWorkspace(this, name, args, keys);
    allowDiskKey(this, name, keys, workspace);
    const rootRole = allowRootKey(this, name, keys, workspace);
    this.settled = [encryptRootStorage(this, name, args, keys, workspace, rootRole)];
    sendDiagnostics(
      `${name}-diagnostics`,
      { kind: "databricksWorkspace", resourceId: workspace.id, workspaceId: args.workspaceId },
      { parent: this },
    );
    this.id = workspace.id;
    this.workspaceUrl = workspace.workspaceUrl;
    const service = { id: workspace.id, type: "Microsoft.Databricks/workspaces" };
    this.service = { ...service, groupId: "databricks_ui_api" };
    this.signIn = { ...service, groupId: "browser_authentication" };
    this.registerOutputs({ id: this.id, workspaceUrl: this.workspaceUrl });
  }
}

function createWorkspace(
  parent: DatabricksWorkspace,
  name: string,
  args: DatabricksWorkspaceArgs,
  keys: DatabricksKeys,
): databricks.Workspace {
  return new databricks.Workspace(
    `${name}-databricks`,
    {
      resourceGroupName: args.resourceGroupName,
      workspaceName: args.workspaceName,
      location: args.location,
      // Private endpoints and customer-managed keys are there in no other.
      sku: { name: "premium" },
      ...workspaceSettings(args, keys),
      tags: { ...args.tags },
    },
    retried(
      holdsData(args.protected, {
        parent,
        dependsOn: [keys.controlPlaneRole],
        // Written by the deployment that follows: see databricks-root-storage.ts.
        ignoreChanges: ["parameters.encryption"],
      }),
    ),
  );
}
