import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Severity } from "../rule";
import {
  addDays,
  dayOf,
  daysBetween,
  ExemptionBook,
  isDay,
  isExemptionError,
  matcherOf,
  maximumDays,
} from "./index";
import type { Exemption } from "./index";
import { parseExemptions } from "./parse";

const urn =
  "urn:pulumi:prod::shop::cornerstone:index:Platform$azure-native:storage/v20230101:StorageAccount::logs-eu";
const base: Exemption = {
  rule: "CS-0001",
  resource: "azure-native:storage:StorageAccount::logs-*",
  reason: "Old scanners.",
  ticket: "SEC-1",
  owner: "ada@contoso.example",
  created: "2026-03-01",
  expires: "2026-03-31",
};
const finding = { ruleId: "CS-0001", urn, outcome: "fail" } as const;

function bookOf(
  exemptions: readonly Exemption[],
  now: string,
  more: { severity?: Severity; criticalExemptions?: readonly string[] } = {},
): ExemptionBook {
  const { severity = "high", criticalExemptions = [] } = more;
  return new ExemptionBook(exemptions, {
    rules: [{ id: "CS-0001", severity }],
    packs: [{ name: "baseline", levels: { "CS-0001": "mandatory" }, criticalExemptions }],
    now: new Date(now),
  });
}

function statusOn(now: string, exemption: Partial<Exemption> = {}, more: Parameters<typeof bookOf>[2] = {}) {
  const book = bookOf([{ ...base, ...exemption }], now, more);
  const exempted = book.find(finding) !== undefined;
  const [use] = book.uses();
  return { exempted, ...use! };
}

describe("an exemption", () => {
  it.each([
    ["2026-02-28T23:59:59.999Z", "future", false, 31],
    ["2026-03-01T00:00:00Z", "active", true, 30],
    ["2026-03-30T12:00:00Z", "active", true, 1],
    ["2026-03-31T00:00:00Z", "active", true, 0],
    ["2026-03-31T23:59:59.999Z", "active", true, 0],
    ["2026-04-01T00:00:00Z", "expired", false, -1],
    // Half an hour after midnight in Berlin is the evening before in UTC.
    ["2026-04-01T00:30:00+02:00", "active", true, 0],
  ] as const)("at %s is %s", (now, status, exempted, daysLeft) => {
    expect(statusOn(now)).toMatchObject({ status, exempted, daysLeft, matches: 1 });
  });

  it.each(Object.entries(maximumDays) as [Severity, number][])(
    "from a rule of severity %s lasts %i days and not one more",
    (severity, most) => {
      const more = { severity, criticalExemptions: ["CS-0001"] };
      const lasting = (days: number) => ({
        expires: addDays(base.created, days),
        compensatingControl: "Watched.",
      });
      expect(statusOn(base.created, lasting(most), more)).toMatchObject({ status: "active", exempted: true });
      const refused = statusOn(base.created, lasting(most + 1), more);
      expect(refused).toMatchObject({ status: "refused", exempted: false });
      expect(refused.problem).toContain(`${most} is the most`);
      expect(isExemptionError(refused)).toBe(true);
    },
  );

  it("from a critical rule needs a pack that allows it, and a compensating control", () => {
    const critical = { severity: "critical", criticalExemptions: ["CS-0001"] } as const;
    const watched = { compensatingControl: "Watched." };
    expect(statusOn("2026-03-05", watched, critical).exempted).toBe(true);
    expect(statusOn("2026-03-05", {}, critical)).toMatchObject({ status: "refused", exempted: false });
    const refused = statusOn("2026-03-05", watched, { severity: "critical" });
    expect(refused).toMatchObject({ status: "refused", exempted: false });
    expect(refused.problem).toContain("the pack baseline allows no exemption");
  });

  it("that matches nothing that fails says so", () => {
    const book = bookOf([base], "2026-03-05");
    expect(book.find({ ...finding, outcome: "pass" })).toBeUndefined();
    expect(book.find({ ...finding, ruleId: "CS-0002" })).toBeUndefined();
    expect(book.uses()[0]).toMatchObject({ status: "active", matches: 0 });
    expect(book.uses()[0]!.problem).toContain("matches nothing");
  });

  it("covers what fails or is unknown, never a rule that broke", () => {
    const book = bookOf([base], "2026-03-05");
    expect(book.find({ ...finding, outcome: "unknown" })).toBe(book.uses()[0]!.exemption);
    expect(book.find({ ...finding, outcome: "broken" })).toBeUndefined();
  });

  it("holds for nothing that a second one also matches, and both are in error", () => {
    const book = bookOf(
      [
        { ...base, line: 2 },
        { ...base, resource: urn, line: 9 },
      ],
      "2026-03-05",
    );
    expect(book.find(finding)).toBeUndefined();
    const uses = book.uses();
    expect(uses.map(({ status }) => status)).toEqual(["ambiguous", "ambiguous"]);
    expect(uses.map(({ problem }) => /line \d/.exec(problem!)![0])).toEqual(["line 9", "line 2"]);
    expect(uses.every(isExemptionError)).toBe(true);
  });

  it("is not made ambiguous by one that ended", () => {
    const ended = { ...base, created: "2026-02-01", expires: "2026-02-28" };
    expect(bookOf([ended, base], "2026-03-05").find(finding)).toBeDefined();
  });
});

describe("the resource of an exemption", () => {
  it.each([
    [urn, true],
    [urn.replace("logs-eu", "logs"), false],
    ["azure-native:storage:StorageAccount::logs-eu", true],
    ["azure-native:storage/v20240101:StorageAccount::logs-*", true],
    ["azure-native:storage:StorageAccount::*-eu", true],
    ["azure-native:storage:StorageAccount::logs", false],
    ["azure-native:storage:StorageAccount::LOGS-*", false],
    ["azure-native:storage:StorageAccount::logs.eu", false],
    ["azure-native:keyvault:Vault::logs-eu", false],
    ["cornerstone:index:Platform::logs-eu", false],
  ])("%s", (resource, matches) => {
    expect(matcherOf(resource)(urn)).toBe(matches);
  });

  it.each([
    "*",
    "CS-0001",
    "azure-native:storage:StorageAccount::*",
    "*:*:*::logs",
    "urn:pulumi:x",
    "azure-native:storage:StorageAccount::**",
  ])("%s is refused", (resource) => {
    expect(() => matcherOf(resource)).toThrow(RangeError);
  });

  it("is text, not an expression, but for its stars", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (name, other) => {
        fc.pre(!name.includes("*") && name.trim() !== "" && !/^\s|\s$/.test(name));
        const of = (each: string) => `urn:pulumi:s::p::aws:s3:Bucket::${each}`;
        const matches = matcherOf(`aws:s3:Bucket::${name}`);
        expect(matches(of(name))).toBe(true);
        expect(matches(of(other))).toBe(name === other);
        expect(matcherOf(`aws:s3:Bucket::${name}*`)(of(name + other))).toBe(true);
      }),
    );
  });
});

describe("days", () => {
  it("are added and counted alike, over leap years and months", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
        fc.nat(4000),
        (date, days) => {
          const day = dayOf(date);
          expect(isDay(day)).toBe(true);
          expect(daysBetween(day, addDays(day, days))).toBe(days);
        },
      ),
    );
  });

  it.each(["2026-02-29", "2026-13-01", "2026-1-1", "20260101", "2026-04-31", ""])("%s is none", (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe("a file of exemptions", () => {
  const texts: Readonly<Record<string, string | undefined>> = {
    rule: base.rule,
    resource: base.resource,
    reason: base.reason,
    ticket: base.ticket,
    owner: base.owner,
    created: base.created,
    expires: base.expires,
  };
  const record = (changes: Readonly<Record<string, string | undefined>> = {}) =>
    Object.entries({ ...texts, ...changes })
      .filter(([, value]) => value !== undefined)
      .map(([key, value], index) => `${index === 0 ? "  - " : "    "}${key}: ${JSON.stringify(value)}`)
      .join("\n");

  it("is read with the line of each record", () => {
    const text = `# why\nexemptions:\n${record()}\n  # next\n${record({ rule: "CS-0002" })}\n`;
    const parsed = parseExemptions(text, "x.yaml");
    expect(parsed).toMatchObject({
      ok: true,
      records: [
        { ...base, line: 3 },
        { rule: "CS-0002", line: 11 },
      ],
    });
  });

  it.each(["", "# nothing yet\n", "exemptions:\n", "exemptions: []\n"])("may be empty: %j", (text) => {
    expect(parseExemptions(text, "x.yaml")).toEqual({ ok: true, records: [] });
  });

  it.each([
    ["an unknown field", { approvedBy: "me" }, "approvedBy"],
    ["no owner", { owner: undefined }, "email"],
    ["an owner that is no address", { owner: "ada" }, "email"],
    ["a day that is none", { expires: "2026-02-30" }, "must be a day"],
    ["an end before the beginning", { expires: "2026-02-01" }, "before it begins"],
    ["a rule's name", { rule: "no-keys" }, "ID of a rule"],
    ["every resource of a type", { resource: "azure-native:storage:StorageAccount::*" }, "means every"],
    ["an empty reason", { reason: "  " }, "reason"],
  ])("with %s is refused whole, with the place", (_, changes, message) => {
    const parsed = parseExemptions(`exemptions:\n${record()}\n${record(changes)}\n`, "x.yaml");
    expect(parsed.ok).toBe(false);
    const [problem] = parsed.ok ? [] : parsed.problems;
    expect(problem!.message).toContain(message);
    expect(problem!.line).toBeGreaterThan(8);
    expect(problem!.path).toMatch(/^exemptions\[1\]/);
  });

  it.each([
    ["no YAML", "exemptions: [", 1],
    ["another key", "exemptions: []\nexemption: []\n", 2],
    ["no list", "exemptions: 3\n", 1],
    ["a list alone", "- rule: CS-0001\n", 1],
  ])("that holds %s is refused", (_, text, line) => {
    const parsed = parseExemptions(text, "x.yaml");
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? undefined : parsed.problems[0]!.line).toBe(line);
  });
});
