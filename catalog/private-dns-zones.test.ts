import { describe, expect, it } from "vitest";
import { allPrivateDnsZones, privateDnsZones, privateLinkGroups } from "./private-dns-zones";

describe("privateDnsZones", () => {
  it("gives an AI account all three zones", () => {
    expect(privateDnsZones("Microsoft.CognitiveServices/accounts", "account")).toEqual([
      "privatelink.cognitiveservices.azure.com",
      "privatelink.openai.azure.com",
      "privatelink.services.ai.azure.com",
    ]);
  });

  it("ignores case, as ARM does", () => {
    expect(privateDnsZones("microsoft.documentdb/DatabaseAccounts", "sql")).toEqual([
      "privatelink.documents.azure.com",
    ]);
  });

  it("fills in the region where the zone names it, and does not guess one", () => {
    const type = "Microsoft.App/managedEnvironments";
    expect(privateDnsZones(type, "managedEnvironments", "swedencentral")).toEqual([
      "privatelink.swedencentral.azurecontainerapps.io",
    ]);
    expect(privateDnsZones(type, "managedEnvironments")).toBeUndefined();
    expect(allPrivateDnsZones.join()).not.toContain("{");
  });

  it("spells the automation zone with a hyphen and includes blob for Azure Monitor", () => {
    const zones = privateDnsZones("Microsoft.Insights/privateLinkScopes", "azuremonitor");
    expect(zones).toContain("privatelink.agentsvc.azure-automation.net");
    expect(zones).toContain("privatelink.blob.core.windows.net");
  });

  it("answers undefined for what it does not know", () => {
    expect(privateDnsZones("Microsoft.Teleport/gates", "gate")).toBeUndefined();
    expect(privateDnsZones("Microsoft.KeyVault/vaults", "account")).toBeUndefined();
    expect(privateLinkGroups("Microsoft.Storage/storageAccounts")).toContain("dfs");
    expect(privateLinkGroups("Microsoft.Teleport/gates")).toEqual([]);
  });

  it("lists valid DNS names only, each once", () => {
    expect(new Set(allPrivateDnsZones).size).toBe(allPrivateDnsZones.length);
    for (const zone of allPrivateDnsZones) expect(zone).toMatch(/^privatelink(\.[a-z0-9-]+)+$/);
  });
});
