import { beforeEach, describe, expect, it } from "vitest";
import { objectsAt, stringAt } from "../arm/json";
import type { JsonObject } from "../store/store";
import { type TestCloud, account, accountBody, expectRefusal, testCloud, vaultBody } from "../test-cloud";

const network = "Microsoft.Network/virtualNetworks/net";
const endpoint = "Microsoft.Network/privateEndpoints/pe";

function networkBody(prefixes = ["10.0.0.0/16"], subnets?: JsonObject[]): JsonObject {
  return {
    location: "swedencentral",
    properties: { addressSpace: { addressPrefixes: prefixes }, ...(subnets && { subnets }) },
  };
}

function subnetBody(addressPrefix: string): JsonObject {
  return { properties: { addressPrefix } };
}

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await testCloud();
  await cloud.put(network, networkBody());
});

describe("a subnet", () => {
  it("lies inside its network", async () => {
    await expectRefusal(
      cloud.put(`${network}/subnets/a`, subnetBody("10.1.0.0/24")),
      400,
      "NetcfgSubnetRangeOutsideVnet",
      "Subnet 'a' is not valid because its IP address range is outside the IP address range of virtual network 'net'.",
    );
  });

  it("overlaps with none of its sisters", async () => {
    await cloud.put(`${network}/subnets/a`, subnetBody("10.0.0.0/24"));
    await expectRefusal(
      cloud.put(`${network}/subnets/b`, subnetBody("10.0.0.128/25")),
      400,
      "NetcfgSubnetRangesOverlap",
      "Subnet 'b' is not valid because its IP address range overlaps with that of an existing subnet in virtual network 'net'.",
    );
    await cloud.put(`${network}/subnets/a`, subnetBody("10.0.0.0/25"));
  });

  it.each([
    ["10.0.0.0", "InvalidAddressPrefixFormat"],
    ["10.0.0.1/24", "InvalidCIDRNotation"],
  ])("has a well-formed prefix, not %s", async (prefix, code) => {
    await expectRefusal(cloud.put(`${network}/subnets/a`, subnetBody(prefix)), 400, code, new RegExp(prefix));
  });

  it("waits for its sisters", async () => {
    const first = cloud.put(`${network}/subnets/a`, subnetBody("10.0.0.0/24"));
    await expectRefusal(
      cloud.put(`${network}/subnets/b`, subnetBody("10.0.1.0/24")),
      429,
      "AnotherOperationInProgress",
      /^Another operation on this or dependent resource is in progress\. To retrieve status of the operation use uri: https:/,
    );
    await first;
  });

  it("is also a part of what its network says and is given", async () => {
    const inline = [{ name: "a", properties: { addressPrefix: "10.0.0.0/24" } }];
    await cloud.put(network, networkBody(["10.0.0.0/16"], inline));
    await cloud.put(`${network}/subnets/b`, subnetBody("10.0.1.0/24"));
    const seen = () =>
      objectsAt(cloud.arm.read(cloud.id(network))!.body, "properties.subnets").map(({ name }) => name);
    expect(seen()).toEqual(["a", "b"]);
    await cloud.put(network, networkBody(["10.0.0.0/16"], inline));
    expect(seen()).toEqual(["a"]);
  });
});

describe("a private endpoint", () => {
  const body = (target: string, subnet = "a"): JsonObject => ({
    location: "swedencentral",
    properties: {
      subnet: { id: cloud.id(`${network}/subnets/${subnet}`) },
      privateLinkServiceConnections: [
        { name: "c", properties: { privateLinkServiceId: cloud.id(target), groupIds: ["account"] } },
      ],
    },
  });
  beforeEach(async () => {
    await cloud.put(`${network}/subnets/a`, subnetBody("10.0.0.0/24"));
    await cloud.put(account, accountBody());
  });

  it("is refused until the account has settled", async () => {
    await expectRefusal(
      cloud.put(endpoint, body(account)),
      400,
      "AccountProvisioningStateInvalid",
      `Call to Microsoft.CognitiveServices/accounts failed. Error message: Account ${cloud.id(account)} in state Accepted`,
    );
    await cloud.clock.sleep(60_000);
    const { body: made } = await cloud.put(endpoint, body(account));
    const [connection] = objectsAt(made, "properties.privateLinkServiceConnections");
    expect(stringAt(connection, "properties.privateLinkServiceConnectionState.status")).toBe("Approved");
  });

  it("is refused again after the account was written once more", async () => {
    await cloud.clock.sleep(60_000);
    await cloud.put(account, { ...accountBody(), tags: { a: "1" } });
    await expectRefusal(
      cloud.put(endpoint, body(account)),
      400,
      "AccountProvisioningStateInvalid",
      /state Accepted/,
    );
  });

  it("needs a subnet that is not being written, and a target", async () => {
    await cloud.clock.sleep(60_000);
    const write = cloud.put(`${network}/subnets/a`, subnetBody("10.0.0.0/24"));
    await expectRefusal(
      cloud.put(endpoint, body(account)),
      429,
      "ReferencedResourceNotProvisioned",
      /not in Succeeded state\. Resource is in Updating state/,
    );
    await write;
    await expectRefusal(
      cloud.put(endpoint, body("Microsoft.KeyVault/vaults/none")),
      400,
      "InvalidResourceReference",
      /was not found/,
    );
    await expectRefusal(
      cloud.put(endpoint, body(account, "none")),
      400,
      "InvalidResourceReference",
      /subnets\/none/,
    );
  });

  it("keeps its subnet from being deleted, and so does an account that is joined to it", async () => {
    await cloud.clock.sleep(60_000);
    await cloud.put(endpoint, body(account));
    await expectRefusal(
      cloud.remove(`${network}/subnets/a`),
      400,
      "InUseSubnetCannotBeDeleted",
      /^Subnet a is in use by .*\/networkInterfaces\/pe\.nic\..* and cannot be deleted\. In order to delete the subnet, delete all the resources within the subnet\. See aka\.ms\/deletesubnet\.$/,
    );
    await expectRefusal(cloud.remove(network), 400, "InUseSubnetCannotBeDeleted", /in use/);
    await expectRefusal(
      cloud.put(`${network}/subnets/a`, subnetBody("10.0.9.0/24")),
      400,
      "InUsePrefixCannotBeDeleted",
      /active allocations/,
    );
    await cloud.remove(endpoint);
    await cloud.remove(`${network}/subnets/a`);
    const delegations = [{ name: "agents", properties: { serviceName: "Microsoft.App/environments" } }];
    await cloud.put(`${network}/subnets/agents`, {
      properties: { addressPrefix: "10.0.1.0/24", delegations },
    });
    const injected = {
      ...accountBody("b"),
      properties: {
        customSubDomainName: "b",
        networkInjections: [{ scenario: "agent", subnetArmId: cloud.id(`${network}/subnets/agents`) }],
      },
    };
    await cloud.put("Microsoft.CognitiveServices/accounts/b", injected);
    await expectRefusal(
      cloud.remove(`${network}/subnets/agents`),
      400,
      "InUseSubnetCannotBeDeleted",
      /accounts\/b/,
    );
  });
});

describe("a private endpoint in a subnet with network policies", () => {
  const vault = "Microsoft.KeyVault/vaults/contoso-kv";
  const tryIn = async (cloud: TestCloud, policies: string) => {
    await cloud.put(network, networkBody());
    await cloud.put(`${network}/subnets/a`, {
      properties: { addressPrefix: "10.0.0.0/24", privateEndpointNetworkPolicies: policies },
    });
    await cloud.put(vault, vaultBody());
    return cloud.put(endpoint, {
      location: "swedencentral",
      properties: {
        subnet: { id: cloud.id(`${network}/subnets/a`) },
        privateLinkServiceConnections: [
          { name: "c", properties: { privateLinkServiceId: cloud.id(vault), groupIds: ["vault"] } },
        ],
      },
    });
  };

  it("is made, unless a scenario minds them as Azure once did", async () => {
    await tryIn(cloud, "Enabled");
    const scenario = { name: "legacy", description: "", network: { legacyEndpointPolicies: true } };
    const legacy = await testCloud({ scenario });
    await expectRefusal(
      tryIn(legacy, "Enabled"),
      400,
      "PrivateEndpointCannotBeCreatedInSubnetThatHasNetworkPoliciesEnabled",
      `Private endpoint ${legacy.id(endpoint)} cannot be created in a subnet ${legacy.id(`${network}/subnets/a`)} since it has private endpoint network policies enabled.`,
    );
    await tryIn(await testCloud({ scenario }), "Disabled");
  });
});

describe("an address space", () => {
  it("does not overlap with itself", async () => {
    await expectRefusal(
      cloud.put(network, networkBody(["10.0.0.0/16", "10.0.1.0/24"])),
      400,
      "NetcfgInvalidVirtualNetworkAddressSpace",
      /overlapping/,
    );
  });
});
