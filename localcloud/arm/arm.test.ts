import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openLocalCloud } from "../cloud";
import type { JsonObject } from "../store/store";
import {
  type TestCloud,
  account,
  accountBody,
  deploymentBody,
  expectRefusal,
  testCloud,
  vaultBody,
} from "../test-cloud";
import type { Arm } from "./arm";
import { virtualClock } from "./clock";
import { CloudError, OperationFailed } from "./error";
import { parseArmId } from "./id";
import { at } from "./json";

describe("an operation", () => {
  it("takes time, and the resource shows it", async () => {
    const cloud = await testCloud();
    const write = cloud.put(account, accountBody());
    expect(at(cloud.arm.get(cloud.id(account))?.body, "properties.provisioningState")).toBe("Accepted");
    await write;
    expect(at(cloud.arm.get(cloud.id(account))?.body, "properties.provisioningState")).toBe("Succeeded");
    const removal = cloud.remove(account);
    expect(at(cloud.arm.get(cloud.id(account))?.body, "properties.provisioningState")).toBe("Deleting");
    await removal;
    expect(cloud.arm.get(cloud.id(account))).toBeUndefined();
  });

  it("that fails leaves a resource in state Failed behind, which a further write repairs", async () => {
    const cloud = await testCloud({
      faults: [
        {
          operation: "put",
          resourceType: "Microsoft.CognitiveServices/accounts",
          status: 500,
          code: "InternalServerError",
          message: "try again",
          late: true,
        },
      ],
    });
    await expect(cloud.put(account, accountBody())).rejects.toBeInstanceOf(OperationFailed);
    expect(at(cloud.arm.get(cloud.id(account))?.body, "properties.provisioningState")).toBe("Failed");
    await cloud.put(account, accountBody());
    expect(at(cloud.arm.get(cloud.id(account))?.body, "properties.provisioningState")).toBe("Succeeded");
  });

  it("fails on purpose as often as it is told to, and changes nothing then", async () => {
    const fault = { status: 409, code: "AnotherOperationInProgress", message: "wait", times: 2, after: 1 };
    const cloud = await testCloud({
      faults: [{ operation: "put", resourceType: "*", name: "ai", ...fault }],
    });
    await cloud.put("Microsoft.CognitiveServices/accounts/other", accountBody("other"));
    await cloud.put(account, accountBody());
    const before = cloud.arm.get(cloud.id(account));
    await expectRefusal(cloud.put(account, accountBody()), 409, fault.code, "wait");
    await expectRefusal(cloud.put(account, accountBody()), 409, fault.code, "wait");
    expect(cloud.arm.get(cloud.id(account))).toEqual(before);
    await cloud.put(account, accountBody());
  });

  it("that the process did not survive is ended on the next start", async () => {
    const directory = mkdtempSync(join(tmpdir(), "cornerstone-arm-"));
    try {
      const first = await testCloud({ directory });
      const write = first.put(account, accountBody());
      await first.put("Microsoft.KeyVault/vaults/contoso-kv", vaultBody());
      const journal = readFileSync(join(directory, "journal-0.jsonl"));
      await write;
      await first.remove("Microsoft.KeyVault/vaults/contoso-kv");
      await first.close();
      // The disk as a kill during the write of the account would have left it.
      const accepted = journal
        .toString()
        .split("\n")
        .findIndex((line) => line.includes("/accounts/ai"));
      writeFileSync(
        join(directory, "journal-0.jsonl"),
        journal
          .toString()
          .split("\n")
          .slice(0, accepted + 1)
          .join("\n") + "\n",
      );
      const second = openLocalCloud({ directory, clock: virtualClock() });
      expect(at(second.arm.get(first.id(account))?.body, "properties.provisioningState")).toBe("Succeeded");
      expect(second.arm.inFlight()).toEqual([]);
      await second.close();
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

describe("an ID", () => {
  it("is the same in another spelling, and the first spelling stays", async () => {
    const cloud = await testCloud();
    await cloud.put(account, accountBody());
    const again = await cloud.arm.put(cloud.id(account).toUpperCase(), accountBody(), "v");
    expect(again.id).toBe(cloud.id(account));
    expect(cloud.arm.ofType("microsoft.cognitiveservices/ACCOUNTS")).toHaveLength(1);
  });

  it.each([
    ["/subscriptions/s", { type: "Microsoft.Resources/subscriptions", name: "s" }],
    [
      "/subscriptions/s/resourceGroups/g",
      { type: "Microsoft.Resources/resourceGroups", name: "g", resourceGroup: "g" },
    ],
    [
      "/subscriptions/s/resourceGroups/g/providers/A.B/c/d/e/f",
      { type: "A.B/c/e", name: "f", parent: "/subscriptions/s/resourceGroups/g/providers/A.B/c/d" },
    ],
    [
      "/subscriptions/s/resourceGroups/g/providers/A.B/c/d/providers/X.Y/z/w",
      { type: "X.Y/z", name: "w", scope: "/subscriptions/s/resourceGroups/g/providers/A.B/c/d" },
    ],
  ])("%s is taken apart", (id, parts) => {
    expect(parseArmId(id)).toMatchObject(parts);
  });

  it.each([
    "",
    "x",
    "/subscriptions/s/resourceGroups/g/providers/A.B/c",
    "/subscriptions/s/providers/A.B//x",
  ])("%j is refused", (id) => {
    expect(() => parseArmId(id)).toThrow(/is not an ARM resource ID/);
  });
});

/** A small platform: each thing with what it needs. */
const things = {
  network: {
    path: "Microsoft.Network/virtualNetworks/net",
    needs: [],
    body: { location: "swedencentral", properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } },
  },
  subnet: {
    path: "Microsoft.Network/virtualNetworks/net/subnets/a",
    needs: ["network"],
    body: { properties: { addressPrefix: "10.0.0.0/24" } },
  },
  vault: { path: "Microsoft.KeyVault/vaults/contoso-kv", needs: [], body: vaultBody() },
  key: {
    path: "Microsoft.KeyVault/vaults/contoso-kv/keys/k",
    needs: ["vault"],
    body: { properties: { kty: "RSA" } },
  },
  account: { path: account, needs: [], body: accountBody() },
  first: { path: `${account}/deployments/first`, needs: ["account"], body: deploymentBody(1) },
  second: { path: `${account}/deployments/second`, needs: ["account"], body: deploymentBody(1) },
  diagnostics: {
    path: `${account}/providers/Microsoft.Insights/diagnosticSettings/d`,
    needs: ["account"],
    body: {},
  },
  project: {
    path: `${account}/projects/p`,
    needs: ["account"],
    body: { location: "swedencentral", identity: { type: "SystemAssigned" } },
  },
  endpoint: {
    path: "Microsoft.Network/privateEndpoints/pe",
    needs: ["subnet", "vault"],
    body: { location: "swedencentral" },
  },
  zone: { path: "Microsoft.Network/privateDnsZones/z.example", needs: [], body: { location: "global" } },
  link: {
    path: "Microsoft.Network/privateDnsZones/z.example/virtualNetworkLinks/l",
    needs: ["zone", "network"],
    body: { location: "global" },
  },
} as const;
type Thing = keyof typeof things;
const names = Object.keys(things) as Thing[];

/** Parents alone are refused when they are missing: the link's network is a reference. */
const parentOf: Partial<Record<Thing, Thing>> = {
  subnet: "network",
  key: "vault",
  first: "account",
  second: "account",
  diagnostics: "account",
  project: "account",
  link: "zone",
};

/** What is refused when it is missing, beside parents. */
const referencesOf: Partial<Record<Thing, readonly Thing[]>> = { endpoint: ["subnet", "vault"] };

/** What keeps a thing from being deleted while it is there. */
const holdersOf: Partial<Record<Thing, Thing>> = {
  network: "endpoint",
  subnet: "endpoint",
  account: "project",
};

/** Deleted, these hold their names. */
const keptWhenDeleted: readonly Thing[] = ["account", "vault", "key"];

function bodyOf(name: Thing, cloud: TestCloud): JsonObject {
  if (name !== "endpoint") return things[name].body;
  const privateLinkServiceId = cloud.id(things.vault.path);
  return {
    ...things.endpoint.body,
    properties: {
      subnet: { id: cloud.id(things.subnet.path) },
      privateLinkServiceConnections: [
        { name: "c", properties: { privateLinkServiceId, groupIds: ["vault"] } },
      ],
    },
  };
}

/** A thing and everything nested in it or attached to it. */
function withNested(name: Thing): readonly Thing[] {
  return [name, ...names.filter((other) => parentOf[other] === name).flatMap(withNested)];
}

describe("any order", () => {
  const order = fc.shuffledSubarray(names, { minLength: names.length, maxLength: names.length });

  it("of creates and deletes that respects what needs what succeeds, and leaves only soft-deleted names", async () => {
    await fc.assert(
      fc.asyncProperty(order, order, async (wishes, farewells) => {
        const cloud = await testCloud();
        for (const name of sorted(wishes)) await cloud.put(things[name].path, bodyOf(name, cloud));
        expect(cloud.arm.all()).toHaveLength(names.length + 1);
        for (const name of sorted(farewells).reverse()) await cloud.remove(things[name].path);
        await cloud.remove(`/subscriptions/${cloud.subscriptionId}/resourceGroups/rg`);
        expect(cloud.arm.all()).toEqual([]);
        expect(
          cloud
            .deletedResources()
            .map(({ resource }) => resource.id)
            .sort(),
        ).toEqual([cloud.id(account), cloud.id(things.key.path), cloud.id(things.vault.path)].sort());
      }),
      { numRuns: 40 },
    );
  });

  it("of creates that does not is refused, and nothing changes then", async () => {
    await fc.assert(
      fc.asyncProperty(order, async (wishes) => {
        const cloud = await testCloud();
        const there = new Set<Thing>();
        for (const name of wishes) {
          const before = snapshot(cloud.arm);
          const needed = [parentOf[name] ?? [], referencesOf[name] ?? []].flat();
          const refused = await isRefused(cloud.put(things[name].path, bodyOf(name, cloud)));
          expect({ name, refused }).toEqual({ name, refused: !needed.every((need) => there.has(need)) });
          if (refused) expect(snapshot(cloud.arm)).toBe(before);
          else there.add(name);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("of creates and deletes as they come ends as Azure would have it: refused or done, step by step", async () => {
    const step = fc.record({ name: fc.constantFrom(...names), deletes: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(order, fc.array(step, { minLength: 10, maxLength: 40 }), async (wishes, steps) => {
        const cloud = await testCloud();
        const there = new Set<Thing>();
        const kept = new Set<Thing>();
        const put = async (name: Thing) => {
          const needed = [parentOf[name] ?? [], referencesOf[name] ?? []].flat();
          const allowed = needed.every((need) => there.has(need)) && !kept.has(name);
          expect([name, await isRefused(cloud.put(things[name].path, bodyOf(name, cloud)))]).toEqual([
            name,
            !allowed,
          ]);
          if (allowed) there.add(name);
        };
        const remove = async (name: Thing) => {
          const holder = holdersOf[name];
          const allowed = holder === undefined || !there.has(holder);
          expect([name, await isRefused(cloud.remove(things[name].path))]).toEqual([name, !allowed]);
          if (!allowed) return;
          for (const gone of withNested(name)) there.delete(gone);
          if (keptWhenDeleted.includes(name)) kept.add(name);
        };
        // From a platform that stands, so that most steps have something to work on.
        for (const name of sorted(wishes)) await put(name);
        for (const { name, deletes } of steps) {
          if (!deletes) await put(name);
          else if (there.has(name)) await remove(name);
          const standing = cloud.arm.all().map(({ id }) => id.toLowerCase());
          expect(standing.filter((id) => id.includes("/providers/")).sort()).toEqual(
            [...there].map((one) => cloud.id(things[one].path).toLowerCase()).sort(),
          );
        }
        for (const name of names) if (there.has(name) && holdersOf[name] === undefined) await remove(name);
        for (const name of names) if (there.has(name)) await remove(name);
        expect(cloud.arm.all()).toHaveLength(1);
        expect(new Set(cloud.deletedResources().map(({ resource }) => resource.id))).toEqual(
          new Set([...kept].map((one) => cloud.id(things[one].path))),
        );
      }),
      { numRuns: 30 },
    );
  });
});

function isRefused(action: Promise<unknown>): Promise<boolean> {
  return action.then(
    () => false,
    (error: unknown) => {
      expect(error).toBeInstanceOf(CloudError);
      return true;
    },
  );
}

function sorted(wishes: readonly Thing[]): Thing[] {
  const done: Thing[] = [];
  const visit = (name: Thing) => {
    if (done.includes(name)) return;
    for (const need of things[name].needs) visit(need);
    done.push(name);
  };
  wishes.forEach(visit);
  return done;
}

function snapshot(arm: Arm): string {
  return JSON.stringify([arm.all(), arm.inFlight()]);
}

describe("many resources", () => {
  it("stay quick: a thousand accounts in seconds", async () => {
    const cloud: TestCloud = await testCloud();
    const started = performance.now();
    for (let index = 0; index < 1_000; index++) {
      await cloud.put(`Microsoft.CognitiveServices/accounts/ai${index}`, accountBody(`sub${index}`));
    }
    expect(cloud.arm.ofType("Microsoft.CognitiveServices/accounts")).toHaveLength(1_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
