import * as pulumi from "@pulumi/pulumi";
import type { Databricks } from "../../components/data/databricks";
import { DatabricksSubnets } from "../../components/data/databricks-subnets";
import { DatabricksWorkspace, type ComplianceStandard } from "../../components/data/databricks-workspace";
import { ExistingDatabricks } from "../../components/data/existing-databricks";
import { UnityCatalog } from "../../components/data/unity-catalog";
import type { PrivateNetwork } from "../../components/network/private-network";
import type { Account } from "../../components/openai/account";
import type { Vault } from "../../components/security/vault";
import { physicalName } from "../../components/shared/naming";
import type { StackConfig } from "../config";
import { joinsExisting } from "../config/section-services";
import { known } from "./known";
import type { Connect } from "./networking";
import type { Site } from "./site";

/** Where data is prepared and governed. */
export interface Data {
  readonly catalog: UnityCatalog;
  readonly workspace: Databricks;
  /** Where people and tools reach the workspace, of one that the stack makes. */
  readonly url?: pulumi.Output<string>;
  /** What a lock has to wait for. */
  readonly components: readonly pulumi.Resource[];
}

type DatabricksConfig = NonNullable<NonNullable<StackConfig["data"]>["databricks"]>;

/** The profiles that a platform's frameworks ask for. */
const standards: Readonly<Record<string, ComplianceStandard>> = { hipaa: "HIPAA" };

/** A Databricks workspace, new or existing, with its catalog and its lake, and the private endpoints of all of them. */
export function createData(
  site: Site,
  network: PrivateNetwork,
  connect: Connect,
  vaults: Readonly<Record<string, Vault>>,
  accounts: Readonly<Record<string, Account>>,
): Data | undefined {
  const config = site.config.data?.databricks;
  if (!config) return undefined;
  const { prefix } = site;
  const catalog = createCatalog(site, config, vaults, accounts);
  const { workspace, url } = openWorkspace(site, config, network, vaults, catalog);
  const { lake } = catalog;
  connect(lake, `${prefix}-lake`, []);
  connect(lake, `${prefix}-lake-dfs`, [], { ...lake.service, groupId: "dfs" });
  if (!config.existing || joinsExisting(site.config)) {
    connect(workspace, `${prefix}-databricks`, workspace.settled);
    // Azure wants the endpoint for sign-in after the one of the workspace, and the shared chain keeps that order.
    connect(workspace, `${prefix}-databricks-sign-in`, [], workspace.signIn);
  }
  return { catalog, workspace, ...(url ? { url } : {}), components: [catalog, workspace] };
}

function createCatalog(
  site: Site,
  config: DatabricksConfig,
  vaults: Readonly<Record<string, Vault>>,
  accounts: Readonly<Record<string, Account>>,
): UnityCatalog {
  const { prefix, group, inPlatform } = site;
  return new UnityCatalog(
    `${prefix}-catalog`,
    {
      ...placed(site, vaults),
      accountName: group.id.apply((id) =>
        physicalName("Microsoft.Storage/storageAccounts", [prefix, "lake"], id).replaceAll("-", ""),
      ),
      models: Object.fromEntries(config.models.map((name) => [name, known(accounts, name).id])),
    },
    inPlatform,
  );
}

function openWorkspace(
  site: Site,
  { existing, encryptionApplication, subnets }: DatabricksConfig,
  network: PrivateNetwork,
  vaults: Readonly<Record<string, Vault>>,
  catalog: UnityCatalog,
): Pick<Data, "workspace" | "url"> {
  if (existing)
    return { workspace: new ExistingDatabricks(`${site.prefix}-databricks`, existing, site.inPlatform) };
  const own = known({ encryptionApplication }, "encryptionApplication");
  const workspace = createWorkspace(site, { encryptionApplication: own, subnets }, network, vaults, catalog);
  return { workspace, url: pulumi.interpolate`https://${workspace.workspaceUrl}` };
}

function createWorkspace(
  site: Site,
  config: Pick<DatabricksConfig, "subnets"> & { readonly encryptionApplication: string },
  network: PrivateNetwork,
  vaults: Readonly<Record<string, Vault>>,
  catalog: UnityCatalog,
): DatabricksWorkspace {
  const { prefix, group, home, monitoring, inPlatform } = site;
  const name = `${prefix}-databricks`;
  const { workspaceId } = monitoring;
  const subnets =
    config.subnets ?? new DatabricksSubnets(name, { ...home, network, workspaceId }, inPlatform).names;
  return new DatabricksWorkspace(
    name,
    {
      ...placed(site, vaults),
      workspaceName: group.id.apply((id) => physicalName("Microsoft.Databricks/workspaces", [prefix], id)),
      managedResourceGroupId: pulumi.interpolate`${group.id}-databricks`,
      virtualNetworkId: network.virtualNetworkId,
      subnets,
      connector: { id: catalog.connectorId, identityId: catalog.identity.id },
      encryptionApplication: config.encryptionApplication,
      compliance: site.config.compliance.frameworks.flatMap((framework) => standards[framework] ?? []),
    },
    inPlatform,
  );
}

function placed({ home, monitoring, ...site }: Site, vaults: Readonly<Record<string, Vault>>) {
  return {
    ...home,
    vault: known(vaults, home.location),
    protected: site.protected,
    workspaceId: monitoring.workspaceId,
  };
}

/** What whoever works with data needs to know. */
export function dataOutputs({ catalog, url }: Data): Record<string, unknown> {
  return {
    ...(url ? { databricks: url } : {}),
    accessConnector: catalog.connectorId,
    catalogRoot: catalog.root,
  };
}
