import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import Ajv from "ajv-draft-04";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { Log, Result } from "sarif";
import { describe, expect, it } from "vitest";
import type { ResourceGraph, ResourceNode } from "../../graph/types";
import type { Pack } from "../../policies/packs";
import { undeclared } from "../../policies/packs";
import type { Finding, Rule } from "../../policies/rule";
import { buildReport, formatOf, renderers } from "./index";
import { renderMarkdown } from "./markdown";
import { outcomes, severities } from "./report";
import type { Outcome, ReviewReport } from "./report";
import { renderTerminal } from "./terminal";
import pc from "picocolors";

const type = "azure-native:cognitiveservices:Account";
const nodeOf = (name: string): ResourceNode => ({
  urn: `urn:pulumi:prod::shop::${type}::${name}`,
  type,
  name,
  custom: true,
  dependencies: [],
  propertyDependencies: {},
  inputs: {},
  outputs: {},
  protect: false,
  retainOnDelete: false,
  ...(name.length % 2 === 0 && { sourcePosition: { file: "stacks/a b.ts", line: 7, column: 3 } }),
});

const ruleOf = (id: string, more: Partial<Rule> = {}): Rule =>
  ({
    id,
    name: `cognitiveservices-account-${id.toLowerCase()}`,
    title: `Rule ${id} holds.`,
    severity: "high",
    why: "Because.",
    fix: { text: "Do it.", code: "disableLocalAuth: true" },
    controls: [{ framework: "gdpr", control: "32(1)(b)", mappedBy: "cornerstone" }],
    covers: [],
    url: "https://learn.microsoft.com/azure",
    types: [type],
    scope: "resource",
    check: () => ({ outcome: "pass" }),
    ...more,
  }) as Rule;

const packOf = (levels: Pack["levels"]): Pack => ({
  name: "baseline",
  version: "1.2.3",
  title: "Baseline",
  description: "",
  levels,
  defaults: undeclared,
});

const time = new Date("2026-01-02T03:04:05Z");

function reportOf(
  findings: readonly (Omit<Finding, "urn"> & { name: string })[],
  more: { levels?: Pack["levels"]; rules?: readonly Rule[]; unknowns?: "warn" | "fail" } = {},
): ReviewReport {
  const names = [...new Set(findings.map(({ name }) => name))];
  const graph: ResourceGraph = {
    project: "shop",
    stack: "prod",
    basis: "program",
    resources: names.map(nodeOf),
  };
  const rules = more.rules ?? [...new Set(findings.map(({ ruleId }) => ruleId))].map((id) => ruleOf(id));
  return buildReport({
    graph,
    rules,
    packs: [packOf(more.levels ?? {})],
    findings: findings.map(({ name, ...finding }) => ({ ...finding, urn: nodeOf(name).urn })),
    time,
    ...(more.unknowns && { unknowns: more.unknowns }),
  });
}

const nasty = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom(
    "]]>",
    "a|b",
    "<script>",
    "`x`",
    "line\nbreak",
    "\u0007\u001b[31m",
    "&amp;",
    '"quoted"',
    "@team",
  ),
);

/** Reviews of all shapes: any outcome, any text, several rules and resources. */
const reports = fc
  .record({
    findings: fc.uniqueArray(
      fc.record({
        rule: fc.nat({ max: 5 }),
        resource: fc.nat({ max: 7 }),
        outcome: fc.constantFrom(...outcomes),
        message: nasty,
        path: fc.option(nasty, { nil: undefined }),
      }),
      { selector: ({ rule, resource }) => `${rule}/${resource}`, maxLength: 30 },
    ),
    severities: fc.array(fc.constantFrom(...severities), { minLength: 6, maxLength: 6 }),
    mandatory: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    unknowns: fc.constantFrom("warn" as const, "fail" as const),
  })
  .map((shape) =>
    reportOf(
      shape.findings.map(({ rule, resource, outcome, message, path }) => ({
        ruleId: `CS-000${rule}`,
        name: `account-${"x".repeat(resource)}`,
        outcome,
        message,
        ...(path !== undefined && { path }),
      })),
      {
        unknowns: shape.unknowns,
        rules: shape.severities.map((severity, index) => ruleOf(`CS-000${index}`, { severity })),
        levels: Object.fromEntries(
          shape.mandatory.map((mandatory, index) => [`CS-000${index}`, mandatory ? "mandatory" : "advisory"]),
        ),
      },
    ),
  );

type Counts = Record<Outcome, number>;
const tally = (items: Iterable<Outcome>): Counts => {
  const counts = { fail: 0, broken: 0, unknown: 0, pass: 0, notApplicable: 0 };
  for (const item of items) {
    counts[item]++;
  }
  return counts;
};

const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
const validSarif = ajv.compile(
  JSON.parse(
    readFileSync(resolve(__dirname, "../../tests/support/sarif-2.1.0.schema.json"), "utf8"),
  ) as object,
);

function readSarif(text: string): Log["runs"][0] {
  const log = JSON.parse(text) as Log;
  expect(validSarif(log), JSON.stringify(validSarif.errors)).toBe(true);
  return log.runs[0]!;
}

function countsOfSarif(text: string): Counts {
  const run = readSarif(text);
  const outcomeOf: Partial<Record<NonNullable<Result["kind"]>, Outcome>> = {
    fail: "fail",
    open: "unknown",
    pass: "pass",
    notApplicable: "notApplicable",
  };
  return tally([
    ...run.results!.map(({ kind }) => outcomeOf[kind!]!),
    ...run.invocations![0]!.toolExecutionNotifications!.map((): Outcome => "broken"),
  ]);
}

function countsOfJUnit(text: string): Counts {
  expect(XMLValidator.validate(text)).toBe(true);
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name.startsWith("test") });
  interface Case {
    failure?: unknown;
    error?: unknown;
    skipped?: unknown;
    "system-out"?: string;
  }
  const suites = parser.parse(text) as { testsuites: { testsuite?: { testcase?: Case[] }[] }[] };
  const cases = (suites.testsuites[0]?.testsuite ?? []).flatMap((suite) => suite.testcase ?? []);
  return tally(
    cases.map((test): Outcome => {
      if ("error" in test) {
        return "broken";
      }
      if ("failure" in test) {
        return "fail";
      }
      if ("skipped" in test) {
        return test["system-out"]!.startsWith("unknown: ") ? "unknown" : "notApplicable";
      }
      return "pass";
    }),
  );
}

/** The numbers of the table of counts, which the Markdown and the terminal report print. */
function countsOfTable(text: string): Counts {
  const row = text.split("\n").find((line) => /^[|│](\s*\d+\s*[|│]){5}$/.test(line))!;
  const numbers = [...row.matchAll(/\d+/g)].map(([number]) => Number(number));
  return Object.fromEntries(outcomes.map((outcome, index) => [outcome, numbers[index]])) as Counts;
}

describe("every renderer", () => {
  it("counts the same", () => {
    fc.assert(
      fc.property(reports, (report) => {
        const { outcomes: counts } = report.counts;
        const json = JSON.parse(renderers.json(report)) as ReviewReport;
        expect(json.counts).toEqual(report.counts);
        expect(tally(json.groups.flatMap(({ findings }) => findings.map(({ outcome }) => outcome)))).toEqual(
          counts,
        );
        expect(countsOfSarif(renderers.sarif(report))).toEqual(counts);
        expect(countsOfSarif(renderers["sarif-github"](report))).toEqual({
          ...tally([]),
          fail: counts.fail,
          broken: counts.broken,
        });
        expect(countsOfTable(renderMarkdown(report))).toEqual(counts);
        expect(countsOfTable(renderTerminal(report, { verbose: true }) + "| 0 | 0 | 0 | 0 | 0 |")).toEqual(
          counts,
        );
        const blockingUnknowns = report.groups.reduce(
          (sum, group) =>
            sum + (report.unknowns === "fail" && group.rule.level === "mandatory" ? group.counts.unknown : 0),
          0,
        );
        expect(countsOfJUnit(renderers.junit(report))).toEqual({
          ...counts,
          fail: counts.fail + blockingUnknowns,
          unknown: counts.unknown - blockingUnknowns,
        });
      }),
    );
  });

  it("lists each finding that needs somebody in Markdown, one row a finding", () => {
    fc.assert(
      fc.property(reports, (report) => {
        const rows = renderMarkdown(report)
          .split("\n")
          .flatMap((line) => /^\| (failed|broken|unknown) \| (?!broken)/.exec(line)?.[1] ?? []);
        const { fail, broken, unknown } = report.counts.outcomes;
        expect(rows.sort()).toEqual(
          [
            ...Array<string>(broken).fill("broken"),
            ...Array<string>(fail).fill("failed"),
            ...Array<string>(unknown).fill("unknown"),
          ].sort(),
        );
      }),
    );
  });

  it("says nothing but one line of a clean review, control characters never", () => {
    const clean = reportOf([{ ruleId: "CS-0001", name: "account", outcome: "pass", message: "" }]);
    expect(renderTerminal(clean)).toBe("prod passes: 1 checks passed, 1 rule on 1 resource\n");
    fc.assert(
      fc.property(reports, (report) => {
        expect(renderTerminal(report)).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
      }),
    );
  });
});

describe("the verdict", () => {
  const finding = (outcome: Outcome) => ({ ruleId: "CS-0001", name: "account", outcome, message: "m" });
  const mandatory = { levels: { "CS-0001": "mandatory" } } as const;

  it.each([
    ["pass", "pass", mandatory],
    ["fail", "fail", mandatory],
    ["fail", "pass", { levels: { "CS-0001": "advisory" } }],
    ["fail", "pass", { levels: {} }],
    ["unknown", "pass", mandatory],
    ["unknown", "fail", { ...mandatory, unknowns: "fail" }],
    ["broken", "incomplete", mandatory],
    ["broken", "incomplete", { levels: {} }],
    ["notApplicable", "pass", mandatory],
  ] as const)("of a rule that says %s is %s (%j)", (outcome, verdict, more) => {
    expect(reportOf([finding(outcome)], more).verdict).toBe(verdict);
  });

  it("of a failure is not softened by a broken rule", () => {
    const both = [finding("fail"), { ...finding("broken"), ruleId: "CS-0002" }];
    expect(reportOf(both, mandatory).verdict).toBe("fail");
  });

  it("refuses a finding of a rule that the review does not hold", () => {
    expect(() => reportOf([finding("pass")], { rules: [] })).toThrow(/CS-0001 on urn:/);
  });
});

describe("the reports", () => {
  const report = reportOf(
    [
      { ruleId: "CS-0002", name: "even", outcome: "fail", message: 'kind is "x"', path: "properties.kind" },
      { ruleId: "CS-0001", name: "odd", outcome: "fail", message: "wrong" },
      { ruleId: "CS-0001", name: "even", outcome: "pass", message: "" },
    ],
    { rules: [ruleOf("CS-0002", { severity: "low" }), ruleOf("CS-0001", { severity: "critical" })] },
  );

  it("put the most severe first and name line, property and fix", () => {
    expect(report.groups.map(({ rule }) => rule.id)).toEqual(["CS-0001", "CS-0002"]);
    for (const text of [renderTerminal(report), renderMarkdown(report)]) {
      expect(text).toContain("properties.kind");
      expect(text).toContain("stacks/a b.ts:7");
      expect(text).toContain("Do it.");
      expect(text.indexOf("CS-0001")).toBeLessThan(text.indexOf("CS-0002"));
    }
  });

  it("are plain without colour, coloured with it, and no wider than the terminal", () => {
    expect(renderTerminal(report)).not.toContain("\u001b");
    expect(renderTerminal(report, { colors: pc.createColors(true) })).toContain("\u001b[31m");
    const long = reportOf([
      { ruleId: "CS-0001", name: "a", outcome: "fail", message: Array(60).fill("word").join(" ") },
    ]);
    const table = /[┌┐└┘├┤│]/;
    const lines = renderTerminal(long, { columns: 40 }).split("\n").slice(0, -2);
    expect(
      Math.max(...lines.filter((line) => !table.test(line)).map((line) => line.length)),
    ).toBeLessThanOrEqual(40);
  });

  it("give SARIF a location that GitHub can open, and fingerprints that outlive text and line", () => {
    const [odd, even] = readSarif(renderers["sarif-github"](report)).results!;
    expect(even!.locations![0]!.physicalLocation).toEqual({
      artifactLocation: { uri: "stacks/a%20b.ts" },
      region: { startLine: 7, startColumn: 3, endLine: 7, endColumn: 4 },
    });
    expect(odd!.locations![0]!.physicalLocation!.artifactLocation!.uri).toBe("stacks/Pulumi.prod.yaml");
    const again = reportOf([
      { ruleId: "CS-0001", name: "odd", outcome: "fail", message: "other words" },
      { ruleId: "CS-0001", name: "even", outcome: "fail", message: "wrong" },
    ]);
    const [other, same] = readSarif(renderers["sarif-github"](again)).results!.reverse();
    expect(other!.partialFingerprints).toEqual(odd!.partialFingerprints);
    expect(same!.partialFingerprints).not.toEqual(odd!.partialFingerprints);
  });

  it("give SARIF the frameworks as taxonomies that its rules point into", () => {
    const run = readSarif(renderers.sarif(report));
    const target = run.tool.driver.rules![0]!.relationships![0]!.target;
    expect(run.taxonomies![target.toolComponent!.index!]).toMatchObject({
      name: "gdpr",
      guid: target.toolComponent!.guid,
      taxa: [{ id: target.id }],
    });
  });

  it("say what does not fit into a comment", () => {
    const many = Array.from({ length: 50 }, (_, index) => ({
      ruleId: `CS-${1000 + index}`,
      name: "account",
      outcome: "fail" as const,
      message: "m".repeat(200),
    }));
    const text = renderMarkdown(reportOf(many), { maxLength: 6_000 });
    expect(text.length).toBeLessThanOrEqual(6_000);
    const left = Number(/\*\*(\d+) more rules with findings/.exec(text)![1]);
    expect(left + text.split("\n").filter((line) => line.startsWith("#### ")).length).toBe(50);
  });

  it("are told by a file's name", () => {
    expect(
      ["a.sarif", "a.github.sarif", "b.MD", "c.json", "d.xml", "e.html", "f.docx"].map(formatOf),
    ).toEqual(["sarif", "sarif-github", "markdown", "json", "junit", "html", undefined]);
  });
});
