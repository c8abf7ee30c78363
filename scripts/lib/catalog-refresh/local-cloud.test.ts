import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CognitiveServicesManagementClient } from "@azure/arm-cognitiveservices";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { overlayModels } from "../../../catalog/overlay";
import { models, regionsOffering } from "../../../catalog/models";
import { defaultLimit } from "../../../catalog/quotas";
import { overlayFile } from "../../../catalog/schema";
import { systemClock } from "../../../localcloud/arm/clock";
import { openFaces, type Faces } from "../../../localcloud/face/index";
import {
  account,
  accountBody,
  deploymentBody,
  testCloud,
  type TestCloud,
} from "../../../localcloud/test-cloud";
import { readAzure, type AzureFacts } from "./azure";
import { changesOf } from "./changes";

/** The real client of Azure, over HTTPS, against the local cloud's Resource Manager. */
let cloud: TestCloud;
let faces: Faces;
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "refresh-"));
  cloud = await testCloud({ clock: systemClock(), pace: 0 });
  faces = await openFaces(cloud, folder);
  await cloud.put(account, accountBody("refresh-test"));
  await cloud.put(`${account}/deployments/chat`, deploymentBody(7));
});
afterAll(async () => {
  await faces.stop();
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

const region = "swedencentral";
const gpt = { name: "gpt-5.1", version: "2025-11-13", format: "OpenAI" };

function read(token: string): Promise<AzureFacts> {
  const credential = {
    getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }),
  };
  const client = new CognitiveServicesManagementClient(credential, cloud.subscriptionId, {
    endpoint: faces.arm,
    tlsOptions: { ca: readFileSync(faces.caFile, "utf8") },
    retryOptions: { maxRetries: 0 },
  });
  return readAzure(client, [region], [gpt]);
}

function overlayOf(facts: AzureFacts) {
  return overlayFile.parse({
    ...{ schema: "catalog-overlay/1", asOf: "2026-11-23", ...facts },
    // The facts' own meters are those whose prices are asked for next; this cloud has no price list.
    ...{ tokenPrices: [], provisionedPrices: [], meters: [] },
    bedrock: { regions: [], models: [], profiles: [] },
  });
}

describe("a refresh from the local cloud's Resource Manager", () => {
  it("reads models, limits, use, capacity and the quota tier", async () => {
    const facts = await read(faces.tokens.secret);
    expect(facts.unverified).toEqual([]);
    expect(facts.quotaTier).toBe(3);
    const limit = defaultLimit(gpt, "DataZoneStandard", 3);
    const capacity = typeof limit === "string" ? NaN : limit.capacity;
    expect(facts.quota).toContainEqual({
      ...{ region, usageName: "OpenAI.DataZoneStandard.gpt-5.1", limit: capacity, used: 7 },
    });
    expect(facts.capacities).toContainEqual({
      ...{ model: gpt.name, version: gpt.version, sku: "DataZoneStandard", region, available: capacity - 7 },
    });
    expect(
      facts.models.find(({ name, version }) => name === gpt.name && version === gpt.version),
    ).toMatchObject({ stage: "GA", retirementDate: "2027-05-15" });
  });

  it("comes back to what the catalog says: every offer, stage and date of that region", async () => {
    const overlay = overlayOf(await read(faces.tokens.secret));
    const changes = changesOf(overlay).filter(
      // A retired version is told as such; of several replacements Resource Manager names one.
      ({ kind }) => kind !== "retired" && kind !== "replacement",
    );
    expect(changes).toEqual([]);
    const laid = overlayModels(models, [overlay]);
    expect(laid.map((model) => regionsOffering(model, "DataZoneStandard"))).toEqual(
      models.map((model) => regionsOffering(model, "DataZoneStandard")),
    );
  });

  it("is unverified, and changes nothing, for a principal that may not ask", async () => {
    const nobody = faces.tokens.issue("5b0c9a4e-0000-4000-8000-000000000001", "https://management.azure.com");
    const facts = await read(nobody);
    expect(facts.unverified.map(({ what }) => what)).toEqual([
      "models in swedencentral",
      "quota in swedencentral",
      "capacity of gpt-5.1 2025-11-13",
      "quota tier of the subscription",
    ]);
    for (const { reason } of facts.unverified) expect(reason).toContain("403 AuthorizationFailed");
    expect(facts).toMatchObject({ modelRegions: [], models: [], quota: [], capacities: [] });
    expect(overlayModels(models, [overlayOf(facts)])).toEqual(models);
  });
});
