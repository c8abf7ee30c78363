import { describe, expect, it } from "vitest";
import { brokenInvariants } from "../../tests/support/invariants";
import { home, makeVault } from "../../tests/support/parts";
import { all, only, record } from "../../tests/support/record";
import { Access, type Grant } from "./access";
import { EncryptionKey } from "./encryption-key";
import { assignRole } from "./role-assignment";
import { WorkloadIdentity } from "./workload-identity";

const vaultType = "azure-native:keyvault:Vault";
const group = "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/rg";

describe("KeyVault", () => {
  it.each([
    { isProtected: true, days: 90 },
    { isProtected: false, days: 7 },
  ])(
    "keeps deleted keys $days days (protected: $isProtected), and can never be purged",
    async ({ isProtected, days }) => {
      const graph = await record(() => makeVault(isProtected));
      const { protect, inputs } = only(graph, vaultType);
      expect(protect).toBe(isProtected);
      expect(inputs["properties"]).toMatchObject({
        enableRbacAuthorization: true,
        enablePurgeProtection: true,
        softDeleteRetentionInDays: days,
        publicNetworkAccess: "Disabled",
        networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
      });
      expect(brokenInvariants(graph)).toEqual({});
    },
  );
});

describe("EncryptionKey", () => {
  it("is the kind of key that AI accounts take, and rotates before it expires", async () => {
    const graph = await record(
      () =>
        new EncryptionKey("data", { vault: makeVault(), keyName: "data", protected: true, tags: home.tags }),
    );
    const { protect, inputs } = only(graph, "azure-native:keyvault:Key");
    expect(protect).toBe(true);
    expect(inputs["properties"]).toMatchObject({
      kty: "RSA",
      keySize: 2048,
      attributes: { exportable: false },
      rotationPolicy: {
        attributes: { expiryTime: "P2Y" },
        lifetimeActions: [{ trigger: { timeAfterCreate: "P90D" }, action: { type: "rotate" } }],
      },
    });
  });
});

describe("WorkloadIdentity", () => {
  const federation = [
    { issuer: "https://one.example", subject: "a" },
    { issuer: "https://two.example", subject: "b", audience: "api://other" },
    { issuer: "https://two.example", subject: "c" },
  ];
  const credential = "azure-native:managedidentity:FederatedIdentityCredential";
  const names = async (list: typeof federation): Promise<string[]> => {
    const graph = await record(() => new WorkloadIdentity("shop", { ...home, federation: list }));
    expect(brokenInvariants(graph)).toEqual({});
    return all(graph, credential).map(({ name }) => name);
  };

  it("trusts exactly the tokens that it is told to, one write after the other", async () => {
    const graph = await record(() => new WorkloadIdentity("shop", { ...home, federation }));
    expect(all(graph, credential).map(({ inputs }) => [inputs["subject"], inputs["audiences"]])).toEqual([
      ["a", ["api://AzureADTokenExchange"]],
      ["b", ["api://other"]],
      ["c", ["api://AzureADTokenExchange"]],
    ]);
  });

  it("keeps the names of credentials when the list is shuffled or shortened", async () => {
    const inOrder = await names(federation);
    expect(new Set(await names(federation.toReversed()))).toEqual(new Set(inOrder));
    expect(inOrder).toEqual(expect.arrayContaining(await names(federation.slice(1))));
  });
});

describe("assignRole", () => {
  it("refers to the role by GUID in the scope's own subscription, and says what the principal is", async () => {
    const graph = await record(() => {
      assignRole(
        "role",
        {
          scope: group,
          role: "cognitiveServicesOpenAIUser",
          principalId: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11",
          principalType: "Group",
        },
        {},
      );
    });
    expect(only(graph, "azure-native:authorization:RoleAssignment").inputs).toMatchObject({
      roleDefinitionId:
        "/subscriptions/00000000-1111-2222-3333-444444444444/providers/Microsoft.Authorization/roleDefinitions/5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
      principalType: "Group",
    });
    expect(brokenInvariants(graph)).toEqual({});
  });
});

describe("Access", () => {
  it("names each assignment after who, what and where", async () => {
    const grant: Grant = {
      principal: "shop",
      principalId: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11",
      principalType: "ServicePrincipal",
      role: "reader",
      on: "platform",
      scope: group,
    };
    const graph = await record(
      () => new Access("access", { grants: [grant, { ...grant, on: "main", scope: `${group}/x` }] }),
    );
    expect(all(graph, "azure-native:authorization:RoleAssignment").map(({ name }) => name)).toEqual([
      "access-main-reader-shop",
      "access-platform-reader-shop",
    ]);
  });
});
