import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BedrockClient } from "@aws-sdk/client-bedrock";
import { CognitiveServicesManagementClient } from "@azure/arm-cognitiveservices";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bedrockModels } from "../../../catalog/bedrock";
import { bedrockOffer, overlayBedrockModels, profileDestinations } from "../../../catalog/bedrock-overlay";
import { availability, models, type Model } from "../../../catalog/models";
import {
  overlayCapacity,
  overlayMeter,
  overlayModels,
  overlayProvisionedPrice,
  overlayQuota,
  overlayTokenPrice,
} from "../../../catalog/overlay";
import { overlayFile, type Overlay } from "../../../catalog/schema";
import { overlayIndexText } from "../../generators/overlay-index";
import { openConsole, type Console } from "../console";
import { changesOf } from "./changes";
import { readOverlay, refreshCatalog, type Sources } from "./index";

/**
 * Answers in the shapes of the services: ARM's from the examples of azure-rest-api-specs (Microsoft.CognitiveServices
 * 2025-09-01), the price list's from its documentation, Bedrock's from botocore's service description. Values are made up.
 */
const answers = new Map<string, { status?: number; body: unknown }>();
const asked: string[] = [];
let server: Server;
let base = "";
let directory = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", base);
    const text = `${url.pathname}?${url.searchParams.get("$filter") ?? ""}`;
    asked.push(text);
    const [, answer] = [...answers].find(([part]) => text.includes(part)) ?? [];
    const { status = 200, body } = answer ?? { body: { value: [], Items: [] } };
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  directory = mkdtempSync(join(tmpdir(), "overlays-"));
});
afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  asked.length = 0;
  answers.clear();
  const recorded = {
    "locations/swedencentral/models": {
      body: { value: [model("OpenAI"), model("AIServices")], nextLink: "https://management.azure.com/page2" },
    },
    "/page2": { body: { value: [newModel] } },
    "locations/swedencentral/usages": {
      body: {
        value: [
          { name: { value: "OpenAI.GlobalStandard.gpt-5.1" }, currentValue: 300, limit: 4000, unit: "Count" },
        ],
      },
    },
    modelCapacities: {
      body: {
        value: [
          capacity("swedencentral", "DataZoneProvisionedManaged", 85),
          capacity("Sweden Central", "globalstandard", 1200),
          capacity("eastus2", "DataZoneStandard", 9),
        ],
      },
    },
    quotaTiers: { body: { value: [{ name: "default", properties: { currentTierName: "Tier 3" } }] } },
    "serviceName eq 'Foundry Models'": {
      body: {
        Items: [
          item({
            meterId: "m-in",
            meterName: "gpt 5.1 Inp DZ Tokens",
            unitOfMeasure: "1K",
            retailPrice: 0.0015,
          }),
          item({
            meterId: "m-out",
            meterName: "gpt 5.1 Outp DZ Tokens",
            unitOfMeasure: "1M",
            retailPrice: 12,
          }),
          item({
            meterName: "Provisioned Managed Data Zone Unit",
            unitOfMeasure: "1/Hour",
            retailPrice: 1.3,
          }),
        ],
        NextPageLink: null,
      },
    },
    "meterName eq 'Analytics Logs Data Ingestion'": {
      body: {
        Items: [
          item({
            meterName: "Analytics Logs Data Ingestion",
            unitOfMeasure: "1 GB",
            tierMinimumUnits: 5,
            retailPrice: 2.99,
          }),
          item({ meterName: "Analytics Logs Data Ingestion", unitOfMeasure: "1 GB", retailPrice: 0 }),
        ],
      },
    },
    "/foundation-models": {
      body: {
        modelSummaries: [
          { modelArn: "a", modelId: "openai.gpt-6-sol-v1:0", modelLifecycle: { status: "ACTIVE" } },
        ],
      },
    },
    "/inference-profiles": {
      body: {
        inferenceProfileSummaries: [
          {
            ...{ inferenceProfileId: "eu.openai.gpt", inferenceProfileArn: "a", inferenceProfileName: "x" },
            ...{ status: "ACTIVE", type: "SYSTEM_DEFINED" },
            models: [
              { modelArn: "arn:aws:bedrock:eu-central-1::foundation-model/x" },
              { modelArn: "arn:aws:bedrock:eu-west-1::foundation-model/x" },
            ],
          },
        ],
      },
    },
  };
  for (const [part, answer] of Object.entries(recorded)) answers.set(part, answer);
});

function model(kind: string) {
  return {
    ...{ kind, skuName: "S0" },
    model: {
      ...{ format: "OpenAI", name: "gpt-5.1", version: "2025-11-13", lifecycleStatus: "Legacy" },
      deprecation: { inference: "2027-06-30T00:00:00Z", deprecationStatus: "Planned" },
      replacementConfig: { targetModelName: "gpt-5.6-terra", targetModelVersion: "2026-07-09" },
      skus: [
        {
          ...{ name: "datazonestandard", usageName: "OpenAI.DataZoneStandard.gpt-5.1" },
          cost: [
            { name: "input", meterId: "m-in", unit: "1K" },
            { name: "output", meterId: "m-out", unit: "1M" },
            { name: "input PP", meterId: "m-in", unit: "1M" },
          ],
        },
      ],
    },
  };
}
const newModel = {
  ...{ kind: "OpenAI", skuName: "S0" },
  model: {
    ...{ format: "OpenAI", name: "gpt-7", version: "2026-11-20", lifecycleStatus: "GenerallyAvailable" },
    skus: [{ name: "GlobalStandard" }],
  },
};

/** As in the example of azure-rest-api-specs, ListModelCapacities. */
function capacity(location: string, skuName: string, availableCapacity: number) {
  const model = { format: "OpenAI", name: "gpt-5.1", version: "2025-11-13" };
  return { location, name: skuName, properties: { model, skuName, availableCapacity } };
}

function item(row: Record<string, unknown>) {
  return { armRegionName: "swedencentral", type: "Consumption", tierMinimumUnits: 0, ...row };
}

/** The real clients, pointed at the recorded answers. */
function sources(): Sources {
  const credential = {
    getToken: () => Promise.resolve({ token: "x", expiresOnTimestamp: Date.now() + 3_600_000 }),
  };
  const azure = new CognitiveServicesManagementClient(credential, "00000000-0000-0000-0000-000000000001", {
    retryOptions: { maxRetries: 0 },
    // Bearer tokens go to https alone: the address is changed below the client's own pipeline.
    httpClient: {
      sendRequest: async (request) => {
        const url = request.url.replace("https://management.azure.com", base);
        const response = await fetch(url, { method: request.method });
        return {
          request,
          status: response.status,
          headers: request.headers,
          bodyAsText: await response.text(),
        };
      },
    },
  });
  return {
    models: [{ name: "gpt-5.1", version: "2025-11-13", format: "OpenAI" }],
    ...{ azure, directory, retailPricesUrl: `${base}/api/retail/prices` },
    bedrock: (region) =>
      new BedrockClient({
        ...{ region, endpoint: base, maxAttempts: 1 },
        credentials: { accessKeyId: "x", secretAccessKey: "x" },
      }),
  };
}

const day = new Date("2026-11-23T10:00:00Z");
const read = (): Promise<Overlay> => readOverlay(["swedencentral"], ["eu-central-1"], sources(), day);

describe("readOverlay", () => {
  it("reads every page of every source, each model once", async () => {
    const overlay = await read();
    expect(overlay.unverified).toEqual([]);
    expect(overlay.models).toEqual([
      {
        ...{ name: "gpt-5.1", version: "2025-11-13", format: "OpenAI", stage: "Legacy" },
        ...{ retirementDate: "2027-06-30", replacement: "gpt-5.6-terra (2026-07-09)" },
        skus: { DataZoneStandard: ["swedencentral"] },
      },
      {
        ...{ name: "gpt-7", version: "2026-11-20", format: "OpenAI", stage: "GA" },
        skus: { GlobalStandard: ["swedencentral"] },
      },
    ]);
    expect(overlay).toMatchObject({
      ...{ asOf: "2026-11-23", modelRegions: ["swedencentral"], quotaTier: 3 },
      quota: [
        { region: "swedencentral", usageName: "OpenAI.GlobalStandard.gpt-5.1", limit: 4000, used: 300 },
      ],
      provisionedPrices: [{ sku: "DataZoneProvisionedManaged", region: "swedencentral", rate: 1.3 }],
      bedrock: {
        models: [{ modelId: "openai.gpt-6-sol-v1:0", status: "ACTIVE" }],
        profiles: [{ profileId: "eu.openai.gpt", destinations: ["eu-central-1", "eu-west-1"] }],
      },
    });
    expect(overlayFile.safeParse(overlay).success).toBe(true);
  });

  it("reads what could be deployed of the models that the stacks name, in the regions that were asked about", async () => {
    const overlay = await read();
    const row = { model: "gpt-5.1", version: "2025-11-13", region: "swedencentral" };
    expect(overlay.capacities).toEqual([
      { ...row, sku: "DataZoneProvisionedManaged", available: 85 },
      { ...row, sku: "GlobalStandard", available: 1200 },
    ]);
    expect(overlayCapacity({ ...row, sku: "dataZoneProvisionedManaged" }, [overlay])).toMatchObject({
      ...{ available: 85, asOf: "2026-11-23" },
    });
    expect(overlayCapacity({ ...row, sku: "Standard" }, [overlay])).toBeUndefined();
    answers.set("modelCapacities", { status: 403, body: { error: { code: "AuthorizationFailed" } } });
    const refused = await read();
    expect(refused.capacities).toEqual([]);
    expect(refused.unverified.map(({ what }) => what)).toEqual(["capacity of gpt-5.1 2025-11-13"]);
  });

  it("joins tokens with prices by the meter that ARM names, whatever the unit, and leaves priority out", async () => {
    const { tokenPrices } = await read();
    expect(tokenPrices.map(({ kind, per1M }) => [kind, per1M])).toEqual([
      ["input", 1.5],
      ["output", 12],
    ]);
  });

  it("takes the free first step of a meter as free units", async () => {
    expect((await read()).meters).toEqual([
      {
        ...{ service: "Log Analytics", meter: "Analytics Logs Data Ingestion", region: "swedencentral" },
        ...{ unit: "GB", price: 2.99, freeUnits: 5, tiers: [] },
      },
    ]);
  });

  it("calls a refusal unverified, never fine, and keeps what others answered", async () => {
    answers.set("locations/swedencentral/models", {
      status: 403,
      body: { error: { code: "AuthorizationFailed", message: "The client does not have authorization" } },
    });
    answers.set("/inference-profiles", { status: 403, body: { message: "not authorized" } });
    answers.set("serviceName eq 'Foundry Models'", { status: 429, body: {} });
    const overlay = await read();
    expect(overlay.unverified.map(({ what }) => what)).toEqual([
      "models in swedencentral",
      "prices of models in swedencentral",
      "Bedrock inference profiles in eu-central-1",
    ]);
    expect(overlay.unverified[0]!.reason).toMatch(/403.*AuthorizationFailed|does not have authorization/);
    expect(overlay.modelRegions).toEqual([]);
    expect(overlay.quota).toHaveLength(1);
    // Nothing was read, so nothing is gone.
    expect(overlayModels(models, [overlay])).toEqual(models);
  });

  it("does not take half a list for the whole", async () => {
    answers.set("/page2", { status: 500, body: {} });
    expect(await read()).toMatchObject({ modelRegions: [], models: [] });
  });

  it("without a subscription reads prices alone, and says so", async () => {
    const { bedrock, directory: unused, retailPricesUrl = "" } = sources();
    const rest = { bedrock, directory: unused, retailPricesUrl };
    const overlay = await readOverlay(["swedencentral"], [], rest, day);
    expect(overlay.unverified).toEqual([
      { what: "models and quota of Azure", reason: "no subscription is named" },
    ]);
    expect(overlay.provisionedPrices).toHaveLength(1);
  });
});

describe("an overlay", () => {
  const find = (list: readonly Model[], name: string, version: string): Model | undefined =>
    list.find((each) => each.name === name && each.version === version);

  it("wins where it knows something, and leaves the rest as it was", async () => {
    const overlay = await read();
    const laid = overlayModels(models, [overlay]);
    const gpt = find(laid, "gpt-5.1", "2025-11-13")!;
    expect(gpt).toMatchObject({ stage: "Legacy", retirement: { date: "2027-06-30" } });
    expect(availability(gpt, "DataZoneStandard", "swedencentral")).toBe("offered");
    // The live list of that region does not have it; the other region was not asked.
    expect(availability(gpt, "GlobalStandard", "swedencentral")).toBe("notOffered");
    expect(availability(gpt, "GlobalStandard", "eastus2")).toBe("offered");
    const young = find(laid, "gpt-7", "2026-11-20")!;
    expect(availability(young, "GlobalStandard", "swedencentral")).toBe("offered");
    expect(availability(young, "DataZoneStandard", "swedencentral")).toBe("unknown");
    expect(overlayModels(models, [])).toEqual(models);
  });

  it("gives prices and quota, the newest first", async () => {
    const overlay = await read();
    const older = {
      ...overlay,
      asOf: "2026-01-01",
      provisionedPrices: [{ ...overlay.provisionedPrices[0]!, rate: 9 }],
    };
    const laid = [older, overlay];
    const query = {
      model: "gpt-5.1",
      version: "2025-11-13",
      sku: "DataZoneStandard",
      region: "swedencentral",
    };
    expect(overlayTokenPrice({ ...query, kind: "input" }, laid)).toMatchObject({
      per1M: 1.5,
      asOf: "2026-11-23",
    });
    expect(overlayTokenPrice({ ...query, kind: "cachedInput" }, laid)).toBeUndefined();
    expect(overlayProvisionedPrice("DataZoneProvisionedManaged", "swedencentral", laid)?.rate).toBe(1.3);
    expect(overlayProvisionedPrice("DataZoneProvisionedManaged", "eastus", laid)).toBeUndefined();
    expect(overlayMeter("Log Analytics", "Analytics Logs Data Ingestion", "swedencentral", laid)?.price).toBe(
      2.99,
    );
    expect(overlayQuota("openai.globalstandard.GPT-5.1", "swedencentral", laid)).toMatchObject({
      limit: 4000,
      used: 300,
    });
  });

  it("is told apart from the catalog: new, date, replacement, offer, price", async () => {
    const changes = changesOf(await read());
    const of = (kind: string) => changes.filter((each) => each.kind === kind);
    expect(of("new").map(({ subject }) => subject)).toEqual([
      "gpt-7 2026-11-20",
      "Bedrock openai.gpt-6-sol-v1:0",
    ]);
    expect(of("date")).toEqual([
      { kind: "date", subject: "gpt-5.1 2025-11-13", before: "2027-05-15", after: "2027-06-30" },
    ]);
    expect(of("offer").map(({ subject }) => subject)).toContain("gpt-5.1 2025-11-13 GlobalStandard");
    expect(of("price")).toContainEqual({
      ...{
        kind: "price",
        subject: "DataZoneProvisionedManaged unit in swedencentral",
        before: "1.2",
        after: "1.3 USD",
      },
    });
  });
});

describe("what Bedrock answered", () => {
  const profileId = "eu.amazon.nova-pro-v1:0";
  const laid = async (): Promise<Overlay[]> => {
    answers.set("/foundation-models", {
      body: {
        modelSummaries: [
          bedrockModel("acme.new-1", "ACTIVE"),
          bedrockModel("amazon.nova-pro-v1:0", "LEGACY", "2027-03-01T00:00:00Z"),
        ],
      },
    });
    answers.set("/inference-profiles", {
      body: {
        inferenceProfileSummaries: ["eu-central-1", "eu-west-2"].map((region) => ({
          ...{ inferenceProfileId: profileId, inferenceProfileArn: "a", inferenceProfileName: "x" },
          ...{ status: "ACTIVE", type: "SYSTEM_DEFINED" },
          models: [{ modelArn: `arn:aws:bedrock:${region}::foundation-model/amazon.nova-pro-v1:0` }],
        })),
      },
    });
    return [await read()];
  };

  it("brings new models, profiles and ends of life to the catalog's queries", async () => {
    const found = overlayBedrockModels(bedrockModels, await laid());
    const nova = found.find(({ modelId }) => modelId === "amazon.nova-pro-v1:0");
    expect(nova).toMatchObject({ deprecationDate: "2027-03-01" });
    expect(nova?.inferenceProfiles.filter((id) => id === profileId)).toHaveLength(1);
    expect(found.find(({ modelId }) => modelId === "acme.new-1")).toMatchObject({
      provider: "acme",
      prices: [],
    });
    expect(overlayBedrockModels(bedrockModels, [])).toEqual(bedrockModels);
  });

  it("tells offered from not offered in a region that was asked, and knows nothing of others", async () => {
    const overlays = await laid();
    expect(bedrockOffer("acme.new-1", "eu-central-1", overlays)).toMatchObject({ offer: "offered" });
    expect(bedrockOffer(profileId, "eu-central-1", overlays)).toMatchObject({ offer: "offered" });
    expect(bedrockOffer("anthropic.claude-sonnet-5", "eu-central-1", overlays)).toMatchObject({
      offer: "notOffered",
    });
    expect(bedrockOffer("acme.new-1", "us-east-1", overlays)).toEqual({ offer: "unknown" });
    expect(profileDestinations(profileId, "eu-central-1", overlays)).toEqual(["eu-central-1"]);
    expect(profileDestinations(profileId, "eu-west-3", overlays)).toBeUndefined();
  });

  it("is printed as changes: new, end of life", async () => {
    const changes = changesOf((await laid())[0]!).filter(({ subject }) => subject.startsWith("Bedrock "));
    expect(changes).toEqual([
      { kind: "date", subject: "Bedrock amazon.nova-pro-v1:0", before: "no date", after: "2027-03-01" },
      {
        ...{ kind: "new", subject: "Bedrock acme.new-1", before: "not in the catalog", after: "no profile" },
      },
    ]);
  });
});

/** As botocore's service description of `ListFoundationModels` has it. */
function bedrockModel(modelId: string, status: string, endOfLifeTime?: string) {
  return {
    ...{ modelArn: "a", modelId },
    modelLifecycle: { status, ...(endOfLifeTime && { endOfLifeTime }) },
  };
}

describe("catalog refresh", () => {
  function listen(): { out: Console; lines: string[] } {
    const lines: string[] = [];
    const push = (text: string): void => {
      lines.push(text);
    };
    return { out: { ...openConsole({ color: false }), data: push, say: push }, lines };
  }
  const options = { region: ["Sweden Central"], awsRegion: ["eu-central-1"], dryRun: false, json: false };

  it("writes the day's overlay and the list of overlays, and prints what differs", async () => {
    const { out, lines } = listen();
    expect(await refreshCatalog(options, out, sources(), day)).toBe(0);
    expect(readdirSync(directory).sort()).toEqual(["2026-11-23.json", "index.generated.ts"]);
    const written: unknown = JSON.parse(readFileSync(join(directory, "2026-11-23.json"), "utf8"));
    expect(overlayFile.parse(written)).toEqual(await read());
    expect(readFileSync(join(directory, "index.generated.ts"), "utf8")).toBe(
      overlayIndexText(readdirSync(directory)),
    );
    expect(lines.join("\n")).toMatch(/date +gpt-5.1 2025-11-13 +2027-05-15 +2027-06-30/);
  });

  it("ends with 3 where something is unverified, and writes nothing where nothing answered", async () => {
    const { out, lines } = listen();
    answers.set("locations/swedencentral/usages", { status: 403, body: {} });
    expect(await refreshCatalog({ ...options, dryRun: true }, out, sources(), day)).toBe(3);
    expect(lines.join("\n")).toContain("unverified: quota in swedencentral");
    answers.clear();
    for (const part of ["subscriptions", "api/retail", "foundation", "inference"])
      answers.set(part, { status: 503, body: {} });
    const before = readdirSync(directory);
    expect(await refreshCatalog({ ...options }, out, sources(), new Date("2027-01-01"))).toBe(3);
    expect(readdirSync(directory)).toEqual(before);
  });

  it("refuses a region that it does not know, before it asks anybody", async () => {
    const { out } = listen();
    await expect(refreshCatalog({ ...options, region: ["atlantis"] }, out, sources(), day)).rejects.toThrow(
      "atlantis",
    );
    expect(asked).toEqual([]);
  });
});
