import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Big from "big.js";
import fc from "fast-check";
import colors from "picocolors";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roundToCents } from "../../../catalog/cost";
import type { ResourceGraph, ResourceNode } from "../../../graph/types";
import { shippedStacks } from "../../../tests/support/stack-files";
import { Failure } from "../failure";
import { projectRoot } from "../paths";
import { amountOf, difference, money, signedMoney, sumOf } from "./amounts";
import { defaultAssumptions } from "./assumptions";
import { loadBase } from "./base";
import { compareEstimates, keepsLimit, parseLimit } from "./compare";
import { estimate, type Estimate } from "./estimate";
import { estimateOf } from "./index";
import { estimateToJson } from "./json";
import { renderMarkdown } from "./markdown";
import { allocate, shareOut } from "./sharing";
import { partsBy, unknownsOf } from "./summary";
import { renderEstimate } from "./terminal";

const estimates = new Map<string, Estimate>();
beforeAll(async () => {
  for (const stack of shippedStacks) estimates.set(stack, await estimateOf(loadBase(stack, stack)));
}, 60_000);

function costs(stack: string, resource: string, workload: string): unknown {
  return estimates
    .get(stack)!
    .lines.filter((line) => line.resource.name.endsWith(resource) && line.workload === workload)
    .map(({ cost: { item, cost } }) => [item, cost.kind === "known" ? roundToCents(cost.high) : "unknown"]);
}

describe("the estimate of prod", () => {
  it("agrees with hand-computed lines to the cent", () => {
    // gpt-5.6-terra in the EU data zone: 2.20, 0.22 and 13.20 USD for a million tokens.
    expect(costs("prod", "primary-chat", "customer-service")).toEqual([
      ["input tokens", 880], // 400 x 2.20
      ["cached input tokens", 33], // 150 x 0.22
      ["output tokens", 792], // 60 x 13.20
    ]);
    // 15 units x 730 h x 1.20 USD, whatever they serve.
    expect(costs("prod", "chat-reserved", "customer-service")).toEqual([["provisioned units", 13_140]]);
    // gpt-5.6-luna: 1,200 x 0.22 and 150 x 1.32.
    expect(costs("prod", "chat-fast", "predictive-analytics")).toEqual([
      ["input tokens", 264],
      ["output tokens", 198],
    ]);
    // gpt-5.6-sol: 120 x 4.40 and 80 x 22.00.
    expect(costs("prod", "copywriting", "personalised-marketing")).toEqual([
      ["input tokens", 528],
      ["output tokens", 1760],
    ]);
    // 730 h x 0.01 USD, and 10 GB x 0.01 USD.
    expect(costs("prod", "prod-primary-endpoint", "platform")).toEqual([
      ["Private Link, Standard Private Endpoint", 7.3],
      ["Private Link, Data Processed ingress/egress first 1PB", 0.1],
    ]);
  });

  it("lists what it does not know, and adds nothing for it", () => {
    expect(costs("prod", "primary-embeddings", "customer-service")).toEqual([["input tokens", "unknown"]]);
    const unknown = unknownsOf(estimates.get("prod")!);
    expect(unknown.map(({ reason }) => reason)).toContain(
      "no source gives token prices of Standard in swedencentral (0.143 USD per 1M tokens as DataZoneStandard)",
    );
    expect(unknown.map(({ reason }) => reason).join()).toContain("0.5 USD per zone-month in westus");
    const urns = readFileSync(join(projectRoot, "stacks/__snapshots__/prod.urns.txt"), "utf8").split("\n");
    const zones = urns.filter((urn) => urn.includes("privatedns:PrivateZone::"));
    expect(unknown.find(({ item }) => item.startsWith("Private DNS"))?.resources).toHaveLength(zones.length);
  });
});

describe("what a workload pays", () => {
  it("is what is there for it alone, and its part of the platform, to the cent", () => {
    // Agent stores carry the workload's tag, their private endpoints stand inside them: 3 x (7.30 + 0.10), 3 keys x 0.03.
    const own = estimates
      .get("prod")!
      .lines.filter(
        ({ workload, component }) => workload === "customer-service" && component.startsWith("AgentStores"),
      );
    expect(roundToCents(sumOf(own.map(({ cost }) => cost.cost)).high)).toBe(22.29);
    const { sharing, lines, total } = estimates.get("prod")!;
    expect(sharing.key).toBe("cost");
    const parts = sharing.parts.map(({ together }) => together.high);
    expect(parts.length).toBe(4);
    expect(parts.reduce((sum, part) => sum.plus(part), Big(0)).toNumber()).toBe(
      roundToCents(amountOf(total).high),
    );
    // 36,000 of 33,000 USD of budgets: customer-service pays 18/33 of what all use.
    const platform = roundToCents(
      sumOf(lines.filter(({ workload }) => workload === "platform").map(({ cost }) => cost.cost)).high,
    );
    const byBudget = shareOut(lines, loadBase("prod", "prod").config.workloads, "budget");
    const service = byBudget.parts.find(({ name }) => name === "customer-service")!;
    expect(service.platform.high).toBeCloseTo((platform * 18_000) / 33_000, 1);
  });

  it("falls back to equal parts where nothing costs anything, and leaves the platform alone without workloads", () => {
    const two = [
      { name: "a", monthlyBudget: 0 },
      { name: "b", monthlyBudget: 0 },
    ];
    const { lines } = estimates.get("dev")!;
    expect(shareOut(lines, two, "cost").key).toBe("even");
    expect(shareOut(lines, [], "cost").parts).toEqual([]);
  });

  it("loses no cent in sharing, whatever the weights", () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 }).map((cents) => cents / 100);
    const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(amount, weights, (all, each) => {
        const parts = allocate(all, each);
        const sum = parts.reduce((total, part) => total.plus(part), Big(0)).toNumber();
        expect(sum).toBe(each.some((weight) => weight > 0) ? all : 0);
        expect(parts.every((part, index) => part === 0 || each[index]! > 0)).toBe(true);
      }),
    );
  });
});

describe("the size of what is not known", () => {
  it("is told by list prices of other places and SKUs, and is in no sum", () => {
    const { lines, total } = estimates.get("prod")!;
    const line = (name: string, item: string) =>
      lines.find(({ resource, cost }) => resource.name.endsWith(name) && cost.item.includes(item))!;
    // 730 h x 2 replicas x 0.336 USD in eastus; the key of the sum is the known part alone.
    const search = line("customer-service-vectors-search", "Standard S1");
    expect(search).toMatchObject({ workload: "customer-service", cost: { cost: { kind: "unknown" } } });
    expect(search.indication).toEqual({
      low: search.cost.quantity * 0.336,
      high: search.cost.quantity * 0.336,
    });
    // 800 million tokens x 0.143 USD as DataZoneStandard.
    expect(line("primary-embeddings", "input").indication).toEqual({ low: 114.4, high: 114.4 });
    expect(sumOf(lines.map(({ cost }) => cost.cost))).toEqual(amountOf(total));
    // 2.76 and 2.99 USD a GB in two places.
    expect(line("monitoring-workspace", "Ingestion").indication).toEqual({ low: 27.6, high: 29.9 });
  });

  it("is a list price alone where no use is stated", () => {
    const texts = unknownsOf(estimates.get("prod")!).map(({ item, reason }) => `${item}: ${reason}`);
    for (const [item, price] of [
      ["request units and data", "0.008 USD per hour"],
      ["compute of Standard_D8s_v5", "0.384 USD per hour in eastus2"],
      ["compute", "0.55 USD per DBU-hour"],
      ["flows collected", "billed by use"],
      ["tokens, resources or events that Defender scans", "billed by use"],
      ["alert rule", "no price of metric alert rules"],
    ])
      expect(texts.find((text) => text.startsWith(item!) && text.includes(price!))).toBeDefined();
  });
});

describe("the estimate of dev", () => {
  it("agrees with a hand-computed assumption", () => {
    // 50 units x 1,000 tokens/min x 80 % x 43,800 min x 10 % = 175.2 million tokens, a fifth of them output.
    // 140.16 x 0.22 = 30.8352; 35.04 x 1.32 = 46.2528
    expect(costs("dev", "primary-chat", "customer-service")).toEqual([
      ["input tokens", 30.84],
      ["output tokens", 46.25],
    ]);
    // Embeddings have no output: 175.2 x 0.022 = 3.8544
    expect(costs("dev", "primary-embeddings", "customer-service")).toEqual([["input tokens", 3.85]]);
    expect(estimates.get("dev")!.assumptions.join()).toContain("uses 10 % of its share");
  });
});

describe.each(shippedStacks)("the estimate of %s", (stack) => {
  it("adds up: by workload, by component, and as a whole", () => {
    const { lines, total } = estimates.get(stack)!;
    for (const key of ["workload", "component"] as const) {
      const parts = partsBy(lines, (line) => line[key]);
      const sum = parts.reduce((all, { amount }) => all + amount.high, 0);
      expect(sum).toBeCloseTo(amountOf(total).high, 6);
      expect(parts.reduce((all, { unknown }) => all + unknown, 0)).toBe(total.unknown.length);
    }
    expect(amountOf(total).high).toBeGreaterThan(0);
  });

  it("knows how every resource type of the platform is billed", () => {
    const reasons = estimates.get(stack)!.total.unknown.map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason.startsWith("this command does not know"))).toEqual([]);
  });

  it("prints within 100 columns", () => {
    const view = { colors: colors.createColors(false), columns: 100, every: true };
    const wide = renderEstimate(estimates.get(stack)!, view)
      .split("\n")
      .filter((line) => line.length > 100);
    expect(wide).toEqual([]);
  });
});

describe("an estimate", () => {
  it("never takes a resource for free whose billing it does not know", () => {
    const node = (type: string, inputs: ResourceNode["inputs"] = {}): ResourceNode => ({
      ...{ urn: `urn:${type}`, type, name: "x", custom: true, dependencies: [] },
      ...{ propertyDependencies: {}, inputs, outputs: {}, protect: false, retainOnDelete: false },
    });
    const graph: ResourceGraph = {
      ...{ project: "cornerstone", stack: "dev", basis: "program" },
      resources: [
        node("azure-native:quantum:Workspace"),
        node("azure-native:keyvault:Key", { properties: { kty: "RSA-HSM", keySize: 4096 } }),
        node("azure-native:operationalinsights:Workspace", { location: "westeurope", retentionInDays: 365 }),
        node("azure-native:network:VirtualNetwork"),
        node("azure-native:machinelearningservices:ManagedNetworkSettingsRule", {
          properties: { type: "PrivateEndpoint" },
        }),
        node("azure-native:machinelearningservices:ManagedNetworkSettingsRule", {
          properties: { type: "FQDN" },
        }),
      ],
    };
    const { config } = loadBase("dev", "dev");
    const result = estimate({ stack: "dev", graph, config, assumptions: defaultAssumptions });
    expect(
      result.lines.map(({ cost }) => [cost.item, cost.cost.kind === "known" ? cost.cost.high : "unknown"]),
    ).toEqual([
      ["quantum:Workspace", "unknown"],
      ["Key Vault, Premium HSM-protected Advanced Key", 5],
      ["Key Vault, Operations (Standard)", 0.03],
      ["Log Analytics, Analytics Logs Data Ingestion", 29.9],
      // 10 GB held for (365 - 31) / 30.4167 = 10.98 months, rounded to 109.81 GB-months, x 0.13
      ["Log Analytics, Analytics Logs Data Retention", 14.2753],
      ["Private Link, Standard Private Endpoint", 7.3],
      ["Private Link, Data Processed ingress/egress first 1PB", 0.1],
      ["a firewall, where a rule lets host names through", "unknown"],
    ]);
    expect(result.freeResources).toBe(1);
  });

  it("says what it is in JSON, with every line and whether it is complete", () => {
    const json = JSON.parse(estimateToJson(estimates.get("prod")!)) as Record<string, unknown>;
    expect(json).toMatchObject({ version: 1, stack: "prod", currency: "USD", complete: false });
    expect(json["priceDates"]).toMatchObject({ newest: "2026-11-22" });
    expect(json["lines"]).toHaveLength(estimates.get("prod")!.lines.length);
  });

  it("shows its arithmetic in Markdown", () => {
    expect(renderMarkdown(estimates.get("prod")!)).toContain(
      "| customer-service | primary-chat | input tokens | 400 x 1M tokens at 2.2 | 880.00 | declared |",
    );
  });
});

describe("a comparison", () => {
  it("names each line that changes, and nothing else", async () => {
    const file = loadBase("prod", "prod");
    const config = structuredClone(file.config);
    // Both readings of the change: the configuration for the usage, the graph for the resources.
    config.workloads[0]!.models[1]!.usage = { input: 500, cachedInput: 150, output: 60 };
    const after = await estimateOf({ ...file, config });
    const comparison = compareEstimates("main", estimates.get("prod")!, after);
    expect(comparison.changes).toEqual([
      {
        ...{ workload: "customer-service", component: "OpenAIAccount primary", resource: "primary-chat" },
        ...{ item: "input tokens", before: { low: 880, high: 880 }, after: { low: 1100, high: 1100 } },
        change: { low: 220, high: 220 },
      },
    ]);
    expect(comparison.change).toEqual({ low: 220, high: 220 });
    expect(keepsLimit(comparison, parseLimit("220")!)).toBe("kept");
    expect(keepsLimit(comparison, parseLimit("219.99")!)).toBe("exceeded");
    const percent = (100 * 220) / comparison.before.high;
    expect(keepsLimit(comparison, parseLimit(`${(percent - 0.01).toFixed(4)}%`)!)).toBe("exceeded");
    expect(keepsLimit(comparison, parseLimit(`${(percent + 0.01).toFixed(4)}%`)!)).toBe("kept");
  });

  it("against itself changes nothing", () => {
    const [one] = estimates.values();
    const comparison = compareEstimates("itself", one!, one!);
    expect(comparison).toMatchObject({ changes: [], unknownChanges: 0, change: { low: 0, high: 0 } });
  });

  it("cannot keep a limit where prices are not known", () => {
    const comparison = compareEstimates("staging", estimates.get("staging")!, estimates.get("prod")!);
    expect(comparison.unknownChanges).toBeGreaterThan(0);
    expect(keepsLimit(comparison, parseLimit("1000000")!)).toBe("unknown");
    expect(keepsLimit(comparison, parseLimit("1")!)).toBe("exceeded");
  });

  it.each(["", "ten", "-5", "10 %%", "1e3"])("refuses %j as a limit", (text) => {
    expect(parseLimit(text)).toBeUndefined();
  });
});

describe("the base of a comparison", () => {
  const directory = mkdtempSync(join(tmpdir(), "cost-base-"));
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it("is a stack file, a stack, or a git ref", () => {
    const copy = join(directory, "Pulumi.prod.yaml");
    const text = readFileSync(join(projectRoot, "stacks", "Pulumi.prod.yaml"), "utf8");
    writeFileSync(copy, text.replace("monthlyBudget: 36000", "monthlyBudget: 36001"));
    expect(loadBase(copy, "prod").config.operations.monthlyBudget).toBe(36_001);
    expect(loadBase("staging", "prod")).toMatchObject({ stack: "staging" });
    expect(loadBase("HEAD", "prod").config.environment.name).toBe("prod");
  });

  it.each(["no-such-ref", "--output=/tmp/x", "missing.yaml"])(
    "refuses %s, and says what may stand there",
    (name) => {
      expect(() => loadBase(name, "prod")).toThrow(Failure);
    },
  );
});

describe("amounts", () => {
  it("are exact sums, printed to the cent, as ranges where they are", () => {
    const known = (low: number, high: number) => ({ kind: "known", low, high, currency: "USD" }) as const;
    const sum = sumOf([known(0.1, 0.1), known(0.2, 0.3), { kind: "unknown", reason: "" }]);
    expect(sum).toEqual({ low: 0.3, high: 0.4 });
    expect(money(sum)).toBe("0.30 to 0.40");
    expect(money({ low: 1234.005, high: 1234.005 })).toBe("1,234.01");
    expect(signedMoney(difference({ low: 0.1, high: 0.3 }, sum))).toBe("-0.20 to -0.10");
    expect(signedMoney({ low: -0.001, high: -0.001 })).toBe("0.00");
  });
});
