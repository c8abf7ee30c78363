import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import Ajv from "ajv-draft-04";
import fc from "fast-check";
import { JSDOM } from "jsdom";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import type { Exemption } from "../../policies/exemptions";
import { resource } from "../../policies/testing";
import type { Finding, Rule } from "../../policies/rule";
import { renderPage } from "./html/index";
import { buildReport, compareReports, renderers, renderOscal } from "./index";
import { readBase } from "./compare";
import { isOpen, openCount, outcomes, severities } from "./report";
import type { Outcome, ReviewReport } from "./report";

const type = "azure-native:cognitiveservices:Account";
const time = new Date("2026-01-20T10:00:00Z");
const names = Array.from({ length: 6 }, (_, index) => `account-${index}`);
const nodes = names.map((name) => resource(type, {}, { name }));
const ruleIds = ["CS-9001", "CS-9002", "CS-9003", "CS-9004"];
const rules = ruleIds.map((id, index): Rule => ({
  id,
  name: `rule-${index}`,
  title: `Rule ${id} <holds> & "stays".`,
  severity: severities[index]!,
  why: "Because.",
  fix: { text: "Do it.", code: "a < b && c" },
  controls: [{ framework: "gdpr", control: index % 2 === 0 ? "32(1)(b)" : "25(2)", mappedBy: "cornerstone" }],
  covers: [],
  url: "https://learn.microsoft.com/azure",
  types: [type],
  scope: "resource",
  check: () => ({ outcome: "pass" }),
}));
const pack = {
  name: "baseline",
  version: "1.0.0",
  title: "Baseline",
  description: "",
  levels: { "CS-9001": "mandatory", "CS-9002": "mandatory", "CS-9003": "advisory" },
  criticalExemptions: ["CS-9001"],
} as const;

function exemptionOf(rule: string, pattern: string, more: Partial<Exemption> = {}): Exemption {
  return {
    rule,
    resource: `${type}::${pattern}`,
    reason: "Accepted <for now>.",
    ticket: "SEC-1",
    owner: "ada@contoso.example",
    created: "2026-01-10",
    expires: "2026-01-31",
    compensatingControl: "Watched.",
    ...more,
  };
}

function reportOf(findings: readonly Finding[], exemptions: readonly Exemption[] = []): ReviewReport {
  return buildReport({
    graph: { project: "shop", stack: "prod", basis: "state", resources: nodes },
    rules,
    packs: [pack as never],
    findings,
    time,
    exemptions,
    exemptionsFile: "stacks/exemptions/prod.yaml",
    frameworks: ["gdpr"],
    attestations: [
      {
        framework: "gdpr",
        control: "30",
        statement: "The register lists it.",
        evidence: ["https://wiki.contoso.example/register"],
        owner: "dpo@contoso.example",
        attested: "2026-01-01",
        expires: "2026-12-31",
      },
    ],
  });
}

const finding = (ruleId: string, name: string, outcome: Outcome, message = "it is so"): Finding => ({
  ruleId,
  urn: nodes[names.indexOf(name)]!.urn,
  outcome,
  message,
});

/** Reviews with exemptions of every kind: none, some, several for one finding, too long ones. */
const reports = fc
  .record({
    findings: fc.uniqueArray(
      fc.record({
        rule: fc.constantFrom(...ruleIds),
        name: fc.constantFrom(...names),
        outcome: fc.constantFrom(...outcomes),
        message: fc.oneof(fc.string(), fc.constantFrom("<script>alert(1)</script>", "]]>", "&lt;", "\u0007")),
      }),
      { selector: ({ rule, name }) => `${rule}/${name}`, maxLength: 24 },
    ),
    exemptions: fc.array(
      fc.record({
        rule: fc.constantFrom(...ruleIds),
        pattern: fc.constantFrom("account-*", "account-1", "*-2", "other"),
        expires: fc.constantFrom("2026-01-31", "2026-01-15", "2027-01-31"),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ findings, exemptions }) =>
    reportOf(
      findings.map(({ rule, name, outcome, message }) => finding(rule, name, outcome, message)),
      exemptions.map(({ rule, pattern, expires }) => exemptionOf(rule, pattern, { expires })),
    ),
  );

type Numbers = Readonly<Record<Outcome, number>> & { readonly exempt: number };

function numbersOf(report: ReviewReport): Numbers {
  const { fail, unknown } = report.counts.exempted.outcomes;
  return { ...report.counts.outcomes, exempt: fail + unknown };
}

const zero = { fail: 0, broken: 0, unknown: 0, pass: 0, notApplicable: 0, exempt: 0 };

function tally(rows: readonly { readonly outcome: Outcome; readonly exempt: boolean }[]): Numbers {
  const numbers: Record<keyof Numbers, number> = { ...zero };
  for (const { outcome, exempt } of rows) {
    numbers[outcome]++;
    if (exempt) numbers.exempt++;
  }
  return numbers;
}

/** What the table of the page says, and what its rows of findings and resources add up to. */
function numbersOfHtml(report: ReviewReport): {
  table: Numbers;
  open: Numbers;
  rows: Numbers;
  evidence: number;
} {
  const { document } = new JSDOM(renderPage(report, [])).window;
  const cells = (row: string) =>
    [...document.querySelectorAll(`#counts tr[data-counts=${row}] td`)].map((cell) =>
      Number(cell.textContent),
    );
  const named = (numbers: readonly number[]): Numbers => ({
    ...(Object.fromEntries(outcomes.map((outcome, index) => [outcome, numbers[index]])) as Record<
      Outcome,
      number
    >),
    exempt: numbers[5]!,
  });
  const rows = [...document.querySelectorAll<HTMLElement>("#findings article tr[data-state]")].map((row) => ({
    outcome: row.dataset["state"]!.split(" ")[0] as Outcome,
    exempt: row.dataset["state"]!.includes("exempt"),
  }));
  return {
    table: named(cells("found")),
    open: named(cells("open")),
    rows: tally(rows),
    evidence: document.querySelectorAll("#evidence dl a").length,
  };
}

interface OscalProperty {
  readonly name: string;
  readonly value: string;
}

function numbersOfOscal(text: string): Numbers {
  const { "assessment-results": results } = JSON.parse(text) as {
    "assessment-results": { results: [{ observations?: { methods: string[]; props: OscalProperty[] }[] }] };
  };
  const tests = (results.results[0].observations ?? []).filter(({ methods }) => methods[0] === "TEST");
  return tally(
    tests.map(({ props }) => ({
      outcome: props.find(({ name }) => name === "outcome")!.value as Outcome,
      exempt: props.some(({ name }) => name === "exempted"),
    })),
  );
}

const validSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  JSON.parse(
    readFileSync(resolve(__dirname, "../../tests/support/sarif-2.1.0.schema.json"), "utf8"),
  ) as object,
);

function sarifResults(text: string): NonNullable<Log["runs"][0]["results"]> {
  const log = JSON.parse(text) as Log;
  expect(validSarif(log), JSON.stringify(validSarif.errors)).toBe(true);
  return log.runs[0]!.results!;
}

describe("every renderer", () => {
  it("counts the same with exemptions, HTML and OSCAL included", () => {
    fc.assert(
      fc.property(reports, (report) => {
        const wanted = numbersOf(report);
        const html = numbersOfHtml(report);
        expect(html.table).toMatchObject({ ...wanted, exempt: NaN });
        for (const outcome of outcomes) expect(html.open[outcome]).toBe(openCount(report, outcome));
        expect(html.open.exempt).toBe(wanted.exempt);
        expect(html.rows).toEqual({ ...wanted, pass: 0, notApplicable: 0 });
        const all = outcomes.reduce((sum, outcome) => sum + wanted[outcome], 0);
        expect(html.evidence).toBe(all);
        expect(numbersOfOscal(renderOscal(report))).toEqual(wanted);
        const full = sarifResults(renderers.sarif(report));
        expect(full).toHaveLength(all - wanted.broken);
        expect(full.filter(({ suppressions }) => suppressions?.length === 1)).toHaveLength(wanted.exempt);
        expect(sarifResults(renderers["sarif-github"](report))).toHaveLength(openCount(report, "fail"));
        const skipped = renderers.junit(report).split("<skipped").length - 1;
        expect(skipped).toBe(wanted.exempt + openCount(report, "unknown") + wanted.notApplicable);
        const json = JSON.parse(renderers.json(report)) as ReviewReport;
        const flat = json.groups.flatMap(({ findings }) => findings);
        expect(
          tally(flat.map(({ outcome, exemption }) => ({ outcome, exempt: exemption !== undefined }))),
        ).toEqual(wanted);
      }),
      { numRuns: 40 },
    );
  });

  it("shows both states in terminal and Markdown", () => {
    const report = reportOf(
      [finding("CS-9002", "account-1", "fail"), finding("CS-9002", "account-2", "fail")],
      [exemptionOf("CS-9002", "account-1")],
    );
    for (const text of [renderers.terminal(report), renderers.markdown(report)]) {
      const rows = text.split("\n").filter((line) => /^[|│] (found|after exemptions)/.test(line));
      expect(rows.map((row) => Number(/\d+/.exec(row)![0]))).toEqual([2, 1]);
      expect(text).toContain("11 days left");
    }
    expect(report.verdict).toBe("fail");
  });
});

describe("the verdict", () => {
  const failing = [finding("CS-9002", "account-1", "fail")];

  it("passes where everything that fails is exempted, and says that it would not without", () => {
    const report = reportOf(failing, [exemptionOf("CS-9002", "account-1")]);
    expect(report).toMatchObject({ verdict: "pass", rawVerdict: "fail" });
    expect(renderPage(report, [])).toContain("Without exemptions: fails.");
    expect(renderers.terminal(report)).toContain(
      "prod passes: 0 checks passed, 4 rules on 6 resources; 1 exempted",
    );
  });

  it("fails on the day after", () => {
    const report = reportOf(failing, [exemptionOf("CS-9002", "account-1", { expires: "2026-01-19" })]);
    expect(report).toMatchObject({ verdict: "fail" });
    expect(report.exemptions[0]).toMatchObject({ status: "expired", daysLeft: -1, matches: 1 });
  });

  it("fails for an exemption in error, though all else passes", () => {
    const wrong = exemptionOf("CS-9003", "account-1", { expires: "2029-01-01" });
    expect(reportOf([finding("CS-9003", "account-1", "pass")], [wrong]).verdict).toBe("fail");
  });
});

describe("framework coverage", () => {
  const statusOf = (report: ReviewReport, control: string) =>
    report.frameworks[0]!.controls.find((each) => each.control === control)!.status;

  it.each([
    ["met", [finding("CS-9001", "account-1", "pass")], []],
    ["failing", [finding("CS-9001", "account-1", "pass"), finding("CS-9003", "account-1", "fail")], []],
    ["unknown", [finding("CS-9001", "account-1", "unknown"), finding("CS-9003", "account-1", "pass")], []],
    ["unknown", [finding("CS-9001", "account-1", "broken")], []],
    ["exempt", [finding("CS-9003", "account-1", "fail")], [exemptionOf("CS-9003", "account-1")]],
    ["notApplicable", [finding("CS-9001", "account-1", "notApplicable")], []],
    ["notApplicable", [], []],
  ] as const)("of a control is %s", (status, findings, exemptions) => {
    expect(statusOf(reportOf(findings, exemptions), "32(1)(b)")).toBe(status);
  });

  it("counts what nothing assesses, and what somebody attests", () => {
    const [gdpr] = reportOf([]).frameworks;
    expect(gdpr!.declared).toBe(true);
    expect(gdpr!.counts.attested).toBe(1);
    expect(gdpr!.counts.notAssessed).toBe(gdpr!.controls.length - 3);
    expect(Object.values(gdpr!.counts).reduce((sum, count) => sum + count)).toBe(gdpr!.controls.length);
  });
});

describe("a comparison", () => {
  const before = reportOf([
    finding("CS-9001", "account-1", "fail"),
    finding("CS-9001", "account-2", "fail"),
    finding("CS-9002", "account-1", "unknown"),
    finding("CS-9002", "account-2", "fail"),
    finding("CS-9003", "account-1", "fail"),
  ]);
  const after = reportOf(
    [
      finding("CS-9001", "account-1", "fail", "in other words"),
      finding("CS-9001", "account-2", "pass"),
      finding("CS-9002", "account-1", "fail"),
      finding("CS-9002", "account-2", "fail"),
      finding("CS-9002", "account-3", "fail"),
    ],
    [exemptionOf("CS-9002", "account-2")],
  );
  const compared = compareReports(readBase(renderers.json(before)), after, "main");

  it("holds only what the change introduces", () => {
    const news = compared.groups.flatMap(({ rule, findings }) =>
      findings.map(({ name }) => `${rule.id} ${name}`),
    );
    expect(news.sort()).toEqual(["CS-9002 account-1", "CS-9002 account-3"]);
    expect(compared.comparison).toMatchObject({ base: "main", introduced: 2, unchanged: 1 });
    expect(compared.counts.outcomes).toMatchObject({ fail: 2, pass: 0 });
    expect(compared.verdict).toBe("fail");
  });

  it("says what it fixes, and how", () => {
    const fixed = compared.comparison!.fixed.map(({ ruleId, name, how }) => `${ruleId} ${name} ${how}`);
    expect(fixed.sort()).toEqual([
      "CS-9001 account-2 cured",
      "CS-9002 account-2 exempted",
      "CS-9003 account-1 gone",
    ]);
    for (const text of [renderers.terminal(compared), renderers.markdown(compared), renderPage(compared, [])])
      expect(text).toMatch(/account-2: exempted, not cured/);
  });

  it("of a review with itself introduces and fixes nothing, and passes", () => {
    fc.assert(
      fc.property(reports, (report) => {
        const same = compareReports(readBase(renderers.json(report)), report, "itself");
        expect(same.comparison).toMatchObject({ introduced: 0, fixed: [] });
        expect(same.comparison!.unchanged).toBe(
          report.groups.flatMap(({ findings }) => findings.filter(isOpen)).length,
        );
        expect(same.verdict).toBe("pass");
      }),
      { numRuns: 30 },
    );
  });

  it("refuses what is no report", () => {
    expect(() => readBase("{}")).toThrow(/no report of/);
    expect(() => readBase('{"version":2,"groups":[]}')).toThrow(/version/);
  });
});

describe("OSCAL", () => {
  it("is the same for the same review, and keeps its UUIDs when a day has passed", () => {
    const build = () =>
      reportOf([finding("CS-9001", "account-1", "fail")], [exemptionOf("CS-9001", "account-1")]);
    expect(renderOscal(build())).toBe(renderOscal(build()));
    const uuids = (report: ReviewReport) => {
      const text = renderOscal(report);
      const { results } = (
        JSON.parse(text) as { "assessment-results": { results: Record<string, { uuid: string }[]>[] } }
      )["assessment-results"];
      return ["observations", "findings", "risks"].map((each) => results[0]![each]!.map(({ uuid }) => uuid));
    };
    expect(uuids({ ...build(), time: new Date("2026-01-21T10:00:00Z") })).toEqual(uuids(build()));
  });

  it.each(["1.1.2", "1.2.1"] as const)("%s has every reference answered and each UUID once", (version) => {
    fc.assert(
      fc.property(reports, (report) => {
        const text = renderOscal(report, { version });
        const root = (JSON.parse(text) as { "assessment-results": Record<string, unknown> })[
          "assessment-results"
        ];
        expect(root["metadata"]).toMatchObject({ "oscal-version": version });
        const uuids = [...text.matchAll(/"uuid": "([^"]+)"/g)].map(([, uuid]) => uuid!);
        expect(new Set(uuids).size).toBe(uuids.length);
        for (const uuid of uuids)
          expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        const references = [...text.matchAll(/"(?:subject|observation|risk)-uuid": "([^"]+)"/g)].map(
          ([, uuid]) => uuid!,
        );
        expect(references.filter((uuid) => !uuids.includes(uuid))).toEqual([]);
        expect(text).toContain(`"href": "#${uuids.at(-1)!}"`);
        expect(text).not.toMatch(/"(description|title|value)": ""/);
      }),
      { numRuns: 20 },
    );
  });
});
