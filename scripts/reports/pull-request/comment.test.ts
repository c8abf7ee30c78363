import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marker, maximumBytes, renderComment } from "./comment";
import {
  parsePullRequestReport,
  type PullRequestReport,
  type ResourceChange,
  type StackReport,
  type TouchedExemption,
} from "./model";

const hostile = fc.oneof(
  fc.string({ maxLength: 200, unit: "binary" }),
  fc.constantFrom(
    "</details><script>alert(1)</script>",
    "a | b | c",
    "```\nmermaid",
    "@contoso/security please approve",
    "<!-- cornerstone:pull-request -->",
    "[click](https://evil.example)",
    "fixes #12",
    "\u202egnp.exe",
  ),
);
const text = hostile.map((value) => value.slice(0, 300));
const amount = fc.record({
  low: fc.integer({ min: -9999, max: 9999 }),
  high: fc.integer({ min: -9999, max: 9999 }),
});

const change: fc.Arbitrary<ResourceChange> = fc.record(
  {
    op: fc.constantFrom("create", "update", "replace", "delete" as const),
    urn: fc.uuid(),
    type: text,
    name: text,
    component: text,
    protected: fc.boolean(),
    data: text,
    properties: fc.array(fc.record({ path: text, before: text, after: text, replaces: fc.boolean() }), {
      maxLength: 20,
    }),
    needs: fc.constant([]),
    users: fc.nat(20),
  },
  { requiredKeys: ["op", "urn", "type", "name", "component", "protected", "properties", "needs", "users"] },
);
const finding = fc.record({
  rule: fc.constant("CS-0001"),
  title: text,
  severity: fc.constantFrom("critical", "low" as const),
  mandatory: fc.boolean(),
  resource: text,
  message: text,
  fix: text,
  url: fc.constant("https://learn.microsoft.com/a_(b)|c"),
});
const exemption: fc.Arbitrary<TouchedExemption> = fc.record(
  {
    event: fc.constantFrom("invalid", "added", "changed", "removed", "expiring" as const),
    rule: fc.constant("CS-0001"),
    title: text,
    resource: text,
    owner: text,
    ticket: text,
    reason: text,
    status: fc.constantFrom("active", "refused" as const),
    expires: fc.constant("2026-12-31"),
    daysLeft: fc.integer({ min: -400, max: 400 }),
    matches: fc.nat(9),
    changes: fc.array(fc.record({ field: text, before: text, after: text }), { maxLength: 3 }),
    problem: text,
  },
  {
    requiredKeys: [
      "event",
      "rule",
      "title",
      "resource",
      "owner",
      "ticket",
      "reason",
      "status",
      "expires",
      "daysLeft",
      "matches",
      "changes",
    ],
  },
);
const grant = fc.record({ principal: text, role: text, scope: text, administers: fc.boolean() });

const stack: fc.Arbitrary<StackReport> = fc.record(
  {
    stack: fc.stringMatching(/^[a-z]{1,30}$/),
    protected: fc.boolean(),
    basis: fc.constantFrom("program", "local", "engine" as const),
    notes: fc.array(text, { maxLength: 3 }),
    reasons: fc.array(text, { maxLength: 3 }),
    failure: text,
    changes: fc.array(change, { maxLength: 40 }),
    unchanged: fc.nat(1000),
    findings: fc.record({
      added: fc.array(finding, { maxLength: 30 }),
      fixed: fc.array(finding, { maxLength: 30 }),
      exempted: fc.array(finding, { maxLength: 5 }),
      open: fc.nat(9),
    }),
    exemptions: fc.array(exemption, { maxLength: 30 }),
    cost: fc.record({
      before: amount,
      after: amount,
      change: amount,
      unknown: fc.nat(3),
      lines: fc.array(
        fc.record({ workload: text, resource: text, item: text, before: text, after: text, change: text }),
        { maxLength: 30 },
      ),
    }),
    access: fc.record({
      gained: fc.array(grant, { maxLength: 30 }),
      lost: fc.array(grant, { maxLength: 30 }),
    }),
  },
  { requiredKeys: ["stack", "protected", "basis", "notes", "reasons", "changes", "unchanged"] },
);
const reports: fc.Arbitrary<PullRequestReport> = fc.record({
  version: fc.constant(1 as const),
  base: text,
  stacks: fc.array(stack, { maxLength: 12 }),
  untouched: fc.array(text, { maxLength: 30 }),
});

const huge = (number: number): StackReport => ({
  stack: `region-${number}`,
  protected: true,
  basis: "program",
  notes: [],
  reasons: [],
  unchanged: 0,
  changes: Array.from({ length: 400 }, (_, index) => ({
    op: "update",
    urn: `urn:${number}:${index}`,
    type: "azure-native:network:Subnet",
    name: `subnet-${index}`,
    component: "PrivateNetwork network",
    protected: false,
    properties: [{ path: "addressPrefix", before: "ä".repeat(250), after: "ö".repeat(250), replaces: false }],
    needs: [],
    users: 0,
  })),
  findings: {
    added: [
      {
        rule: "CS-0002",
        title: "AI accounts cannot be reached from the public internet.",
        severity: "high",
        mandatory: true,
        resource: "Account primary",
        message: "publicNetworkAccess is Enabled",
        fix: "Disable it.",
        url: "https://learn.microsoft.com/azure",
      },
    ],
    fixed: [],
    open: 1,
  },
});

describe("the comment", () => {
  it("is never longer than GitHub takes, keeps its form, and carries nothing of what it is told into the page", () => {
    fc.assert(
      fc.property(reports, (report) => {
        const comment = renderComment(report);
        expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(maximumBytes);
        expect(comment.startsWith(`${marker}\n`)).toBe(true);
        expect(comment.split(marker)).toHaveLength(2);
        expect(comment.match(/<details>/g)?.length).toBe(comment.match(/<\/details>/g)?.length);
        expect((comment.match(/^```/gm)?.length ?? 0) % 2).toBe(0);
        expect(comment).not.toContain("<script");
        // In a code span nobody is mentioned.
        expect(comment.replace(/\\`/g, "").replace(/`[^`]*`/g, "")).not.toMatch(/@contoso/);
        expect(comment).not.toMatch(/\u202e/);
      }),
      { numRuns: 60 },
    );
  });

  it("gives each of many big stacks its room, and never drops a finding for the sake of a long diff", () => {
    const report = { version: 1 as const, base: "main", untouched: [], stacks: [1, 2, 3, 4, 5].map(huge) };
    const comment = renderComment(report);
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(maximumBytes);
    expect(comment.match(/\[CS-0002\]/g)).toHaveLength(5);
    expect(comment.match(/more resources_? not shown/g)?.length).toBe(5);
    expect(Buffer.byteLength(comment)).toBeGreaterThan(maximumBytes / 2);
  });

  it("tells of a preview that failed, and of nothing else of that stack", () => {
    const { changes, findings, ...rest } = huge(1);
    const comment = renderComment({
      version: 1,
      base: "main",
      untouched: [],
      stacks: [
        {
          ...rest,
          changes: [],
          failure: "stacks/Pulumi.prod.yaml\n  models.deployments[0].sku: no such SKU",
        },
      ],
    });
    expect([changes.length, findings?.open]).toEqual([400, 1]);
    expect(comment).toContain("## ❌ Cornerstone: the preview of 1 stack failed");
    expect(comment).toContain("no such SKU");
    expect(comment).not.toContain("no changes");
  });
});

describe("the data of a report", () => {
  const good = { version: 1, base: "main", untouched: [], stacks: [huge(1)] };

  it("is taken as it is written", () => {
    expect(parsePullRequestReport(JSON.parse(JSON.stringify(good)))).toEqual(good);
  });

  it.each([
    ["a field that nobody knows", { ...good, html: "<b>" }],
    ["another version", { ...good, version: 2 }],
    ["a stack with the name of a path", { ...good, stacks: [{ ...huge(1), stack: "../x" }] }],
    ["a text without end", { ...good, base: "x".repeat(301) }],
    [
      "a link that runs code",
      {
        ...good,
        stacks: [
          {
            ...huge(1),
            findings: {
              added: [{ ...huge(1).findings?.added[0], url: "javascript:alert(1)" }],
              fixed: [],
              open: 1,
            },
          },
        ],
      },
    ],
  ])("is refused with %s", (_, data) => {
    expect(() => parsePullRequestReport(data)).toThrow();
  });
});
