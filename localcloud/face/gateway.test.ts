import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openScenario } from "../scenarios/open";
import { regionsDown } from "../scenarios/scenario";
import { parseStackConfig, type StackConfig } from "../../stacks/config/index";
import { StandingPlatform } from "../../tests/support/standing-platform";
import { sampleStack } from "../../tests/support/sample-stack";
import { localCloud } from "../../scripts/lib/verify/local";
import { openFaces } from "./index";
import { Outages } from "./outages";

const sections = {
  ...sampleStack,
  gateway: {
    audiences: ["api://contoso-test-models"],
    limits: sampleStack.workloads.map(({ name }) => ({ workload: name, monthlyTokens: 1 })),
    regions: [{ region: "francecentral", addressSpace: "10.44.0.0/22" }],
  },
};

const hello = { model: "chat", messages: [{ role: "user" as const, content: "hello" }] };

describe("a gateway in two regions", () => {
  let standing: StandingPlatform;
  beforeAll(async () => {
    const parsed = parseStackConfig(sections, "test");
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    standing = await StandingPlatform.create("test", sections, parsed.config as StackConfig);
  }, 60_000);
  afterAll(() => standing[Symbol.asyncDispose]());

  /** Calls `chat` as customer service; answers with the model that says to have answered. */
  async function call(cloud = standing.cloud): Promise<string> {
    const { platform } = standing;
    const route = platform.routes.find(({ workload }) => workload === "customer-service");
    const [speaker] = cloud.speakers(route?.callers ?? []);
    const client = cloud.client(route?.address ?? "", "network", speaker!);
    const { model } = await client.chat.completions.create(hello);
    return model;
  }

  async function whileDown<T>(regions: readonly string[], run: () => Promise<T>): Promise<T> {
    for (const region of regions) await standing.cloud.outage?.(region, true);
    try {
      return await run();
    } finally {
      for (const region of regions) await standing.cloud.outage?.(region, false);
    }
  }

  it.each(["swedencentral", "francecentral"])("answers without %s", async (lost) => {
    await expect(whileDown([lost], () => call())).resolves.toMatch(/^gpt-5\.1/);
  });

  it("answers nobody without both", async () => {
    await expect(whileDown(["swedencentral", "francecentral"], () => call())).rejects.toMatchObject({
      status: 503,
    });
  });

  it("answers while the scenario region-down holds from the start", async () => {
    const folder = mkdtempSync(join(tmpdir(), "faces-"));
    const regionsDown = ["swedencentral"];
    const faces = await openFaces({ ...standing.local, regionsDown }, folder);
    const { platform, local } = standing;
    const cloud = localCloud(faces, local.subscriptionId, platform);
    await expect(call(cloud)).resolves.toMatch(/^gpt-5\.1/);
    const [primary] = platform.accounts.filter(({ region }) => regionsDown.includes(region));
    const [caller] = cloud.speakers(platform.principals.filter(({ mayCall }) => mayCall.size > 0));
    const around = cloud.client(primary?.address ?? "", "network", caller!);
    await expect(around.chat.completions.create(hello)).rejects.toMatchObject({ status: 503 });
    await faces.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("goes down with its only region", async () => {
    const service = standing.find(/Microsoft\.ApiManagement\/service\/[^/]+$/i);
    const undo = await standing.change(service, (body) => {
      delete (body["properties"] as Record<string, unknown>)["additionalLocations"];
    });
    await expect(whileDown(["swedencentral"], () => call())).rejects.toMatchObject({ status: 503 });
    await undo();
  });

  it("calls the deployment of the region that takes the call", async () => {
    const answeredBy = async () => {
      const before = await callsOf("second");
      await call();
      return (await callsOf("second")) > before ? "second" : "primary";
    };
    expect(await answeredBy()).toBe("primary");
    const service = standing.find(/Microsoft\.ApiManagement\/service\/[^/]+$/i);
    const undo = await standing.change(service, (body) => {
      (body["properties"] as Record<string, unknown>)["disableGateway"] = true;
    });
    expect(await answeredBy()).toBe("second");
    await undo();
  });

  /** Rows of an account's log. */
  function callsOf(name: string): Promise<number> {
    const { platform, cloud } = standing;
    const account = platform.accounts.find((each) => each.name === name);
    const workspace = standing.find(/Microsoft\.OperationalInsights\/workspaces\/[^/]+$/i);
    const { customerId } = workspace.body["properties"] as { customerId: string };
    return cloud.countLogs(
      customerId,
      `AzureDiagnostics | where TimeGenerated > ago(1h) | where ResourceId =~ "${account?.id ?? ""}" | count`,
    );
  }
});

describe("the scenario region-down", () => {
  it("takes the data plane of the region down from the start", () => {
    const down = regionsDown(openScenario("region-down"), "swedencentral");
    expect(down).toEqual(["swedencentral"]);
    const outages = new Outages(down);
    expect(() => {
      outages.requireUp("Sweden Central");
    }).toThrow(/temporarily unavailable/);
    outages.requireUp("francecentral");
    expect(regionsDown(openScenario("throttled"), "swedencentral")).toEqual([]);
  });
});
