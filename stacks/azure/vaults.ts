import { KeyVault } from "../../components/security/key-vault";
import { physicalName } from "../../components/shared/naming";
import type { Connect } from "./networking";
import type { Site } from "./site";

/**
 * A key vault for each region that has an account, by region: Azure takes a customer-managed key only from a vault in the
 * account's own region.
 */
export function createVaults(site: Site, connect: Connect): Readonly<Record<string, KeyVault>> {
  const { config, prefix, group, home, tenantId, monitoring, inPlatform } = site;
  const regions = [...new Set(config.models.accounts.map(({ region }) => region))];
  const vaults = regions.map((region): [string, KeyVault] => {
    const name = `${prefix}-vault-${region}`;
    const vault = new KeyVault(
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
    connect(vault, name, []);
    return [region, vault];
  });
  return Object.fromEntries(vaults);
}
