import { createHash } from "node:crypto";
import { v5 } from "uuid";
import type { ControlCoverage, FrameworkCoverage } from "./coverage";
import type { ReportExemption, ReportFinding, ReportRule, ReviewReport } from "./report";
import { basisOf, daysText, packsText, printable, verdictLine } from "./words";

/** Versions of OSCAL that the report can be written for; importers of GRC systems are behind the standard. */
export const oscalVersions = ["1.1.2", "1.2.1"] as const;
export type OscalVersion = (typeof oscalVersions)[number];

export interface OscalOptions {
  /** @default "1.2.1" */
  readonly version?: OscalVersion;
}

type Json = Readonly<Record<string, unknown>>;

/** Root of every UUID of the report: the same stack, rule and resource have the same one in every review. */
const namespace = "6d0e3b52-9f0d-5c3f-8a51-71f0b7a0c2de";
/** Namespace of this toolkit's properties, as OSCAL asks for. */
const propertyNamespace = "https://cornerstone.example/ns/oscal";

/**
 * The report as OSCAL assessment results (https://pages.nist.gov/OSCAL/resources/concepts/layer/assessment/assessment-results/).
 * A resource is an inventory item, a rule's outcome on it an observation, a control a finding over all observations of its rules,
 * an exemption a risk with an approved deviation. What nothing assesses is excluded from the reviewed controls by name.
 */
export function renderOscal(report: ReviewReport, options: OscalOptions = {}): string {
  const { version = "1.2.1" } = options;
  const id = (...parts: readonly string[]) =>
    v5([report.project, report.stack, ...parts].join("|"), namespace);
  const time = report.time.toISOString();
  const planId = id("assessment-plan");
  const document = {
    "assessment-results": {
      uuid: id("assessment-results", report.graphHash, time),
      metadata: {
        title: `Policy review of ${report.project}/${report.stack}`,
        "last-modified": time,
        version: report.graphHash.slice(0, 12),
        "oscal-version": version,
        props: [
          prop("verdict", report.verdict),
          prop("verdict-without-exemptions", report.rawVerdict),
          prop("graph-sha256", report.graphHash),
          ...Object.entries(report.counts.outcomes).map(([outcome, count]) =>
            prop(`count-${kebab(outcome)}`, String(count)),
          ),
          prop(
            "count-exempted",
            String(report.counts.exempted.outcomes.fail + report.counts.exempted.outcomes.unknown),
          ),
        ],
      },
      "import-ap": { href: `#${planId}` },
      results: [resultOf(report, id)],
      "back-matter": {
        resources: [
          {
            uuid: planId,
            title: "Assessment plan",
            description: `Every rule of ${packsText(report) || "no pack"} is applied to every resource of the stack.`,
          },
        ],
      },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

type Id = (...parts: readonly string[]) => string;

function resultOf(report: ReviewReport, id: Id): Json {
  const time = report.time.toISOString();
  const judged = report.groups.flatMap(({ rule, findings }) =>
    findings.map((finding) => ({ rule, finding })),
  );
  const attested = report.frameworks.flatMap((framework) =>
    framework.controls
      .filter(({ attestations }) => attestations.length > 0)
      .map((control) => ({ framework, control })),
  );
  const controls = report.frameworks.flatMap((framework) =>
    framework.controls.map((control) => ({ framework, control })),
  );
  const assessed = controls.filter(({ control }) => isAssessed(control));
  const risks = report.exemptions.filter(({ status, matches }) => status === "active" && matches > 0);
  const observations = [
    ...judged.map(({ rule, finding }) => observationOf(rule, finding, report, id)),
    ...attested.flatMap(({ framework, control }) => attestationObservations(framework, control, id)),
  ];
  const findings = assessed.map(({ framework, control }) => findingOf(framework, control, report, id));
  return {
    uuid: id("result", report.graphHash, time),
    title: `Review of ${report.stack}`,
    description: printable(`${verdictLine(report)}. Judged: ${basisOf(report)}.`),
    start: time,
    end: time,
    ...(report.resources.length > 0 && {
      "local-definitions": {
        "inventory-items": report.resources.map(({ urn, type, name }) => ({
          uuid: id("resource", urn),
          description: printable(`${type} ${name}`),
          props: [{ name: "asset-id", value: token(urn) }, prop("type", type)],
        })),
      },
    }),
    "reviewed-controls": reviewedControls(controls),
    ...(observations.length > 0 && { observations }),
    ...(risks.length > 0 && { risks: risks.map((exemption) => riskOf(exemption, report, id)) }),
    ...(findings.length > 0 && { findings }),
  };
}

function isAssessed({ status }: ControlCoverage): boolean {
  return status !== "notAssessed" && status !== "notApplicable";
}

function reviewedControls(
  controls: readonly { framework: FrameworkCoverage; control: ControlCoverage }[],
): Json {
  const select = (wanted: boolean) =>
    controls
      .filter(({ control }) => isAssessed(control) === wanted)
      .map(({ framework, control }) => ({ "control-id": controlId(framework.key, control.control) }));
  const included = select(true);
  const excluded = select(false);
  return {
    description: `${included.length} controls assessed, ${excluded.length} not assessed or without anything to judge.`,
    "control-selections": [
      {
        ...(included.length > 0 ? { "include-controls": included } : { "include-all": {} }),
        ...(excluded.length > 0 && { "exclude-controls": excluded }),
      },
    ],
  };
}

function observationOf(rule: ReportRule, finding: ReportFinding, report: ReviewReport, id: Id): Json {
  const { outcome, urn, message, path, source, exemption } = finding;
  return {
    uuid: id("observation", rule.id, urn),
    title: rule.id,
    description: printable(message || rule.title),
    props: [
      prop("outcome", outcome),
      prop("severity", rule.severity),
      prop("level", rule.level),
      prop("basis", report.basis),
      ...(path === undefined ? [] : [prop("property", path)]),
      ...(exemption === undefined ? [] : [prop("exempted", "true")]),
    ],
    methods: ["TEST"],
    types: ["finding"],
    subjects: [{ "subject-uuid": id("resource", urn), type: "inventory-item" }],
    "relevant-evidence": [
      {
        ...(source && { href: source.file.split("/").map(encodeURIComponent).join("/") }),
        description: printable(
          `${basisOf(report)}${source ? `, ${source.file}:${source.line}` : ""}, graph ${report.graphHash}`,
        ),
      },
    ],
    collected: report.time.toISOString(),
  };
}

function attestationObservations(
  framework: FrameworkCoverage,
  control: ControlCoverage,
  id: Id,
): readonly Json[] {
  return control.attestations.map((each) => ({
    uuid: attestationId(framework, control, each.attested, each.owner, id),
    title: `Attestation of ${controlId(framework.key, control.control)}`,
    description: printable(each.statement),
    props: [prop("basis", "attested"), prop("owner", each.owner), prop("status", each.status)],
    methods: ["EXAMINE"],
    types: ["control-objective"],
    "relevant-evidence": each.evidence.map((evidence) => ({
      ...(/^https:\/\//.test(evidence) && { href: evidence }),
      description: printable(evidence),
    })),
    collected: `${each.attested}T00:00:00Z`,
    expires: `${each.expires}T23:59:59Z`,
  }));
}

function attestationId(
  framework: FrameworkCoverage,
  { control }: ControlCoverage,
  attested: string,
  owner: string,
  id: Id,
): string {
  return id("attestation", framework.key, control, attested, owner);
}

function findingOf(
  framework: FrameworkCoverage,
  control: ControlCoverage,
  report: ReviewReport,
  id: Id,
): Json {
  const serving = new Set(control.rules.map((rule) => rule.id));
  const groups = report.groups.filter(({ rule }) => serving.has(rule.id));
  const observed = [
    ...groups.flatMap(({ rule, findings }) => findings.map(({ urn }) => id("observation", rule.id, urn))),
    ...control.attestations.map((each) => attestationId(framework, control, each.attested, each.owner, id)),
  ];
  const accepted = new Set(
    groups.flatMap(({ findings }) =>
      findings.flatMap(({ exemption }) => (exemption === undefined ? [] : [exemption])),
    ),
  );
  const risks = [...accepted].flatMap((index) => report.exemptions[index] ?? []);
  const satisfied = control.status === "met" || control.status === "attested";
  const target = controlId(framework.key, control.control);
  return {
    uuid: id("finding", framework.key, control.control),
    title: printable(`${framework.title} ${control.control}`),
    description: printable(control.title || `Control ${control.control}`),
    props: [prop("coverage", kebab(control.status))],
    target: {
      type: "objective-id",
      "target-id": target,
      status: {
        state: satisfied ? "satisfied" : "not-satisfied",
        reason: satisfied ? "pass" : reasonOf(control),
      },
    },
    ...(observed.length > 0 && {
      "related-observations": observed.map((uuid) => ({ "observation-uuid": uuid })),
    }),
    ...(risks.length > 0 && { "related-risks": risks.map((each) => ({ "risk-uuid": riskId(each, id) })) }),
  };
}

function reasonOf({ status }: ControlCoverage): string {
  return status === "failing" || status === "exempt" ? "fail" : "other";
}

function riskOf(exemption: ReportExemption, report: ReviewReport, id: Id): Json {
  const { rule, resource, reason, owner, ticket, created, expires, daysLeft, compensatingControl } =
    exemption;
  const title = report.groups.find((group) => group.rule.id === rule)?.rule.title ?? rule;
  const index = report.exemptions.indexOf(exemption);
  const related = report.groups.flatMap((group) =>
    group.findings
      .filter((finding) => finding.exemption === index)
      .map(({ urn }) => ({ "observation-uuid": id("observation", group.rule.id, urn) })),
  );
  return {
    uuid: riskId(exemption, id),
    title: printable(`Exemption from ${rule}`),
    description: printable(`${title} Not held by ${resource}.`),
    statement: printable(reason),
    props: [
      prop("owner", owner),
      prop("ticket", ticket),
      prop("created", created),
      prop("time-left", daysText(daysLeft)),
    ],
    status: "deviation-approved",
    ...(compensatingControl !== undefined && {
      "mitigating-factors": [
        { uuid: id("mitigation", rule, resource, created), description: printable(compensatingControl) },
      ],
    }),
    deadline: `${expires}T23:59:59Z`,
    ...(related.length > 0 && { "related-observations": related }),
  };
}

function riskId({ rule, resource, created }: ReportExemption, id: Id): string {
  return id("risk", rule, resource, created);
}

function prop(name: string, value: string): Json {
  return { name, ns: propertyNamespace, value: token(value) };
}

/** A value of a property: OSCAL wants one non-blank line. */
function token(value: string): string {
  return printable(value).replace(/\s+/g, " ").trim() || "-";
}

/** A control as an OSCAL token, which begins with a letter and knows no brackets: `32(1)(b)` of GDPR is `gdpr-32_1_b`. */
export function controlId(framework: string, control: string): string {
  const plain = control.replace(/[^\w.-]+/g, "_").replace(/^_+|_+$/g, "");
  // Two controls must not become one.
  const exact = /^[\w.()-]+$/.test(control)
    ? ""
    : `-${createHash("sha256").update(control).digest("hex").slice(0, 6)}`;
  return `${framework}-${plain}${exact}`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
