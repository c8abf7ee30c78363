import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { ResourceManagementClient } from "@azure/arm-resources";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openFaces, type Faces } from "../../localcloud/face/index";
import { accountBody, testCloud, vaultBody, type TestCloud } from "../../localcloud/test-cloud";
import { openConsole } from "./console";
import { purgeOne, purgeRecorded, type PurgeClients } from "./purge-azure";
import { PurgeRecord } from "./purge-record";
import type { Remains } from "./soft-deleted";

let cloud: TestCloud;
let faces: Faces;
let folder: string;
let clients: PurgeClients;
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-purge-"));
  cloud = await testCloud();
  faces = await openFaces(cloud, folder);
  const token = fs.readFileSync(faces.tokenFile, "utf8");
  const credential = {
    getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }),
  };
  const options = {
    endpoint: faces.arm,
    tlsOptions: { ca: fs.readFileSync(faces.caFile, "utf8") },
    retryOptions: { maxRetries: 0 },
  };
  clients = {
    resources: new ResourceManagementClient(credential, cloud.subscriptionId, options),
    vaults: new KeyVaultManagementClient(credential, cloud.subscriptionId, options),
  };
});
afterAll(async () => {
  await faces.stop();
  await cloud.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const providers = {
  account: "CognitiveServices/accounts",
  gateway: "ApiManagement/service",
  vault: "KeyVault/vaults",
  workspace: "MachineLearningServices/workspaces",
};
const remains = (what: Remains["what"], name: string): Remains => ({
  ...{ what, name, group: "rg", location: "swedencentral" },
  id: `/subscriptions/${cloud.subscriptionId}/resourceGroups/rg/providers/Microsoft.${providers[what]}/${name}`,
});

async function deleted(
  what: "account" | "vault" | "workspace",
  name: string,
  body: Parameters<TestCloud["put"]>[1],
): Promise<Remains> {
  const { id } = remains(what, name);
  const short = id.split("/providers/")[1] ?? "";
  await cloud.put(short, body);
  await cloud.remove(short);
  return remains(what, name);
}

it("purges accounts and vaults, tells the day of a protected one, and takes what is gone for done", async () => {
  const account = await deleted("account", "purge-ai", accountBody("purge-ai"));
  const open = await deleted("vault", "purge-open", vaultBody());
  const kept = await deleted("vault", "purge-kept", vaultBody({ enablePurgeProtection: true }));
  const record = new PurgeRecord(path.join(folder, "purge.json"));
  const workspace = await deleted("workspace", "purge-ml", { location: "swedencentral" });
  record.add([account, open, kept, workspace, remains("gateway", "never-there")]);
  const said: string[] = [];
  const out = { ...openConsole({ color: false }), live: false, say: (text: string) => said.push(text) };

  // Interrupted between the two: what is noted is what another run finds.
  await purgeRecorded(record, ["account"], clients, out);
  const again = new PurgeRecord(path.join(folder, "purge.json"));
  expect(again.open().map(({ name }) => name)).toEqual([
    "purge-open",
    "purge-kept",
    "purge-ml",
    "never-there",
  ]);
  await purgeRecorded(again, ["workspace", "gateway", "vault"], clients, out);

  expect(said.map((line) => line.replace(/ +\d[\d.]* s$/, ""))).toEqual([
    "✓ purge    account purge-ai: gone for good",
    "✓ purge    vault purge-open: gone for good",
    expect.stringMatching(
      /^✓ purge {4}vault purge-kept: under purge protection, goes by itself on \d{4}-\d\d-\d\d$/,
    ),
    "✓ purge    workspace purge-ml: gone for good",
    "✓ purge    gateway never-there: Azure keeps nothing of it",
  ]);
  expect(fs.existsSync(path.join(folder, "purge.json"))).toBe(false);
  expect(await purgeOne(clients, account)).toEqual({ kind: "gone" });
  expect(await purgeOne(clients, workspace)).toEqual({ kind: "gone" });
  // Its name is free.
  await cloud.put("Microsoft.MachineLearningServices/workspaces/purge-ml", { location: "swedencentral" });
});

it("keeps what cannot be purged for the next run", async () => {
  const file = path.join(folder, "refused.json");
  const record = new PurgeRecord(file);
  record.add([remains("vault", "somewhere")]);
  const broken = {
    ...clients,
    vaults: new KeyVaultManagementClient({ getToken: () => Promise.resolve(null) }, "s", {
      endpoint: faces.arm,
      retryOptions: { maxRetries: 0 },
    }),
  };
  await expect(
    purgeRecorded(record, ["vault"], broken, { ...openConsole(), say: () => undefined }),
  ).rejects.toThrow("vault somewhere cannot be purged");
  expect(new PurgeRecord(file).open()).toHaveLength(1);
  fs.writeFileSync(file, "{");
  expect(() => new PurgeRecord(file)).toThrow("cannot be read");
});
