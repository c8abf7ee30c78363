import { describe, expect, it } from "vitest";
import { canonicalToken, resourceFacts, resourceTokens } from "./index";

describe("canonicalToken", () => {
  it.each([
    ["azure-native:cognitiveservices:Account", "azure-native:cognitiveservices:Account"],
    ["azure-native:cognitiveservices/v20231001preview:Account", "azure-native:cognitiveservices:Account"],
    [
      "azure-native_cognitiveservices_v20241001:cognitiveservices:Account",
      "azure-native:cognitiveservices:Account",
    ],
    ["azure-native_network_v20250101preview:network:Subnet", "azure-native:network:Subnet"],
    ["azure-native:documentdb/v20240515:DatabaseAccount", "azure-native:cosmosdb:DatabaseAccount"],
    ["azure-native:insights:DiagnosticSetting", "azure-native:monitor:DiagnosticSetting"],
    ["azure-native:network/v20180901:PrivateZone", "azure-native:privatedns:PrivateZone"],
    ["azure-native:cognitiveservices/v20241001:getAccount", "azure-native:cognitiveservices:getAccount"],
    ["azure-native:compute/v20240701:VirtualMachine", "azure-native:compute:VirtualMachine"],
    ["aws:s3/bucket:Bucket", "aws:s3/bucket:Bucket"],
  ])("%s -> %s", (token, canonical) => {
    expect(canonicalToken(token)).toBe(canonical);
  });

  it("leads every former token to a resource that claims it", () => {
    const astray = resourceTokens().flatMap((token) =>
      resourceFacts(token)!.aliases.filter((alias) => {
        const found = canonicalToken(alias);
        // Two resources may claim one token (cosmosdb has two names for a SQL database), and a former token without
        // its version may be today's token of another resource, which keeps it.
        return !resourceFacts(found)!.aliases.includes(alias) && found !== alias.replace(/\/v\w+:/, ":");
      }),
    );
    expect(astray).toEqual([]);
  });

  it("prefers the resource of the same name where two claim a token", () => {
    expect(canonicalToken("azure-native:documentdb/v20240515:SqlResourceSqlDatabase")).toBe(
      "azure-native:cosmosdb:SqlResourceSqlDatabase",
    );
  });

  it("gives one object of facts, whichever token asks", () => {
    expect(resourceFacts("azure-native:keyvault/v20230701:Vault")!.token).toBe("azure-native:keyvault:Vault");
  });
});
