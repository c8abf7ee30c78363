import type { VNode } from "preact";
import { isOpen, outcomes } from "../report";
import type { Outcome, ReportFinding, ReportResource, ReviewReport } from "../report";
import { basisOf, counted, outcomeWords, sourceText } from "../words";
import { Chapter, Chip, outcomeTones, RuleLinks } from "./parts";

interface Judged {
  readonly ruleId: string;
  readonly finding: ReportFinding;
}

/** Every resource, and what each rule said of it. */
export function Evidence(props: { report: ReviewReport; anchors: ReadonlyMap<string, string> }): VNode {
  const { report, anchors } = props;
  const byUrn = new Map<string, Judged[]>();
  for (const { rule, findings } of report.groups) {
    for (const finding of findings) {
      const list = byUrn.get(finding.urn);
      const judged = { ruleId: rule.id, finding };
      if (list) list.push(judged);
      else byUrn.set(finding.urn, [judged]);
    }
  }
  const unjudged = report.resources.filter(({ urn }) => !byUrn.has(urn));
  return (
    <Chapter id="evidence" title="Evidence, resource by resource">
      <p>
        Basis of every line: {basisOf(report)}.{" "}
        {report.basis === "state"
          ? "It says what the provider answered at the last update, not what somebody changed since."
          : "It says what would be deployed, not what is."}
      </p>
      <div data-group data-title="Resources">
        {report.resources
          .filter(({ urn }) => byUrn.has(urn))
          .map((resource) => (
            <Resource
              resource={resource}
              anchor={anchors.get(resource.urn) ?? ""}
              judged={byUrn.get(resource.urn) ?? []}
            />
          ))}
      </div>
      {unjudged.length > 0 && !report.comparison && (
        <details>
          <summary>{counted(unjudged.length, "resource")} that no rule of this review judges</summary>
          <ul>
            {unjudged.map(({ urn, type, name }) => (
              <li id={anchors.get(urn)}>
                {type} <code>{name}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Chapter>
  );
}

function Resource(props: { resource: ReportResource; anchor: string; judged: readonly Judged[] }): VNode {
  const { resource, anchor, judged } = props;
  const by = (outcome: Outcome) => judged.filter(({ finding }) => finding.outcome === outcome);
  const exempt = judged.filter(({ finding }) => finding.exemption !== undefined).length;
  const present = outcomes.filter((outcome) => by(outcome).length > 0);
  // Beside a finding its line stands already.
  const listed = judged.some(({ finding }) => isOpen(finding) || finding.exemption !== undefined);
  const source = listed ? undefined : sourceText(resource);
  return (
    <details class="row" id={anchor} data-state={[...present, ...(exempt > 0 ? ["exempt"] : [])].join(" ")}>
      <summary>
        <code>{resource.name}</code> <span class="muted">{resource.type.split(":").at(-1)}</span>{" "}
        {present
          .filter((outcome) => outcome !== "notApplicable")
          .map((outcome) => (
            <>
              <Chip tone={outcomeTones[outcome]}>
                {by(outcome).length} {outcomeWords[outcome]}
              </Chip>{" "}
            </>
          ))}
        {exempt > 0 && <Chip tone="exempt">{exempt} of them exempt</Chip>}
      </summary>
      <p class="urn">{resource.urn}</p>
      {source !== undefined && <p class="urn">{source}</p>}
      <dl class="evidence">
        {present.map((outcome) => (
          <>
            <dt>{outcomeWords[outcome]}</dt>
            <dd>
              <RuleLinks ids={by(outcome).map(({ ruleId }) => ruleId)} />
            </dd>
          </>
        ))}
      </dl>
    </details>
  );
}
