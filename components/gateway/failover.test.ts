import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findRegion } from "../../catalog/regions";
import { formatProblems, loadStackFile, onAzure, type StackConfig } from "../../stacks/config";
import { gatewayInventory } from "../../stacks/config/gateway-inventory";
import { callGateway, type Outcome } from "../../tests/support/policy-interpreter";
import { today } from "../../tests/support/record";
import { planPools, type ModelPool } from "./plan";
import { productPolicy } from "./policies/product-policy";
import { workloadPolicy } from "./policies/workload-policy";

/** What the gateway of the shipped stack `prod` does while a region is down. */
const config = prod();
const inventory = gatewayInventory(config.models);

function prod(): StackConfig {
  const file = "stacks/Pulumi.prod.yaml";
  const text = readFileSync(join(__dirname, "../..", file), "utf8");
  const result = loadStackFile(text, file, { on: today });
  if (!result.ok) throw new Error(formatProblems(result.problems));
  return onAzure(result.config);
}

function poolsOf(workload: StackConfig["workloads"][number]): readonly ModelPool[] {
  const regions = (config.gateway?.regions ?? []).map(({ region }) => region);
  return planPools(workload.name, workload.models, inventory, config.environment.region, regions);
}

function regionOf(deployment: string): string | undefined {
  return inventory.find(({ name }) => name === deployment)?.region;
}

function callDuringLoss(
  workload: StackConfig["workloads"][number],
  deployment: string,
  style: "v1" | "path",
  lost: string,
  gateway: string,
): Outcome {
  const { name, group = "" } = workload;
  const callers = { audiences: ["api://models"], tenantId: "{{tenant}}", clientId: "{{client}}", group };
  return callGateway(
    {
      apiPolicy: workloadPolicy({
        workload: name,
        callers,
        pools: poolsOf(workload),
        gatewayClientId: "{{gateway}}",
      }),
      productPolicy: productPolicy(name, { tokensPerMinute: 1, monthlyTokens: 1 }),
      pools: poolsOf(workload),
      namedValues: { tenant: "t", client: "c", gateway: "g" },
      answer: (target) => (regionOf(target) === lost ? 503 : 200),
    },
    {
      method: "POST",
      path: style === "v1" ? "/v1/chat/completions" : `/deployments/${deployment}/chat/completions`,
      body: JSON.stringify({ model: deployment, messages: [] }),
      token: { tenant: "t", audience: "api://models", claims: { groups: [group] } },
      product: name,
      region: findRegion(gateway)?.displayName ?? gateway,
    },
  );
}

const regions = ["swedencentral", "francecentral"];

it("prod has a gateway in each region of its models", () => {
  expect([config.environment.region, ...(config.gateway?.regions ?? []).map(({ region }) => region)]).toEqual(
    regions,
  );
});

describe.each(regions)("with %s down", (lost) => {
  // The gateway of the lost region is down as well; what it would do while only the models are, is looked at, too.
  describe.each(regions)("the gateway in %s", (gateway) => {
    it.each(["v1", "path"] as const)("gets an answer for whoever has a deployment elsewhere: %s", (style) => {
      for (const workload of config.workloads) {
        for (const pool of poolsOf(workload)) {
          const own = pool.elsewhere?.find(({ region }) => region === gateway)?.members ?? pool.members;
          const survivors = own.map(({ deployment }) => deployment).filter((name) => regionOf(name) !== lost);
          for (const { deployment } of own) {
            const { status, calls } = callDuringLoss(workload, deployment, style, lost, gateway);
            expect(status).toBe(survivors.length > 0 ? 200 : 503);
            expect(calls.at(-1)?.deployment).toBe(survivors[0] ?? own.at(-1)?.deployment);
          }
        }
      }
    });
  });
});

it("prod says which calls stop with its primary region", () => {
  const stopped = config.workloads.flatMap((workload) =>
    poolsOf(workload)
      .filter(({ members }) => members.every(({ deployment }) => regionOf(deployment) === "swedencentral"))
      .flatMap(({ members }) => members.map(({ deployment }) => `${workload.name} ${deployment}`)),
  );
  expect(stopped).toEqual([
    "personalised-marketing copywriting",
    "personalised-marketing chat-fast",
    "personalised-marketing embeddings",
    "predictive-analytics chat-fast",
    "intelligent-automation chat-fast",
  ]);
});
