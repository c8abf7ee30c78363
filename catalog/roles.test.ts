import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  grantingPattern,
  matchesPattern,
  rolePermits,
  rolePermissions,
  type Plane,
} from "./role-permissions";
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
  const cases: readonly [RoleName, string, "control" | "data", "yes" | "no"][] = [
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
    ["containerAppsSessionExecutor", chat, "data", "no"],
    ["containerAppsSessionExecutor", "Microsoft.App/sessionPools/interpreters/execute/action", "data", "yes"],
    ["containerAppsSessionExecutor", "Microsoft.App/sessionPools/write", "control", "no"],
    ["azureAIAdministrator", listKeys, "control", "yes"],
    ["azureAIAdministrator", chat, "data", "no"],
    ["azureAIAdministrator", "Microsoft.Authorization/roleAssignments/write", "control", "no"],
    ["keyVaultAdministrator", "Microsoft.KeyVault/vaults/secrets/getSecret/action", "data", "yes"],
    ["keyVaultAdministrator", "Microsoft.KeyVault/vaults/write", "control", "no"],
    ["keyVaultSecretsUser", "Microsoft.KeyVault/vaults/secrets/setSecret/action", "data", "no"],
    ["apiManagementServiceReader", "Microsoft.ApiManagement/service/subscriptions/read", "control", "yes"],
    ["apiManagementServiceReader", "Microsoft.ApiManagement/service/users/keys/read", "control", "no"],
    ["eventHubsDataSender", "Microsoft.EventHub/namespaces/messages/receive/action", "data", "no"],
    // Manages vaults and gets no secret, but may give itself an access policy where a vault still has those.
    ["keyVaultContributor", "Microsoft.KeyVault/vaults/secrets/getSecret/action", "data", "no"],
    ["keyVaultContributor", "Microsoft.KeyVault/vaults/write", "control", "yes"],
    ["keyVaultContributor", "Microsoft.KeyVault/locations/deletedVaults/purge/action", "control", "no"],
    ["keyVaultSecretsOfficer", "Microsoft.KeyVault/vaults/secrets/getSecret/action", "data", "yes"],
    // A manager of accounts reads their keys, and with them everything in them.
    ["storageAccountContributor", "Microsoft.Storage/storageAccounts/listKeys/action", "control", "yes"],
    ["azureMLDataScientist", "Microsoft.MachineLearningServices/workspaces/jobs/write", "control", "yes"],
    [
      "azureMLDataScientist",
      "Microsoft.MachineLearningServices/workspaces/computes/start/action",
      "control",
      "yes",
    ],
    ["azureMLDataScientist", "Microsoft.MachineLearningServices/workspaces/computes/write", "control", "no"],
    ["azureMLDataScientist", "Microsoft.MachineLearningServices/workspaces/write", "control", "no"],
    ["azureMLDataScientist", "Microsoft.MachineLearningServices/workspaces/listKeys/action", "control", "no"],
    [
      "azureAIEnterpriseNetworkConnectionApprover",
      "Microsoft.KeyVault/vaults/privateEndpointConnectionsApproval/action",
      "control",
      "yes",
    ],
    ["azureAIEnterpriseNetworkConnectionApprover", listKeys, "control", "no"],
    [
      "managedIdentityOperator",
      "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
      "control",
      "yes",
    ],
    ["acrPull", "Microsoft.ContainerRegistry/registries/push/write", "control", "no"],
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
    expect(matchesPattern("Microsoft.X/things/*/read", "Microsoft.X/things/read")).toBe(true);
    expect(matchesPattern("Microsoft.X/things/*/read", "Microsoft.X/thingsread")).toBe(false);
    expect(matchesPattern("Microsoft.X/things/*", "Microsoft.X/things")).toBe(false);
  });
});

describe("grantingPattern", () => {
  const segment = fc.stringMatching(/^[A-Za-z.]{1,8}$/);
  const operation = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join("/"));
  const pattern = fc
    .array(fc.oneof(segment, fc.constant("*")), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join("/"));
  const patterns = fc.array(pattern, { maxLength: 5 });
  const plane = fc.constantFrom<Plane>("control", "data");
  const set = fc.record({
    actions: patterns,
    notActions: patterns,
    dataActions: patterns,
    notDataActions: patterns,
  });

  it("covers whatever stands in place of a wildcard", () => {
    fc.assert(
      fc.property(pattern, fc.array(operation, { minLength: 5, maxLength: 5 }), (text, fillers) => {
        const rest = [...fillers];
        const filled = text.replaceAll("*", () => rest.pop() ?? "x");
        expect(matchesPattern(text, filled)).toBe(true);
      }),
    );
  });

  it("grants by a pattern that it holds, never against one that it withholds", () => {
    fc.assert(
      fc.property(set, operation, plane, (permissions, asked, where) => {
        const [granted, withheld] =
          where === "control"
            ? [permissions.actions, permissions.notActions]
            : [permissions.dataActions, permissions.notDataActions];
        const by = grantingPattern(permissions, asked, where);
        if (by === undefined) {
          expect(
            granted.every((each) => !matchesPattern(each, asked)) ||
              withheld.some((each) => matchesPattern(each, asked)),
          ).toBe(true);
        } else {
          expect(granted).toContain(by);
          expect(withheld.some((each) => matchesPattern(each, asked))).toBe(false);
        }
      }),
    );
  });

  it("keeps the planes apart, and withholding more never grants", () => {
    fc.assert(
      fc.property(set, pattern, operation, (permissions, more, asked) => {
        const control = grantingPattern(permissions, asked, "control");
        expect(grantingPattern({ ...permissions, dataActions: [more] }, asked, "control")).toBe(control);
        const less = { ...permissions, notActions: [...permissions.notActions, more] };
        if (control === undefined) expect(grantingPattern(less, asked, "control")).toBeUndefined();
      }),
    );
  });

  it("knows the actions of every role that can be assigned, and says which row rests on words alone", () => {
    expect(Object.keys(rolePermissions).sort()).toEqual(Object.keys(roles).sort());
    const unverified = Object.entries(rolePermissions).filter(([, row]) => row.unverified !== undefined);
    expect(unverified.map(([role]) => role)).toEqual(["containerAppsSessionExecutor"]);
  });

  it("reads every row: patterns are operations of a provider, or of all", () => {
    for (const permissions of Object.values(rolePermissions)) {
      const { actions, notActions, dataActions, notDataActions } = permissions;
      const all = [...actions, ...notActions, ...dataActions, ...notDataActions];
      expect(all.length).toBeGreaterThan(0);
      for (const each of all) expect(each).toMatch(/^(\*|[A-Za-z]+\.[A-Za-z]+)(\/[\w*.-]+)*$/);
    }
  });
});
