import { describe, expect, it } from "vitest";
import { problemsAfter, testFile, type BadConfiguration } from "../testing";

const limits = ["customer-service", "analytics"].map((workload) => ({ workload, monthlyTokens: 1_000_000 }));
const use = { workload: "analytics" };
const cache = (changes: object = {}): Record<string, unknown> => ({
  gateway: { limits, semanticCache: { embeddings: "embeddings", workloads: [use], ...changes } },
});
const only = (deployment: string) => ({ "workloads/1/models": [{ deployment, share: 40 }] });
const batch = {
  "models/declared": [{ name: "vectors-9", version: "2026-07-09" }],
  "models/deployments/1/model": "vectors-9",
  "models/deployments/1/version": "2026-07-09",
  "models/deployments/1/sku": "DataZoneBatch",
};

// prettier-ignore
const table: readonly BadConfiguration[] = [
  ["embeddings of a deployment that does not exist", cache({ embeddings: "embedding" }), "gateway.semanticCache.embeddings", "embedding", /no deployment "embedding" in this stack; did you mean "embeddings"/, /write "embeddings"/],
  ["embeddings of a model that chats", cache({ embeddings: "chat" }), "gateway.semanticCache.embeddings", "chat", /gpt-5\.6-luna, which makes no embeddings/, /model for embeddings/],
  ["embeddings of a batch deployment", { ...cache(), ...batch }, "gateway.semanticCache.embeddings", "embeddings", /batch deployment \(DataZoneBatch\)/, /another SKU/],
  ["a workload that does not exist", cache({ workloads: [{ workload: "analytic" }] }), "gateway.semanticCache.workloads[0].workload", "analytic", /no workload "analytic" in this stack; did you mean "analytics"/, /write "analytics"/],
  ["a workload twice", cache({ workloads: [use, use] }), "gateway.semanticCache.workloads[1].workload", "analytics", /given twice/, /one entry/],
  ["a workload with restricted data", { ...cache(), "workloads/1/dataClassification": "restricted" }, "gateway.semanticCache.workloads[0].workload", "analytics", /handles restricted data/, /remove the entry/],
  ["a workload that asks no questions", { ...cache(), ...only("embeddings") }, "gateway.semanticCache.workloads[0].workload", "analytics", /no deployment that answers questions/, /remove the entry/],
  ["no workload", cache({ workloads: [] }), "gateway.semanticCache.workloads", [], /.+/, /.+/],
  ["a threshold above 1", cache({ workloads: [{ ...use, scoreThreshold: 2 }] }), "gateway.semanticCache.workloads[0].scoreThreshold", 2, /.+/, /.+/],
  ["answers that are kept for good", cache({ workloads: [{ ...use, minutes: 100_000 }] }), "gateway.semanticCache.workloads[0].minutes", 100_000, /.+/, /.+/],
  ["a size that does not search", cache({ sku: "FlashOptimized_A250" }), "gateway.semanticCache.sku", "FlashOptimized_A250", /.+/, /.+/],
  ["a third key", cache({ accessKey: "tertiary" }), "gateway.semanticCache.accessKey", "tertiary", /.+/, /.+/],
];

describe("checks of the semantic cache", () => {
  it.each(table)("refuse %s", (_, changes, path, value, message, fix) => {
    const problems = problemsAfter(changes);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: testFile, path });
    expect(problems[0]?.value).toEqual(value);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.fix).toMatch(fix);
  });

  it.each([
    ["of an internal workload", cache()],
    ["of a confidential workload", cache({ workloads: [{ workload: "customer-service", minutes: 5 }] })],
    ["with the other key", cache({ accessKey: "secondary", sku: "Balanced_B3" })],
    ["of the same text alone", cache({ workloads: [{ ...use, scoreThreshold: 0 }] })],
  ])("take one %s", (_, changes) => {
    expect(problemsAfter(changes)).toEqual([]);
  });
});
