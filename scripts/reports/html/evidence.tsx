import type { VNode } from "preact";
import { outcomes } from "../report";
import type { Outcome, ReportFinding, ReportResource, ReviewReport } from "../report";
import { basisOf, counted, outcomeWords, sourceText } from "../words";
import { Chapter, Chip, outcomeTones, RuleLink } from "./parts";

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
  const source = sourceText(resource);
  return (
    <details class="row" id={anchor} data-state={[...present, ...(exempt > 0 ? ["exempt"] : [])].join(" ")}>
      <summary>
        <code>{resource.name}</code> <span class="muted small">{resource.type}</span>{" "}
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
      <dl class="evidence small">
        <dt>URN</dt>
        <dd>
          <code>{resource.urn}</code>
        </dd>
        {source !== undefined && (
          <>
            <dt>Source</dt>
            <dd>
              <code>{source}</code>
            </dd>
          </>
        )}
        {present.map((outcome) => (
          <>
            <dt>{outcomeWords[outcome]}</dt>
            <dd>
              <ul class="rules">
                {by(outcome).map(({ ruleId }) => (
                  <li>
                    <RuleLink id={ruleId} />
                  </li>
                ))}
              </ul>
            </dd>
          </>
        ))}
      </dl>
    </details>
  );
}
