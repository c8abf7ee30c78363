import type { ExportedState } from "./resume";

/** Something that Azure keeps after it was deleted. */
export interface Remains {
  readonly what: string;
  readonly name: string;
  /** Purges it for good; absent where purge protection forbids that. */
  readonly command?: string;
}

/**
 * What a destroy of this state leaves behind in Azure: AI accounts for 48 hours
 * (https://learn.microsoft.com/azure/ai-services/recover-purge-resources), API Management services for as long
 * (https://learn.microsoft.com/azure/api-management/soft-delete), vaults for their retention of 7 to 90 days
 * (https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview).
 */
export function remainsOf(state: ExportedState): readonly Remains[] {
  return (state.deployment.resources ?? []).flatMap((resource): Remains[] => {
    const match = /\/resourceGroups\/([^/]+)\/providers\/[^/]+\/[^/]+\/([^/]+)$/i.exec(resource.id ?? "");
    const [, group = "", name = ""] = match ?? [];
    const location =
      textAt(resource.outputs, "location") ?? textAt(resource.inputs, "location") ?? "<region>";
    if (!match) return [];
    if (resource.type === "azure-native:cognitiveservices:Account")
      return [
        {
          what: "account",
          name,
          command: `az cognitiveservices account purge --name ${name} --resource-group ${group} --location ${location}`,
        },
      ];
    if (resource.type === "azure-native:apimanagement:ApiManagementService")
      return [
        {
          what: "gateway",
          name,
          command: `az apim deletedservice purge --service-name ${name} --location ${location}`,
        },
      ];
    if (resource.type === "azure-native:keyvault:Vault") {
      const properties = resource.inputs?.["properties"] as Record<string, unknown> | undefined;
      return [
        {
          what: "vault",
          name,
          ...(properties?.["enablePurgeProtection"] === true
            ? {}
            : { command: `az keyvault purge --name ${name} --location ${location}` }),
        },
      ];
    }
    return [];
  });
}

function textAt(values: Readonly<Record<string, unknown>> | undefined, key: string): string | undefined {
  const value = values?.[key];
  return typeof value === "string" ? value : undefined;
}
