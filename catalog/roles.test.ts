import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesPattern, rolePermits } from "./role-permissions";
import { findRole, roleDefinitionId, roles, type Role, type RoleName } from "./roles";

const all = Object.values<Role>(roles);
const listKeys = "Microsoft.CognitiveServices/accounts/listKeys/action";
const chat = "Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action";

describe("roles", () => {
  it("have distinct, well-formed GUIDs and distinct names", () => {
    for (const { id } of all) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const names = all.flatMap(({ name, formerly = [] }) => [name, ...formerly]);
    expect(new Set(names).size).toBe(names.length);
  });

  it("are found by name, former name, GUID and definition ID", () => {
    expect(findRole("Azure AI User")).toBe(roles.foundryUser);
    expect(findRole("foundry user")).toBe(roles.foundryUser);
    expect(findRole("53CA6127-DB72-4B80-B1B0-D745D6D5456D")).toBe(roles.foundryUser);
    expect(findRole(roleDefinitionId(roles.foundryUser, "00000000-0000-0000-0000-000000000000"))).toBe(
      roles.foundryUser,
    );
    expect(findRole("Barista")).toBeUndefined();
  });

  // Often confused: the contributor's GUID circulates as the reader's.
  it("tell the search roles apart", () => {
    expect(findRole("8ebe5a00-799e-43f5-93ac-243d3dce84a7")?.name).toBe("Search Index Data Contributor");
  });
});

describe("rolePermits", () => {
  const cases: readonly [RoleName, string, "control" | "data", "yes" | "no" | "unknown"][] = [
    // Reads keys although its name promises use only: the reason to prefer the OpenAI User role.
    ["cognitiveServicesUser", listKeys, "control", "yes"],
    ["foundryUser", listKeys, "control", "yes"],
    ["cognitiveServicesOpenAIUser", listKeys, "control", "no"],
    ["cognitiveServicesOpenAIUser", chat, "data", "yes"],
    ["cognitiveServicesOpenAIUser", chat, "control", "no"],
    [
      "cognitiveServicesOpenAIUser",
      "Microsoft.CognitiveServices/accounts/OpenAI/stored-completions/read",
      "data",
      "no",
    ],
    [
      "cognitiveServicesOpenAIUser",
      "Microsoft.CognitiveServices/accounts/deployments/write",
      "control",
      "no",
    ],
    [
      "cognitiveServicesOpenAIContributor",
      "Microsoft.CognitiveServices/accounts/deployments/write",
      "control",
      "yes",
    ],
    ["cognitiveServicesContributor", chat, "data", "no"],
    ["contributor", listKeys, "control", "yes"],
    ["contributor", "Microsoft.Authorization/roleAssignments/write", "control", "no"],
    ["owner", "Microsoft.Authorization/roleAssignments/write", "control", "yes"],
    ["owner", chat, "data", "no"],
    ["reader", listKeys, "control", "no"],
    ["keyVaultCryptoServiceEncryptionUser", "Microsoft.KeyVault/vaults/keys/unwrap/action", "data", "yes"],
    ["keyVaultCryptoServiceEncryptionUser", "Microsoft.KeyVault/vaults/keys/decrypt/action", "data", "no"],
    ["azureAIInferenceDeploymentOperator", chat, "data", "unknown"],
  ];

  it.each(cases)("%s, %s (%s): %s", (role, operation, plane, answer) => {
    expect(rolePermits(role, operation, plane)).toBe(answer);
  });

  it("matches a pattern against itself, whatever it contains, and ignores case", () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[*\n\r\u2028\u2029]/.test(text)),
        fc.string({ unit: "grapheme-ascii" }),
        (text, tail) => {
          expect(matchesPattern(text, text)).toBe(true);
          expect(matchesPattern("*", tail)).toBe(true);
        },
      ),
    );
    expect(matchesPattern("Microsoft.X/*/read", "microsoft.x/a/b/READ")).toBe(true);
    expect(matchesPattern("Microsoft.X/read", "MicrosoftaX/read")).toBe(false);
  });
});
