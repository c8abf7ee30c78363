import { describe, expect, it } from "vitest";
import { roles, type RoleName } from "../../catalog/roles";
import { Unknown, type PropertyMap, type ResourceGraph, type ResourceNode } from "../types";
import { accessOf, whoCanOperate, type Verb } from "./index";
import { resourceNode as node } from "../../tests/support/resource-node";

const subscription = "/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333";
const group = `${subscription}/resourceGroups/ai`;
const accountId = `${group}/providers/Microsoft.CognitiveServices/accounts/primary`;
const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/keys`;
const somebody = "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11";

function account(properties: PropertyMap = {}): ResourceNode {
  return node(
    "azure-native:cognitiveservices:Account",
    "primary",
    {
      accountName: "primary",
      properties: { disableLocalAuth: true, publicNetworkAccess: "Disabled", ...properties },
    },
    { id: accountId },
  );
}

function vault(properties: PropertyMap = {}): ResourceNode {
  return node(
    "azure-native:keyvault:Vault",
    "keys",
    {
      vaultName: "keys",
      properties: { enableRbacAuthorization: true, publicNetworkAccess: "Disabled", ...properties },
    },
    { id: vaultId },
  );
}

function assignment(role: string, scope: string, more: PropertyMap = {}): ResourceNode {
  const id = role in roles ? roles[role as RoleName].id : role;
  return node("azure-native:authorization:RoleAssignment", `assignment-${role}-${scope}`, {
    scope,
    roleDefinitionId: id.startsWith("/")
      ? id
      : `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    principalId: somebody,
    principalType: "Group",
    ...more,
  });
}

function graphOf(...resources: ResourceNode[]): ResourceGraph {
  return { project: "p", stack: "test", basis: "program", resources };
}

/** The verbs that somebody has on the first resource, with `?` where it is not known and `key` where a key gives them. */
function verbsOf(...resources: ResourceNode[]): string[] {
  const { entries } = accessOf(graphOf(...resources));
  return entries
    .filter(({ resource }) => resource === resources[0]?.urn)
    .map(
      ({ verb, answer, path }) =>
        `${verb}${answer === "unknown" ? "?" : ""}${path === "key" ? " by key" : ""}`,
    );
}

describe("accessOf", () => {
  const cases: readonly [RoleName, string, readonly Verb[]][] = [
    ["cognitiveServicesOpenAIUser", accountId, ["call", "readPrompts"]],
    // Its name promises use; its actions read keys.
    ["cognitiveServicesUser", accountId, ["call", "readKeys", "readPrompts"]],
    ["cognitiveServicesContributor", accountId, ["change", "readKeys", "delete"]],
    ["cognitiveServicesContributor", group, ["change", "readKeys", "delete"]],
    ["cognitiveServicesContributor", subscription, ["change", "readKeys", "delete"]],
    ["contributor", group, ["change", "readKeys", "delete"]],
    ["owner", group, ["change", "readKeys", "delete", "grantAccess"]],
    ["userAccessAdministrator", group, ["grantAccess"]],
    ["reader", group, []],
    ["owner", `${subscription}/resourceGroups/other`, []],
    ["owner", `${group}i`, []],
    ["owner", `${accountId}2`, []],
    [
      "owner",
      "/providers/Microsoft.Management/managementGroups/root",
      ["change", "readKeys", "delete", "grantAccess"],
    ],
  ];
  it.each(cases)("%s on %s", (role, scope, expected) => {
    expect(verbsOf(account(), assignment(role, scope))).toEqual(expected);
  });

  it("takes scopes in any spelling", () => {
    expect(verbsOf(account(), assignment("owner", `${group.toUpperCase()}/`))).toContain("grantAccess");
  });

  it("says how a role reaches a resource, and by which of its patterns", () => {
    const model = accessOf(graphOf(account(), assignment("contributor", group)));
    expect(model.entries[0]).toMatchObject({
      principal: somebody,
      reach: "resourceGroup",
      pattern: "*",
      operation: "Microsoft.CognitiveServices/accounts/write",
      holding: { role: "Contributor", known: true, eligible: false },
    });
  });

  it("counts a role whose actions are not known as unknown for everything, and says so", () => {
    const later = "0f1b7c52-8a3d-4e6f-9c21-5d7e90ab3c14";
    const nodes = [account(), assignment(later, accountId)] as const;
    expect(verbsOf(...nodes)).toEqual([
      "call?",
      "change?",
      "readKeys?",
      "readPrompts?",
      "delete?",
      "grantAccess?",
    ]);
    expect(accessOf(graphOf(...nodes)).gaps.join()).toContain(`The actions of ${later} are not known here.`);
  });

  it("says where it goes by words of documentation instead of the role's definition", () => {
    const id = `${group}/providers/Microsoft.App/sessionPools/code`;
    const pool = node("azure-native:app:ContainerAppsSessionPool", "code", {}, { id });
    const nodes = [pool, assignment("containerAppsSessionExecutor", id)] as const;
    expect(verbsOf(...nodes)).toEqual(["call"]);
    expect(accessOf(graphOf(...nodes)).gaps.join()).toContain(
      "What Azure ContainerApps Session Executor permits rests on documentation",
    );
    expect(accessOf(graphOf(account(), assignment("reader", group))).gaps.join()).not.toContain("rests on");
  });

  it("expands custom roles, each permission less its own notActions", () => {
    const id = `${subscription}/providers/Microsoft.Authorization/roleDefinitions/0f1b7c52-8a3d-4e6f-9c21-5d7e90ab3c14`;
    const permission = (actions: string[], notActions: string[]): PropertyMap => ({ actions, notActions });
    const role = (...permissions: PropertyMap[]): ResourceNode =>
      node(
        "azure-native:authorization:RoleDefinition",
        "custom",
        { roleName: "Keeper", permissions },
        { id },
      );
    const all = permission(
      ["Microsoft.CognitiveServices/*"],
      ["*/listkeys/action", "*/regeneratekey/action"],
    );
    expect(verbsOf(account(), role(all), assignment(id, group))).toEqual(["change", "delete"]);
    const keys = permission(["Microsoft.CognitiveServices/accounts/listKeys/action"], []);
    expect(verbsOf(account(), role(all, keys), assignment(id, group))).toEqual([
      "change",
      "readKeys",
      "delete",
    ]);
    expect(accessOf(graphOf(account(), role(all), assignment(id, group))).holdings[0]?.role).toBe("Keeper");
  });

  it("lets whoever reads keys do what keys do, where keys work", () => {
    const contributor = assignment("cognitiveServicesContributor", accountId);
    expect(verbsOf(account({ disableLocalAuth: false }), contributor)).toEqual([
      ...["change", "readKeys", "delete"],
      ...["call by key", "readPrompts by key"],
    ]);
    const unset = account();
    const open = { ...unset, inputs: { ...unset.inputs, properties: {} } };
    expect(verbsOf(open, contributor)).toContain("call by key");
    expect(verbsOf(account({ disableLocalAuth: new Unknown("preview") }), contributor)).toContain(
      "call? by key",
    );
  });

  it("takes a role on a part for that part: data through a project, no keys of its account", () => {
    const project = `${accountId}/projects/support`;
    expect(verbsOf(account(), assignment("foundryUser", project))).toEqual(["call", "readPrompts"]);
    expect(verbsOf(account(), assignment("foundryProjectManager", project))).toContain("change");
    expect(verbsOf(vault(), assignment("keyVaultSecretsOfficer", `${vaultId}/keys/disk`))).toEqual([]);
    expect(verbsOf(vault(), assignment("keyVaultSecretsOfficer", `${vaultId}/secrets/token`))).toContain(
      "readKeys",
    );
    expect(verbsOf(vault(), assignment("keyVaultCryptoOfficer", `${vaultId}/keys/disk`))).toEqual([
      "change",
      "delete",
    ]);
  });

  it("lets a contributor of a vault open it only where access policies decide", () => {
    expect(verbsOf(vault(), assignment("keyVaultContributor", vaultId))).toEqual(["change", "delete"]);
    const legacy = vault({ enableRbacAuthorization: false, accessPolicies: [{ objectId: somebody }] });
    expect(verbsOf(legacy, assignment("keyVaultContributor", vaultId))).toEqual([
      "change",
      "delete",
      "grantAccess",
    ]);
    expect(accessOf(graphOf(legacy)).gaps.join()).toContain("access policies");
  });

  it("names resources that only roles tell of", () => {
    const theirs = `${group}/providers/Microsoft.CognitiveServices/accounts/theirs`;
    const gaps = accessOf(
      graphOf(
        account(),
        assignment("reader", theirs),
        assignment("reader", `${theirs}/projects/p`),
        assignment("reader", group),
      ),
    ).gaps;
    expect(gaps.filter((gap) => gap.includes("stands outside"))).toEqual([
      "Microsoft.CognitiveServices/accounts/theirs stands outside of this stack: only the roles on it are known.",
    ]);
  });

  it("tells what is standing from what must be activated, and what a condition narrows", () => {
    const eligible = {
      ...assignment("owner", group),
      type: "azure-native:authorization:RoleEligibilityScheduleRequest",
    };
    const narrowed = assignment("rbacAdministrator", group, { condition: "(@Request[x] == 'y')" });
    const { holdings } = accessOf(graphOf(account(), eligible, narrowed));
    expect(holdings.map(({ eligible: e, conditional }) => [e, conditional])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  describe("of a group that is entered by activation", () => {
    const active = "9d1c7b53-40e2-4a68-8f3b-2c5e6a7d8091";
    const entra = (kind: string, inputs: PropertyMap, more: Partial<ResourceNode> = {}) =>
      node(`azuread:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`, kind, inputs, more);
    const made = entra("Group", { displayName: "active" }, { outputs: { objectId: active } });
    const eligibility = entra("PrivilegedAccessGroupEligibilitySchedule", {
      groupId: active,
      principalId: somebody,
      assignmentType: "member",
    });
    const terms = (roleId: string) =>
      entra("GroupRoleManagementPolicy", {
        groupId: active.toUpperCase(),
        roleId,
        activationRules: { maximumDuration: "PT1H30M", requireApproval: true, requireTicketInfo: true },
      });
    const roleOfActive = assignment("owner", group, { principalId: active });
    const holders = (...more: ResourceNode[]) => {
      const { holdings, principals, gaps } = accessOf(graphOf(account(), made, roleOfActive, ...more));
      return { holdings, names: principals.map(({ name }) => name), gaps: gaps.join() };
    };

    it("is of whoever may activate it, on its terms, and of nobody else by this stack", () => {
      const { holdings, names, gaps } = holders(eligibility, terms("member"));
      expect(holdings).toMatchObject([
        {
          principal: somebody,
          eligible: true,
          terms: "at most 1 hour 30 minutes, with an approval, for a ticket",
        },
      ]);
      expect(names).toEqual([`other ${somebody}`]);
      expect(gaps).toContain("Whoever is put into group active without an activation");
    });

    it("is on terms that are not known where the group has no policy for members", () => {
      expect(holders(eligibility, terms("owner")).holdings[0]).not.toHaveProperty("terms");
    });

    it("is also of the group where the stack puts somebody in, and of the group alone where nobody is eligible", () => {
      const member = entra("GroupMember", { groupObjectId: active, memberObjectId: "b" });
      expect(
        holders(eligibility, member).holdings.map(({ principal, eligible }) => [principal, eligible]),
      ).toEqual([
        [active, false],
        [somebody, true],
      ]);
      const owner = { ...eligibility, inputs: { ...eligibility.inputs, assignmentType: "owner" } };
      expect(holders(owner).holdings.map(({ eligible }) => eligible)).toEqual([false]);
    });

    it("answers for operations in the same way", () => {
      const graph = graphOf(account(), made, roleOfActive, eligibility);
      const asked = whoCanOperate(graph, "Microsoft.CognitiveServices/accounts/delete").entries;
      expect(asked.map(({ principal, holding }) => [principal, holding.eligible])).toEqual([
        [somebody, true],
      ]);
    });
  });

  it("does not take the data roles of Cosmos DB for roles of Azure", () => {
    const id = `${group}/providers/Microsoft.DocumentDB/databaseAccounts/threads`;
    const cosmos = node(
      "azure-native:cosmosdb:DatabaseAccount",
      "threads",
      { disableLocalAuth: true },
      { id },
    );
    const own = `${id}/sqlRoleDefinitions/${roles.cosmosSqlDataContributor.id}`;
    const data = {
      ...assignment(own, `${id}/dbs/memory`),
      type: "azure-native:cosmosdb:SqlResourceSqlRoleAssignment",
    };
    expect(verbsOf(cosmos, data)).toEqual(["change", "readPrompts", "delete"]);
    expect(verbsOf(cosmos, assignment(own, id))).toContain("grantAccess?");
    expect(verbsOf(cosmos, assignment("cosmosDBOperator", id))).toEqual(["change", "delete"]);
  });

  it("follows an identity to whoever may act as it, and what runs as it", () => {
    const id = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/shop`;
    const identity = node(
      "azure-native:managedidentity:UserAssignedIdentity",
      "shop-identity",
      {},
      { id, outputs: { principalId: somebody.toUpperCase() } },
    );
    const credential = node(
      "azure-native:managedidentity:FederatedIdentityCredential",
      "shop-ci",
      { issuer: "https://ci.example", subject: "repo:contoso/shop:environment:prod" },
      { id: `${id}/federatedIdentityCredentials/ci` },
    );
    const runner = { ...account(), inputs: { identity: { userAssignedIdentities: [id] }, properties: {} } };
    const { principals } = accessOf(
      graphOf(
        runner,
        identity,
        credential,
        assignment("owner", group, { principalType: "ServicePrincipal" }),
      ),
    );
    expect(principals).toMatchObject([
      {
        name: "shop-identity",
        kind: "identity",
        federated: [{ subject: "repo:contoso/shop:environment:prod" }],
        usedBy: ["Account primary"],
      },
    ]);
  });

  it("follows dependencies where a preview knows no IDs", () => {
    const unknown = new Unknown("not known before the update");
    const home = node("azure-native:resources:ResourceGroup", "ai", {});
    const early = {
      ...account(),
      id: unknown,
      propertyDependencies: { resourceGroupName: [home.urn] },
    };
    const granted = {
      ...assignment("owner", group, { scope: unknown }),
      propertyDependencies: { scope: [home.urn] },
    };
    expect(verbsOf(early, home, granted)).toContain("grantAccess");
    expect(verbsOf({ ...early, propertyDependencies: {} }, home, granted)).toEqual([]);
  });

  it("names whom the stack file names", () => {
    const graph = graphOf(account(), assignment("reader", group));
    expect(accessOf(graph, new Map([[somebody, "group auditors"]])).principals[0]?.name).toBe(
      "group auditors",
    );
    expect(accessOf(graph).principals[0]?.name).toBe(`group ${somebody}`);
  });
});

describe("the network gate", () => {
  const endpoint = node("azure-native:network:PrivateEndpoint", "pe", {
    subnet: { id: `${group}/providers/Microsoft.Network/virtualNetworks/hub/subnets/pe` },
    privateLinkServiceConnections: [{ privateLinkServiceId: accountId.toLowerCase() }],
  });
  const gate = (properties: PropertyMap, ...more: ResourceNode[]) =>
    accessOf(graphOf(account(properties), ...more)).resources[0]?.network;

  it("is closed without a private endpoint, private with one", () => {
    expect(gate({})).toMatchObject({ state: "closed", from: [] });
    expect(gate({}, endpoint)).toMatchObject({ state: "private", from: ["hub"] });
  });

  it("is public unless a firewall narrows it", () => {
    const networkAcls = { defaultAction: "Deny", ipRules: [{ value: "203.0.113.0/24" }] };
    expect(gate({ publicNetworkAccess: "Enabled" })).toMatchObject({ state: "public" });
    expect(gate({ publicNetworkAccess: "Enabled", networkAcls: { defaultAction: "Allow" } })?.state).toBe(
      "public",
    );
    expect(gate({ publicNetworkAccess: "Enabled", networkAcls })).toMatchObject({
      state: "allowList",
      because: "publicNetworkAccess is Enabled, for 1 address range and 0 subnets",
    });
    expect(gate({ publicNetworkAccess: new Unknown("preview") })?.state).toBe("unknown");
  });
});

describe("whoCanOperate", () => {
  it("answers for any operation, on resources of its type alone", () => {
    const graph = graphOf(
      account(),
      vault(),
      assignment("owner", group),
      assignment("keyVaultCryptoUser", vaultId),
    );
    const asked = (operation: string) =>
      whoCanOperate(graph, operation).entries.map(({ resource, plane, holding }) => [
        resource,
        plane,
        holding.role,
      ]);
    expect(asked("Microsoft.KeyVault/vaults/delete")).toEqual([["Vault keys", "control", "Owner"]]);
    expect(asked("microsoft.keyvault/vaults/keys/wrap/action")).toEqual([
      // An owner manages the vault, and gets no operation on its data.
      ["Vault keys", "data", "Key Vault Crypto User"],
    ]);
    expect(asked("Microsoft.Storage/storageAccounts/listKeys/action")).toEqual([]);
  });
});
