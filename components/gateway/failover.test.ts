import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
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
  return planPools(workload.name, workload.models, inventory, config.environment.region);
}

function regionOf(deployment: string): string | undefined {
  return inventory.find(({ name }) => name === deployment)?.region;
}

function callDuringLoss(
  workload: StackConfig["workloads"][number],
  deployment: string,
  style: "v1" | "path",
  lost: string,
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
    },
  );
}

describe.each(["swedencentral", "francecentral"])("with %s down", (lost) => {
  it.each(["v1", "path"] as const)("the other region answers whoever has a deployment there: %s", (style) => {
    for (const workload of config.workloads) {
      for (const { members } of poolsOf(workload)) {
        const survivors = members
          .map(({ deployment }) => deployment)
          .filter((name) => regionOf(name) !== lost);
        for (const { deployment } of members) {
          const { status, calls } = callDuringLoss(workload, deployment, style, lost);
          expect(status).toBe(survivors.length > 0 ? 200 : 503);
          expect(calls.at(-1)?.deployment).toBe(survivors[0] ?? members.at(-1)?.deployment);
        }
      }
    }
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
