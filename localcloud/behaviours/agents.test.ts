import { beforeEach, describe, expect, it } from "vitest";
import { at } from "../arm/json";
import type { JsonObject } from "../store/store";
import { type TestCloud, account, accountBody, expectRefusal, testCloud } from "../test-cloud";

const network = "Microsoft.Network/virtualNetworks/vnet";
const subnet = `${network}/subnets/agents`;
const cosmos = "Microsoft.DocumentDB/databaseAccounts/threads";
const identity = "Microsoft.ManagedIdentity/userAssignedIdentities/agents";
const project = `${account}/projects/p`;
const host = `${project}/capabilityHosts/agents`;
const operator = "230815da-be43-4aae-9cb4-875f7bd000aa";

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await testCloud();
  await cloud.put(network, {
    location: "swedencentral",
    properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
  });
  await cloud.put(subnet, subnetBody("10.0.1.0/24", "Microsoft.App/environments"));
});

function subnetBody(addressPrefix: string, serviceName: string): JsonObject {
  return { properties: { addressPrefix, delegations: [{ name: "d", properties: { serviceName } }] } };
}

function injected(subdomain = "contoso", into = subnet): JsonObject {
  return {
    ...accountBody(subdomain),
    properties: {
      customSubDomainName: subdomain,
      publicNetworkAccess: "Disabled",
      networkInjections: [{ scenario: "agent", subnetArmId: cloud.id(into) }],
    },
  };
}

function privateAccount(): JsonObject {
  return {
    ...accountBody(),
    properties: { customSubDomainName: "contoso", publicNetworkAccess: "Disabled" },
  };
}

async function makeProject(role = operator): Promise<void> {
  await cloud.put(cosmos, { location: "swedencentral" });
  const { body } = await cloud.put(identity, { location: "swedencentral" });
  const principalId = at(body, "properties.principalId") as string;
  await cloud.clock.sleep(120_000);
  await cloud.put(`${cosmos}/providers/Microsoft.Authorization/roleAssignments/${principalId}`, {
    properties: { principalId, principalType: "ServicePrincipal", roleDefinitionId: `/x/${role}` },
  });
  await cloud.put(project, {
    location: "swedencentral",
    identity: { type: "UserAssigned", userAssignedIdentities: { [cloud.id(identity)]: {} } },
  });
  await cloud.put(`${project}/connections/threads`, {
    properties: { category: "CosmosDb", authType: "AAD", metadata: { ResourceId: cloud.id(cosmos) } },
  });
}

const hostBody = (): JsonObject => ({ properties: { threadStorageConnections: ["threads"] } });

describe("an account that is joined to a subnet", () => {
  it("has a capability host by itself, and takes no other", async () => {
    await cloud.put(account, injected());
    const [made] = cloud.arm.ofType(`Microsoft.CognitiveServices/accounts/capabilityHosts`);
    expect(made?.id).toBe(cloud.id(`${account}/capabilityHosts/ai@aml_aiagentservice`));
    expect(at(made?.body, "properties.provisioningState")).toBe("Succeeded");
    await expectRefusal(
      cloud.put(`${account}/capabilityHosts/mine`, { properties: { customerSubnet: cloud.id(subnet) } }),
      409,
      "Conflict",
      `There is an existing Capability Host with name: ai@aml_aiagentservice, provisioning state: Succeeded for workspace: ${cloud.id(account)}, cannot create a new Capability Host with name: mine for the same ClientId.`,
    );
  });

  it("is alone in its subnet", async () => {
    await cloud.put(account, injected());
    await expectRefusal(
      cloud.put("Microsoft.CognitiveServices/accounts/other", injected("other")),
      400,
      "BadRequest",
      /exclusive to one account/,
    );
  });

  it("is left failed by a subnet that is delegated in another spelling", async () => {
    await cloud.put(`${network}/subnets/wrong`, subnetBody("10.0.2.0/24", "microsoft.app/environments"));
    await expectRefusal(
      cloud.put(account, injected("contoso", `${network}/subnets/wrong`)),
      400,
      "BadRequest",
      /not delegated to Microsoft\.App\/environments/,
    );
    expect(at(cloud.arm.get(cloud.id(account))?.body, "properties.provisioningState")).toBe("Failed");
  });

  it("keeps its subnet when it is deleted, until it is purged", async () => {
    await cloud.put(account, injected());
    await cloud.remove(account);
    await expectRefusal(
      cloud.remove(subnet),
      400,
      "InUseSubnetCannotBeDeleted",
      /serviceAssociationLinks\/legionservicelink and cannot be deleted/,
    );
    await cloud.purge(cloud.id(account));
    await cloud.remove(subnet);
  });
});

describe("an explicit capability host of an account", () => {
  const explicit = `${account}/capabilityHosts/agents`;
  beforeEach(() => cloud.put(account, privateAccount()));

  it("needs the subnet of the customer", async () => {
    await expectRefusal(
      cloud.put(explicit, { properties: {} }),
      400,
      "BadRequest",
      /customerSubnet is required/,
    );
  });

  it("is never changed, not even to what it is", async () => {
    const body = { properties: { customerSubnet: cloud.id(subnet) } };
    await cloud.put(explicit, body);
    await expectRefusal(cloud.put(explicit, body), 409, "Conflict", /existing Capability Host/);
  });

  it("keeps its subnet, and goes before its account", async () => {
    await cloud.put(explicit, { properties: { customerSubnet: cloud.id(subnet) } });
    await expectRefusal(cloud.remove(subnet), 400, "InUseSubnetCannotBeDeleted", /in use/);
    await expectRefusal(cloud.remove(account), 409, "CannotDeleteResource", /capabilityHosts\/agents/);
    await cloud.remove(explicit);
    await cloud.remove(account);
  });
});

describe("the capability host of a project", () => {
  it("needs that of the account", async () => {
    await cloud.put(account, privateAccount());
    await makeProject();
    await expectRefusal(
      cloud.put(host, hostBody()),
      400,
      "BadRequest",
      "Foundry Account capabilityHost Not Found",
    );
  });

  it("carries no subnet, and only connections that exist", async () => {
    await cloud.put(account, injected());
    await makeProject();
    await expectRefusal(
      cloud.put(host, { properties: { customerSubnet: cloud.id(subnet) } }),
      400,
      "BadRequest",
      /not allowed/,
    );
    await expectRefusal(
      cloud.put(host, { properties: { storageConnections: ["nowhere"] } }),
      400,
      "BadRequest",
      /'nowhere' was not found/,
    );
  });

  it("fails without the role that lets it make its database, and stays behind failed", async () => {
    await cloud.put(account, injected());
    await makeProject("fbdf93bf-df7d-467e-a4d2-9458aa1360c8");
    await expectRefusal(
      cloud.put(host, hostBody()),
      400,
      "CapabilityHostOperationFailed",
      /Assign Cosmos DB Operator before/,
    );
    expect(at(cloud.arm.get(cloud.id(host))?.body, "properties.provisioningState")).toBe("Failed");
  });

  it("makes the database of threads, on which roles can be given from then on", async () => {
    await cloud.put(account, injected());
    await makeProject();
    const role = {
      properties: {
        principalId: at(cloud.arm.get(cloud.id(identity))?.body, "properties.principalId") as string,
        scope: `${cloud.id(cosmos)}/dbs/enterprise_memory`,
        roleDefinitionId: "00000000-0000-0000-0000-000000000002",
      },
    };
    const assignment = `${cosmos}/sqlRoleAssignments/6f1d0a53-4f63-5a0c-9b0e-3a4f6f9f2c11`;
    await expectRefusal(cloud.put(assignment, role), 400, "BadRequest", /'enterprise_memory' was not found/);
    await cloud.put(host, hostBody());
    await cloud.put(assignment, role);
  });

  it("goes before the project, and the project before the account", async () => {
    await cloud.put(account, injected());
    await makeProject();
    await cloud.put(host, hostBody());
    await expectRefusal(cloud.remove(project), 409, "CannotDeleteResource", /capabilityHosts\/agents/);
    await expectRefusal(cloud.remove(account), 409, "CannotDeleteResource", /projects\/p/);
    await cloud.remove(host);
    await cloud.remove(project);
    await cloud.remove(account);
  });
});

describe("a connection", () => {
  it("has a name that no other project of the account uses", async () => {
    await cloud.put(account, privateAccount());
    await cloud.put(project, { location: "swedencentral" });
    await cloud.put(`${account}/projects/q`, { location: "swedencentral" });
    await cloud.put(`${project}/connections/threads`, { properties: {} });
    await expectRefusal(
      cloud.put(`${account}/projects/q/connections/Threads`, { properties: {} }),
      409,
      "Conflict",
      /already exists in account 'ai' \(project 'p'\)/,
    );
    await cloud.put(`${project}/connections/threads`, { properties: { target: "again" } });
  });
});

describe("roles on the data of Cosmos DB", () => {
  it("are written one at a time, to principals that are known by then", async () => {
    await cloud.put(cosmos, { location: "swedencentral" });
    const { body } = await cloud.put(identity, { location: "swedencentral" });
    const principalId = at(body, "properties.principalId") as string;
    const role = { properties: { principalId, scope: cloud.id(cosmos) } };
    await cloud.clock.sleep(60_000);
    const first = cloud.put(`${cosmos}/sqlRoleAssignments/a`, role);
    await expectRefusal(
      cloud.put(`${cosmos}/sqlRoleAssignments/b`, role),
      429,
      "TooManyRequests",
      /in progress/,
    );
    await first;
    await cloud.remove(identity);
    await expectRefusal(
      cloud.put(`${cosmos}/sqlRoleAssignments/c`, role),
      400,
      "PrincipalNotFound",
      /was not found in the AAD tenant/,
    );
  });
});
