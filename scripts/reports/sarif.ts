import { createHash } from "node:crypto";
import type * as Sarif from "sarif";
import { v5 } from "uuid";
import type { Severity } from "../../policies/rule";
import { isBlocking } from "./report";
import type { Outcome, ReportFinding, ReportRule, ReviewReport, RuleGroup } from "./report";
import { basisOf, printable } from "./words";

/**
 * `full`: every outcome, frameworks as taxonomies. `github`: failures only, in what code scanning reads; it shows every
 * result as an open alert, whatever its kind (https://github.com/github/codeql-action/issues/1230).
 */
export type SarifProfile = "full" | "github";

export interface SarifOptions {
  /** @default "full" */
  readonly profile?: SarifProfile;
  /** Version of this toolkit, for `tool.driver.version`. */
  readonly toolVersion?: string;
}

const schema = "https://json.schemastore.org/sarif-2.1.0.json";
const namespace = "a2a3f6b4-6d5f-5c0e-9a52-3c1f0b7d9e44";

const kinds: Readonly<Record<Exclude<Outcome, "broken">, Sarif.Result.kind>> = {
  fail: "fail",
  // SARIF 2.1.0, section 3.27.9: evaluated, but there was not enough to tell.
  unknown: "open",
  pass: "pass",
  notApplicable: "notApplicable",
};

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
};

/** GitHub's scale: over 9.0 critical, 7.0 high, 4.0 medium, below low. */
const securitySeverity: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.0",
  low: "2.0",
};

/** GitHub keeps ten tags of a rule. */
const maxTags = 10;

/**
 * The report in SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). A rule that broke is a notification of the
 * tool, not a result: nothing is known of the resource.
 */
export function renderSarif(report: ReviewReport, options: SarifOptions = {}): string {
  const { profile = "full", toolVersion } = options;
  const full = profile === "full";
  const wanted = ({ outcome, exemption }: ReportFinding) =>
    full ? outcome !== "broken" : outcome === "fail" && exemption === undefined;
  const frameworks = [
    ...new Set(report.groups.flatMap(({ rule }) => rule.controls.map((each) => each.framework))),
  ].sort();

  const run: Sarif.Run = {
    tool: {
      driver: {
        name: "cornerstone",
        ...(toolVersion !== undefined && { semanticVersion: toolVersion }),
        rules: report.groups.map(({ rule }) => ruleDescriptor(rule, full ? frameworks : [])),
        ...(full && {
          supportedTaxonomies: frameworks.map((name, index) => ({ name, index, guid: frameworkGuid(name) })),
        }),
      },
    },
    automationDetails: { id: `cornerstone/${report.project}/${report.stack}/` },
    invocations: [
      {
        executionSuccessful: report.counts.outcomes.broken === 0,
        endTimeUtc: report.time.toISOString(),
        toolExecutionNotifications: report.groups.flatMap(brokenNotifications),
      },
    ],
    results: report.groups.flatMap((group, ruleIndex) =>
      group.findings
        .filter(wanted)
        .map((finding) => resultOf(finding, group.rule, ruleIndex, report, full ? frameworks : [])),
    ),
    columnKind: "utf16CodeUnits",
    properties: {
      verdict: report.verdict,
      rawVerdict: report.rawVerdict,
      basis: basisOf(report),
      graphHash: report.graphHash,
      counts: report.counts,
    },
    ...(full && { taxonomies: taxonomies(report, frameworks) }),
  };
  return `${JSON.stringify({ $schema: schema, version: "2.1.0", runs: [run] } satisfies Sarif.Log, null, 2)}\n`;
}

function ruleDescriptor(rule: ReportRule, frameworks: readonly string[]): Sarif.ReportingDescriptor {
  const code = rule.fix.code === undefined ? "" : `\n\n\`\`\`ts\n${rule.fix.code.trim()}\n\`\`\``;
  return {
    id: rule.id,
    name: pascalCase(rule.name),
    shortDescription: { text: shortened(rule.title) },
    fullDescription: { text: shortened(rule.why) },
    help: { text: rule.fix.text, markdown: `${rule.why}\n\n**Fix**: ${rule.fix.text}${code}` },
    helpUri: rule.url,
    defaultConfiguration: { level: levels[rule.severity] },
    properties: {
      tags: ["security", ...rule.controls.map(({ framework, control }) => `${framework}/${control}`)].slice(
        0,
        maxTags,
      ),
      precision: "very-high",
      "problem.severity": levels[rule.severity] === "note" ? "recommendation" : levels[rule.severity],
      "security-severity": securitySeverity[rule.severity],
      enforcement: rule.level,
    },
    ...(frameworks.length > 0 && rule.controls.length > 0
      ? {
          relationships: rule.controls.map(({ framework, control }) => ({
            target: {
              id: control,
              toolComponent: {
                name: framework,
                index: frameworks.indexOf(framework),
                guid: frameworkGuid(framework),
              },
            },
            kinds: ["relevant"],
          })),
        }
      : {}),
  };
}

function resultOf(
  finding: ReportFinding,
  rule: ReportRule,
  ruleIndex: number,
  report: ReviewReport,
  frameworks: readonly string[],
): Sarif.Result {
  const kind = finding.outcome === "broken" ? "open" : kinds[finding.outcome];
  // Neither text nor line: an alert must stay the same alert when either changes.
  const fingerprint = createHash("sha256")
    .update([rule.id, finding.urn, finding.path ?? ""].join("|"))
    .digest("hex");
  const about = `${finding.name}: ${finding.message || rule.title}`;
  return {
    ruleId: rule.id,
    ruleIndex,
    kind,
    level: kind === "fail" ? levels[rule.severity] : "none",
    message: { text: printable(about) },
    locations: [location(finding, report)],
    partialFingerprints: {
      primaryLocationLineHash: `${fingerprint}:1`,
      "policyResource/v1": fingerprint,
    },
    ...suppressions(finding, rule, report),
    ...(frameworks.length > 0 &&
      kind === "fail" && {
        taxa: rule.controls.map(({ framework, control }) => ({
          id: control,
          toolComponent: { name: framework, index: frameworks.indexOf(framework) },
        })),
      }),
    properties: {
      blocking: isBlocking(report, rule, finding),
      ...(finding.path && { path: finding.path }),
    },
  };
}

/** An exemption, as whoever reads the full profile knows it. */
function suppressions(
  finding: ReportFinding,
  rule: ReportRule,
  report: ReviewReport,
): Pick<Sarif.Result, "suppressions"> {
  const exemption = finding.exemption === undefined ? undefined : report.exemptions[finding.exemption];
  if (exemption === undefined) return {};
  const { reason, ticket, owner, created, expires, compensatingControl, source } = exemption;
  return {
    suppressions: [
      {
        kind: "external",
        status: "accepted",
        guid: v5([rule.id, exemption.resource, created, finding.urn].join("|"), namespace),
        justification: printable(reason),
        ...(source !== undefined && {
          location: {
            physicalLocation: {
              artifactLocation: { uri: source.file.split("/").map(encodeURIComponent).join("/") },
              region: { startLine: source.line },
            },
          },
        }),
        properties: { owner, ticket, created, expires, ...(compensatingControl && { compensatingControl }) },
      },
    ],
  };
}

/** Where the resource is constructed; of a program whose source is not known, the stack's file. */
function location(finding: ReportFinding, report: ReviewReport): Sarif.Location {
  const { file, line, column } = finding.source ?? {
    file: `stacks/Pulumi.${report.stack}.yaml`,
    line: 1,
    column: 1,
  };
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/") },
      region: { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 },
    },
    logicalLocations: [{ name: finding.name, fullyQualifiedName: finding.urn, kind: "resource" }],
  };
}

function brokenNotifications({ rule, findings }: RuleGroup): Sarif.Notification[] {
  return findings
    .filter(({ outcome }) => outcome === "broken")
    .map(({ urn, message }) => ({
      level: "error",
      associatedRule: { id: rule.id },
      message: { text: printable(`the rule broke on ${urn}: ${message}`) },
    }));
}

function taxonomies(report: ReviewReport, frameworks: readonly string[]): Sarif.ToolComponent[] {
  const controls = report.groups.flatMap(({ rule }) => rule.controls);
  return frameworks.map((name) => ({
    name,
    guid: frameworkGuid(name),
    taxa: [...new Set(controls.filter(({ framework }) => framework === name).map(({ control }) => control))]
      .sort()
      .map((id) => ({ id })),
  }));
}

function frameworkGuid(name: string): string {
  return v5(name, namespace);
}

function shortened(text: string): string {
  const most = 1024;
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
