import type { ExportedState } from "./resume";

/** Something that Azure keeps after it was deleted. */
export interface Remains {
  readonly what: "account" | "gateway" | "vault";
  readonly name: string;
  /** ARM ID that the resource had. */
  readonly id: string;
  readonly group: string;
  readonly location: string;
  /** Purges it for good; absent where purge protection forbids that. */
  readonly command?: string;
}

const kinds: Readonly<Record<string, Remains["what"]>> = {
  "azure-native:cognitiveservices:Account": "account",
  "azure-native:apimanagement:ApiManagementService": "gateway",
  "azure-native:keyvault:Vault": "vault",
};

/** An account holds its agents' subnet, and its keys are in a vault: it goes before both. */
const order: readonly Remains["what"][] = ["account", "gateway", "vault"];

/**
 * What a destroy of this state leaves behind in Azure, in the order in which it can be purged: AI accounts for 48 hours
 * (https://learn.microsoft.com/azure/ai-services/recover-purge-resources), API Management services for as long
 * (https://learn.microsoft.com/azure/api-management/soft-delete), vaults for their retention of 7 to 90 days
 * (https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview).
 */
export function remainsOf(state: ExportedState): readonly Remains[] {
  const remains = (state.deployment.resources ?? []).flatMap((resource): Remains[] => {
    const what = kinds[resource.type];
    const match = /\/resourceGroups\/([^/]+)\/providers\/[^/]+\/[^/]+\/([^/]+)$/i.exec(resource.id ?? "");
    const [id = "", group = "", name = ""] = match ? [resource.id, match[1], match[2]] : [];
    if (what === undefined || id === "") return [];
    const location =
      textAt(resource.outputs, "location") ?? textAt(resource.inputs, "location") ?? "<region>";
    const properties = resource.inputs?.["properties"] as Record<string, unknown> | undefined;
    const kept = what === "vault" && properties?.["enablePurgeProtection"] === true;
    const command = {
      account: `az cognitiveservices account purge --name ${name} --resource-group ${group} --location ${location}`,
      gateway: `az apim deletedservice purge --service-name ${name} --location ${location}`,
      vault: `az keyvault purge --name ${name} --location ${location}`,
    }[what];
    return [{ what, name, id, group, location, ...(kept ? {} : { command }) }];
  });
  return remains.sort((a, b) => order.indexOf(a.what) - order.indexOf(b.what));
}

function textAt(values: Readonly<Record<string, unknown>> | undefined, key: string): string | undefined {
  const value = values?.[key];
  return typeof value === "string" ? value : undefined;
}
