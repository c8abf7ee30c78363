import { ExistingVault } from "../../components/security/existing-vault";
import { KeyVault } from "../../components/security/key-vault";
import type { Vault } from "../../components/security/vault";
import { physicalName } from "../../components/shared/naming";
import type { StackConfig } from "../config";
import { joinsExisting } from "../config/section-services";
import type { Connect } from "./networking";
import type { Site } from "./site";

/**
 * A key vault for each region that needs one, by region: Azure takes a customer-managed key only from a vault in the
 * account's own region.
 */
export function createVaults(site: Site, connect: Connect): Readonly<Record<string, Vault>> {
  const { config, prefix, inPlatform } = site;
  const vaults = vaultRegions(config).map((region): [string, Vault] => {
    const name = `${prefix}-vault-${region}`;
    const vaultId = config.keys?.vaults[region];
    const vault =
      vaultId === undefined
        ? createVault(site, name, region)
        : new ExistingVault(name, { vaultId }, inPlatform);
    if (vaultId === undefined || joinsExisting(config)) connect(vault, name, []);
    return [region, vault];
  });
  return Object.fromEntries(vaults);
}

/** The vaults that the stack makes: what happens to the others is their owners' business. */
export function ownVaults(
  vaults: Readonly<Record<string, Vault>>,
  { keys }: StackConfig,
): Readonly<Record<string, Vault>> {
  return Object.fromEntries(Object.entries(vaults).filter(([region]) => keys?.vaults[region] === undefined));
}

/** Regions of the accounts that are made, and of the stores of other sections. */
export function vaultRegions({
  environment,
  models,
  gateway,
  agents,
  data,
  learning,
  operations,
}: StackConfig): readonly string[] {
  // What a Machine Learning workspace stands on is made along with it.
  const stores =
    gateway?.semanticCache ??
    agents ??
    data ??
    (learning?.existing ? undefined : learning) ??
    operations.flowLogs;
  return [
    ...new Set([
      ...models.accounts.filter(({ existing }) => !existing).map(({ region }) => region),
      ...(stores ? [environment.region] : []),
    ]),
  ];
}

function createVault(site: Site, name: string, region: string): KeyVault {
  const { prefix, group, home, tenantId, monitoring, inPlatform } = site;
  return new KeyVault(
    name,
    {
      ...home,
      location: region,
      vaultName: group.id.apply((id) => physicalName("Microsoft.KeyVault/vaults", [prefix, region], id)),
      tenantId,
      protected: site.protected,
      workspaceId: monitoring.workspaceId,
    },
    inPlatform,
  );
}
