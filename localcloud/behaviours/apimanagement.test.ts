import { beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../store/store";
import { expectRefusal, testCloud, type TestCloud } from "../test-cloud";

const vnet = "Microsoft.Network/virtualNetworks/vnet";
const subnet = `${vnet}/subnets/gateway`;
const group = "Microsoft.Network/networkSecurityGroups/nsg";
const service = "Microsoft.ApiManagement/service/gateway";
const backend = `${service}/backends/chat`;
const single = {
  properties: { url: "https://ai.openai.azure.com/openai", protocol: "http", type: "Single" },
};

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await testCloud();
  await cloud.put(group, { location: "swedencentral" });
  await cloud.put(vnet, {
    location: "swedencentral",
    properties: { addressSpace: { addressPrefixes: ["10.0.0.0/20"] } },
  });
  await cloud.put(subnet, {
    properties: { addressPrefix: "10.0.4.0/23", networkSecurityGroup: { id: cloud.id(group) } },
  });
});

function body(properties: JsonObject = {}, over: JsonObject = {}): JsonObject {
  return {
    location: "swedencentral",
    sku: { name: "Premium", capacity: 2 },
    zones: ["1", "2"],
    properties: {
      publisherEmail: "platform@contoso.example",
      publisherName: "contoso",
      virtualNetworkType: "Internal",
      virtualNetworkConfiguration: { subnetResourceId: cloud.id(subnet) },
      ...properties,
    },
    ...over,
  };
}

function policy(inner: string): JsonObject {
  return { properties: { format: "xml", value: `<policies><inbound>${inner}</inbound></policies>` } };
}

describe("a service", () => {
  it("takes its time, and answers inside its subnet", async () => {
    const begun = cloud.clock.now();
    const { body: made } = await cloud.put(service, body());
    expect(cloud.clock.now() - begun).toBeGreaterThan(30 * 60_000);
    expect(made["properties"]).toMatchObject({
      gatewayUrl: "https://gateway.azure-api.net",
      privateIPAddresses: ["10.0.4.4"],
      provisioningState: "Succeeded",
    });
  });

  it("has no address of its own outside of a network", async () => {
    const { body: made } = await cloud.put(service, body({ virtualNetworkType: "None" }));
    expect(made["properties"]).not.toHaveProperty("privateIPAddresses");
  });

  it("is not created closed, and not closed without an endpoint", async () => {
    const closed = { virtualNetworkType: "None", publicNetworkAccess: "Disabled" };
    await expectRefusal(
      cloud.put(service, body(closed)),
      400,
      "ActivateServiceWithPrivateEndpointAccessNotAllowed",
      /is not enabled during service creation\.$/,
    );
    await cloud.put(service, body({ virtualNetworkType: "None" }));
    await expectRefusal(
      cloud.put(service, body(closed)),
      400,
      "NotSupported",
      /does not atleast one approved/,
    );
  });

  it("stands in a network only in tiers that can", async () => {
    const basic = body({}, { sku: { name: "BasicV2", capacity: 2 } });
    await expectRefusal(
      cloud.put(service, basic),
      400,
      "InvalidParameters",
      /not supported for SKU type 'BasicV2'/,
    );
  });

  it("needs a subnet with a security group", async () => {
    const bare = `${vnet}/subnets/bare`;
    await cloud.put(bare, { properties: { addressPrefix: "10.0.8.0/24" } });
    const into = (id: string) => body({ virtualNetworkConfiguration: { subnetResourceId: id } });
    await expectRefusal(
      cloud.put(service, into(`${cloud.id(bare)}2`)),
      400,
      "InvalidParameters",
      /does not exist/,
    );
    await expectRefusal(
      cloud.put(service, into(cloud.id(bare))),
      400,
      "NetworkSecurityGroupNotAssociatedWithSubnet",
      /must be associated with the subnet/,
    );
  });

  it("needs a unit for each zone", async () => {
    const thin = body({}, { sku: { name: "Premium", capacity: 1 } });
    await expectRefusal(cloud.put(service, thin), 400, "InvalidParameters", /'1' must be at least .* '2'/);
  });

  describe("in a second region", () => {
    const far = "Microsoft.Network/virtualNetworks/far";
    const location = (changes: JsonObject = {}): JsonObject => ({
      location: "France Central",
      sku: { name: "Premium", capacity: 2 },
      zones: ["1", "2"],
      virtualNetworkConfiguration: { subnetResourceId: cloud.id(`${far}/subnets/apim`) },
      ...changes,
    });
    const inBoth = (changes: JsonObject = {}, over: JsonObject = {}) =>
      body({ additionalLocations: [location(changes)] }, over);
    beforeEach(async () => {
      await cloud.put(far, {
        location: "francecentral",
        properties: { addressSpace: { addressPrefixes: ["10.9.0.0/16"] } },
      });
      await cloud.put("Microsoft.Network/networkSecurityGroups/far", { location: "francecentral" });
      await cloud.put(`${far}/subnets/apim`, {
        properties: {
          addressPrefix: "10.9.4.0/24",
          networkSecurityGroup: { id: cloud.id("Microsoft.Network/networkSecurityGroups/far") },
        },
      });
    });

    it("answers inside the subnet there, under a name of its own", async () => {
      const { body: made } = await cloud.put(service, inBoth());
      expect(made["properties"]).toMatchObject({
        privateIPAddresses: ["10.0.4.4"],
        additionalLocations: [
          {
            privateIPAddresses: ["10.9.4.4"],
            gatewayRegionalUrl: "https://gateway-francecentral-01.regional.azure-api.net",
          },
        ],
      });
    });

    it.each([
      [
        "in tier Premium alone",
        {},
        { sku: { name: "Developer", capacity: 2 } },
        /not supported for SKU type 'Developer'/,
      ],
      ["once", { location: "swedencentral" }, {}, /'swedencentral' is specified more than once/],
      [
        "with a unit for each zone",
        { sku: { name: "Premium", capacity: 1 } },
        {},
        /'1' must be at least .* '2'/,
      ],
      ["in a subnet", { virtualNetworkConfiguration: {} }, {}, /The subnet '' .* does not exist/],
    ] as const)("stands there %s", async (_, changes, over, message) => {
      await expectRefusal(cloud.put(service, inBoth(changes, over)), 400, "InvalidParameters", message);
    });

    it("stands there in a network of that region", async () => {
      const home = { virtualNetworkConfiguration: { subnetResourceId: cloud.id(subnet) } };
      await expectRefusal(
        cloud.put(service, inBoth(home)),
        400,
        "InvalidParameters",
        /is in 'swedencentral', and the location is 'francecentral'/,
      );
    });
  });

  it("keeps its name for 48 hours after its deletion, or until it is purged or restored", async () => {
    await cloud.put(service, body());
    await cloud.remove(service);
    await expectRefusal(
      cloud.put(service, body()),
      409,
      "ServiceAlreadyExistsInSoftDeletedState",
      "Api service gateway was soft-deleted. In order to create the new service with the same name, you have to either undelete the service or purge it. See https://aka.ms/apimsoftdelete.",
    );
    await cloud.put(service, body({ restore: true }));
    await cloud.remove(service);
    await cloud.purge(cloud.id(service));
    await cloud.put(service, body());
    await cloud.remove(service);
    await cloud.clock.sleep(49 * 3_600_000);
    await cloud.put(service, body());
  });

  it("comes back with what stood in it", async () => {
    await cloud.put(service, body());
    await cloud.put(backend, single);
    await cloud.remove(service);
    await cloud.put(service, body({ restore: true }));
    expect(cloud.arm.get(cloud.id(backend))).toBeDefined();
  });
});

describe("writes to a service", () => {
  it("are refused while it is being made", async () => {
    const making = cloud.put(service, body());
    await cloud.clock.sleep(60_000);
    await expectRefusal(cloud.put(backend, single), 409, "ServiceLocked", /is transitioning at this time/);
    await making;
  });

  it("are taken one at a time, deletions too", async () => {
    await cloud.put(service, body());
    const conflict = [409, "PessimisticConcurrencyConflict", "Operation on the API is in progress"] as const;
    const first = cloud.put(backend, single);
    await expectRefusal(cloud.put(`${service}/backends/other`, single), ...conflict);
    await first;
    const second = cloud.put(`${service}/backends/other`, single);
    await expectRefusal(cloud.remove(backend), ...conflict);
    await second;
    await cloud.remove(backend);
  });
});

describe("what stands in a service", () => {
  const api = `${service}/apis/shop`;
  const apiBody = { properties: { path: "shop/openai", displayName: "shop", subscriptionRequired: false } };
  const rule = `${api}/policies/policy`;
  beforeEach(async () => {
    await cloud.put(service, body());
    await cloud.put(api, apiBody);
  });

  it("has policies that can be read", async () => {
    await cloud.put(rule, policy("<base/>"));
    await expectRefusal(cloud.put(rule, policy("<base>")), 400, "ValidationError", /incorrect values/);
    const other = { properties: { format: "xml", value: "<inbound/>" } };
    await expectRefusal(cloud.put(rule, other), 400, "ValidationError", /root is not 'policies'/);
  });

  it("has policies whose backends and named values exist", async () => {
    const uses = policy('<set-backend-service backend-id="chat"/>');
    await expectRefusal(cloud.put(rule, uses), 400, "ValidationError", /'chat' could not be found/);
    const named = policy('<set-variable name="x" value="{{tenant-id}}"/>');
    await expectRefusal(cloud.put(rule, named), 400, "ValidationError", /Cannot find a property 'tenant-id'/);
    await cloud.put(backend, single);
    await cloud.put(`${service}/namedValues/tenant-id`, {
      properties: { displayName: "tenant-id", value: "t" },
    });
    await cloud.put(rule, uses);
    await expectRefusal(
      cloud.remove(backend),
      400,
      "ValidationError",
      /is used by apis\/shop\/policies\/policy/,
    );
    await cloud.put(rule, named);
    await cloud.remove(backend);
    await expectRefusal(
      cloud.remove(`${service}/namedValues/tenant-id`),
      400,
      "ValidationError",
      /is used by/,
    );
  });

  it("has pools of backends that exist, which then stay", async () => {
    const pool = (...ids: string[]) => ({
      properties: { type: "Pool", pool: { services: ids.map((id) => ({ id })) } },
    });
    const all = `${service}/backends/all`;
    await expectRefusal(
      cloud.put(all, pool(cloud.id(backend))),
      400,
      "ValidationError",
      /could not be found/,
    );
    await expectRefusal(cloud.put(all, pool()), 400, "ValidationError", /1 to 30/);
    await cloud.put(backend, single);
    await cloud.put(all, pool(cloud.id(backend)));
    await expectRefusal(cloud.remove(backend), 400, "ValidationError", /is used by backends\/all/);
  });

  it("has APIs on paths of their own", async () => {
    await expectRefusal(cloud.put(`${service}/apis/other`, apiBody), 400, "ValidationError", /same Path/);
    await cloud.put(api, apiBody);
  });

  it("has an API in one open product at most", async () => {
    const product = (name: string) => `${service}/products/${name}`;
    for (const name of ["shop", "other"]) {
      await cloud.put(product(name), { properties: { displayName: name, subscriptionRequired: false } });
    }
    await expectRefusal(cloud.put(`${product("shop")}/apis/none`), 404, "ResourceNotFound", "API not found.");
    await cloud.put(`${product("shop")}/apis/shop`);
    await expectRefusal(
      cloud.put(`${product("other")}/apis/shop`),
      400,
      "ValidationError",
      /more than one open products/,
    );
  });

  it("goes with the service", async () => {
    await cloud.put(backend, single);
    await cloud.put(rule, policy('<set-backend-service backend-id="chat"/>'));
    await cloud.remove(service);
    expect(cloud.arm.get(cloud.id(backend))).toBeUndefined();
  });
});
