import { describe, expect, it } from "vitest";
import { nameProblem, nameRules, type NamedType } from "./resource-names";

describe("nameProblem", () => {
  const cases: readonly [NamedType, readonly string[], readonly string[]][] = [
    ["Microsoft.CognitiveServices/accounts", ["a1", "My.Account_1"], ["a", "-a", "a b", "x".repeat(65)]],
    [
      "Microsoft.CognitiveServices/accounts/customSubDomainName",
      ["contoso-ai"],
      ["Contoso", "-ai", "ai-", "a_b"],
    ],
    [
      "Microsoft.CognitiveServices/accounts/connections",
      ["abc", "a".repeat(33)],
      ["ab", "a".repeat(34), "_ab"],
    ],
    ["Microsoft.KeyVault/vaults", ["kv-prod-1"], ["1kv", "kv--1", "kv-", "ab", "a".repeat(25)]],
    ["Microsoft.Storage/storageAccounts", ["abc123"], ["ABC", "a-b", "ab", "a".repeat(25)]],
    ["Microsoft.Search/searchServices", ["ab", "ab-c1"], ["a-b", "ab-", "ab--c", "Ab"]],
    ["Microsoft.DocumentDB/databaseAccounts", ["abc", "a".repeat(44)], ["ab", "a".repeat(45), "Abc"]],
    ["Microsoft.Resources/resourceGroups", ["rg.a(b)_c-d", "größe"], ["rg.", "a/b", "x".repeat(91)]],
    ["Microsoft.Network/virtualNetworks/subnets", ["s", "a.b_"], ["-a", "a-", "a".repeat(81)]],
    ["Microsoft.OperationalInsights/workspaces", ["log1", "log-1"], ["log", "-log", "log_1"]],
    ["Microsoft.ContainerRegistry/registries", ["acr01"], ["acr1", "acr-01"]],
    ["Microsoft.ManagedIdentity/userAssignedIdentities", ["id-1"], ["id", "-id1"]],
  ];

  it.each(cases)("%s", (type, good, bad) => {
    for (const name of good) expect(nameProblem(type, name), name).toBeUndefined();
    for (const name of bad) expect(nameProblem(type, name), name).toBeDefined();
  });

  it("says what is wrong and what is allowed", () => {
    expect(nameProblem("Microsoft.KeyVault/vaults", "kv")).toBe('"kv" has 2 characters, allowed are 3 to 24');
    expect(nameProblem("Microsoft.Storage/storageAccounts", "a-bc")).toBe(
      '"a-bc" is not a name for Microsoft.Storage/storageAccounts, allowed are lower-case letters and digits',
    );
  });

  it("has a rule that some name of the shortest and of the longest length satisfies", () => {
    for (const [type, { minimum, maximum }] of Object.entries(nameRules)) {
      for (const length of [minimum, maximum]) {
        expect(nameProblem(type as NamedType, "a".repeat(length)), `${type} ${length}`).toBeUndefined();
      }
    }
  });
});
