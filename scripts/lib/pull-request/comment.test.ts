import * as pulumi from "@pulumi/pulumi";
import * as path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { graphFromProgram } from "../../../graph/from-program";
import { parseStackConfig } from "../../../stacks/config/index";
import { program } from "../../../stacks/program";
import { hasBlocking, renderComment } from "../../reports/pull-request/comment";
import { parsePullRequestReport, type StackReport } from "../../reports/pull-request/model";
import { projectRoot } from "../paths";
import { loadBase } from "../cost/base";
import { stackReport, type Side } from "./stack-report";

type Sections = Record<string, unknown>;
const now = new Date("2026-11-23T00:00:00Z");
const golden = (name: string) => path.join(projectRoot, "tests", "golden", "pull-request", `${name}.md`);

async function side(sections: Sections, run?: () => Promise<Record<string, unknown>>): Promise<Side> {
  const parsed = parseStackConfig(sections, "stacks/Pulumi.prod.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const graph = await graphFromProgram({ stack: "prod", config: sections, ...(run && { program: run }) });
  return { graph, config: parsed.config };
}

/** What every platform has: the golden files do not change with each optional part that prod takes on. */
const core = [
  "environment",
  "residency",
  "compliance",
  "network",
  "identity",
  "models",
  "workloads",
  "operations",
];

function changed(change: (sections: Sections) => void, stack = "prod"): Sections {
  const shipped = structuredClone(loadBase(stack, stack).sections);
  const sections = Object.fromEntries(core.map((name) => [name, shipped[name]]));
  change(sections);
  return sections;
}

function comment(...stacks: StackReport[]): string {
  return renderComment(
    parsePullRequestReport({ version: 1, base: "main", stacks, untouched: ["dev", "staging"] }),
  );
}

/** The program as somebody might change it: accounts that anybody may reach. */
function publicAccounts(): Promise<Record<string, unknown>> {
  pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
    if (type !== "azure-native:cognitiveservices:Account") return undefined;
    const properties = pulumi
      .output((props as { properties: object }).properties)
      .apply((settings) => ({ ...settings, publicNetworkAccess: "Enabled" }));
    return { props: { ...props, properties }, opts };
  });
  return program({ stripAliases: true, retry: { firstWaitSeconds: 0 } });
}

describe("the comment on a change to prod", () => {
  let before: Side;
  const shared = { stack: "prod", notes: [], reasons: ["stacks/Pulumi.prod.yaml is changed"], now };
  beforeAll(async () => {
    before = await side(changed(() => undefined));
  });

  it("shows a bigger capacity: one update, what it costs, nothing else", async () => {
    const sections = changed(({ models }) => {
      const { deployments } = models as { deployments: { name: string; capacity: number }[] };
      const reserved = deployments.find(({ name }) => name === "chat-reserved");
      if (reserved) reserved.capacity = 25;
    });
    const report = await stackReport({ ...shared, before, after: await side(sections) });
    expect(report.changes.map(({ op }) => op)).not.toContain("create");
    const deployment = report.changes.find(({ name }) => name === "primary-chat-reserved");
    expect(deployment?.op).toBe("update");
    expect(deployment?.properties).toMatchObject([{ path: "sku.capacity", before: "15", after: "25" }]);
    expect(report.findings).toMatchObject({ added: [], fixed: [] });
    expect(report.access).toEqual({ gained: [], lost: [] });
    expect(report.cost?.change.low).toBeGreaterThan(0);
    expect(report.residency?.verdict).toBe("pass");
    await expect(comment(report)).toMatchFileSnapshot(golden("bigger-capacity"));
  });

  it("shows a new workload: who gains access to what", async () => {
    const sections = changed(({ workloads }) => {
      (workloads as unknown[]).push({
        name: "claims-triage",
        owner: "claims@contoso.example",
        group: "0b9c2a77-8d51-4f2e-9c36-5a1de0f7c325",
        dataClassification: "confidential",
        federation: [
          {
            issuer: "https://token.actions.githubusercontent.com",
            subject: "repo:contoso/claims:environment:prod",
          },
        ],
        models: [{ deployment: "copywriting", share: 10, usage: { input: 60, output: 10 } }],
        monthlyBudget: 2500,
      });
    });
    const report = await stackReport({ ...shared, before, after: await side(sections) });
    expect(report.changes.filter(({ op }) => op !== "create" && op !== "update")).toEqual([]);
    expect(report.access?.gained.map(({ principal }) => principal)).toContain("group of claims-triage");
    expect(report.access?.gained.some(({ role }) => role === "sign in as")).toBe(true);
    expect(report.access?.lost).toEqual([]);
    await expect(comment(report)).toMatchFileSnapshot(golden("new-workload"));
  });

  it("shows public accounts: the findings that they bring, never folded", async () => {
    const report = await stackReport({
      ...shared,
      before,
      after: await side(
        changed(() => undefined),
        publicAccounts,
      ),
    });
    expect(report.changes.map(({ op }) => op)).toEqual(["update", "update"]);
    expect(report.findings?.added.length).toBeGreaterThan(0);
    expect(report.findings?.added.some(({ mandatory }) => mandatory)).toBe(true);
    await expect(comment(report)).toMatchFileSnapshot(golden("public-account"));
    const undone = await stackReport({
      ...shared,
      before: await side(
        changed(() => undefined),
        publicAccounts,
      ),
      after: before,
    });
    expect(undone.findings?.fixed).toHaveLength(report.findings?.added.length ?? -1);
  });

  it("shows exemptions: what comes is exempted and not blocked, what goes leaves its finding open", async () => {
    const record = {
      rule: "CS-0002",
      reason: "The partner calls from the internet until its tunnel stands.",
      ticket: "SEC-118",
      owner: "ada@contoso.example",
      created: "2026-11-01",
      expires: "2026-12-31",
    };
    const account = (name: string) => ({
      ...record,
      resource: `azure-native:cognitiveservices:Account::*${name}-account`,
    });
    const open = await side(
      changed(() => undefined),
      publicAccounts,
    );
    const chat = { ...account("chat"), rule: "CS-0001", expires: "2026-11-30" };
    const partner = { ...record, resource: "azure-native:storage:StorageAccount::partner-*" };
    const report = await stackReport({
      ...shared,
      reasons: ["stacks/exemptions/prod.yaml is changed"],
      before: { ...open, exemptions: [account("secondary"), chat, partner] },
      after: { ...open, exemptions: [account("primary"), chat, { ...partner, expires: "2027-01-15" }] },
    });
    expect(report.changes).toEqual([]);
    expect(report.exemptions?.map(({ event, matches }) => [event, matches])).toEqual([
      ["added", 1],
      ["changed", 0],
      ["removed", 1],
      ["expiring", 0],
    ]);
    expect(report.findings?.exempted?.map(({ resource }) => resource)).toEqual(["Account primary-account"]);
    expect(report.findings?.added.map(({ resource }) => resource)).toEqual(["Account secondary-account"]);
    await expect(comment(report)).toMatchFileSnapshot(golden("exemptions"));

    const exempt = await stackReport({
      ...shared,
      before,
      after: { ...open, exemptions: [account("primary"), account("secondary")] },
    });
    expect(hasBlocking(exempt)).toBe(false);
    expect(exempt.findings).toMatchObject({ added: [], open: 0 });
    const twice = await stackReport({
      ...shared,
      before,
      after: { ...before, exemptions: [{ ...account("primary"), expires: "2027-11-01" }] },
    });
    expect(twice.exemptions).toMatchObject([{ event: "invalid", status: "refused" }]);
    expect(hasBlocking(twice)).toBe(true);
  });

  it("says that nothing changes", async () => {
    const report = await stackReport({ ...shared, before, after: await side(changed(() => undefined)) });
    expect(report.changes).toEqual([]);
    await expect(comment(report)).toMatchFileSnapshot(golden("no-changes"));
  });

  it("calls out what is replaced and holds data", async () => {
    const sections = changed(({ environment }) => {
      (environment as { region: string }).region = "francecentral";
    }, "staging");
    const report = await stackReport({
      ...shared,
      before: await side(changed(() => undefined, "staging")),
      after: await side(sections),
    });
    const replaced = report.changes.filter(({ op }) => op === "replace");
    expect(replaced.map(({ data }) => data)).toContain("log records");
    expect(comment(report)).toContain(
      "**Workspace `monitoring-workspace`** is replaced (`location` cannot be changed in place); it holds log records; it is protected",
    );
  });
});
