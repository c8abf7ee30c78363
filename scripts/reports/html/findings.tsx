import type { VNode } from "preact";
import { isOpen } from "../report";
import type { ReportFinding, ReviewReport, RuleGroup } from "../report";
import { controlsText, counted, exemptionText, fixedText } from "../words";
import { Chapter, Chip, OutcomeChip, ResourceName, severityTones, TableBox, Where } from "./parts";

interface Props {
  readonly report: ReviewReport;
  readonly anchors: ReadonlyMap<string, string>;
}

/** What waits for somebody, and what somebody exempted: rule by rule, the most severe first, with the cure. */
export function Findings({ report, anchors }: Props): VNode {
  const groups = report.groups
    .map((group) => ({ group, listed: group.findings.filter(needsReading) }))
    .filter(({ listed }) => listed.length > 0);
  const quiet = report.groups.filter(({ findings }) => !findings.some(needsReading));
  return (
    <Chapter id="findings" title={report.comparison ? "What the change introduces" : "Findings"}>
      {groups.length === 0 && <p>Nothing fails, breaks or is unknown.</p>}
      {groups.map(({ group, listed }) => (
        <RuleCard group={group} listed={listed} report={report} anchors={anchors} />
      ))}
      {report.comparison && report.comparison.fixed.length > 0 && (
        <>
          <h3>What the change fixes</h3>
          <ul id="fixed">
            {report.comparison.fixed.map((each) => (
              <li>{fixedText(each)}</li>
            ))}
          </ul>
        </>
      )}
      {quiet.length > 0 && <QuietRules groups={quiet} />}
    </Chapter>
  );
}

function needsReading(finding: ReportFinding): boolean {
  return isOpen(finding) || finding.exemption !== undefined;
}

function RuleCard(props: Props & { group: RuleGroup; listed: readonly ReportFinding[] }): VNode {
  const { group, listed, report, anchors } = props;
  const { rule, counts } = group;
  const hasFailures = listed.some(({ outcome }) => outcome === "fail");
  return (
    <article
      class="card"
      id={rule.id}
      data-severity={rule.severity}
      data-group
      data-title={`${rule.id} ${rule.title}`}
    >
      <h3>
        {rule.id} {rule.title}
      </h3>
      <div class="chips">
        <Chip tone={severityTones[rule.severity]}>{rule.severity}</Chip>
        <Chip tone="quiet">{rule.level}</Chip>
        <span class="muted small">
          {rule.name}; {counts.pass} passed
        </span>
      </div>
      <p>{rule.why}</p>
      <TableBox label={`Findings of ${rule.id}`}>
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">Outcome</th>
              <th scope="col">Resource</th>
              <th scope="col">What</th>
              <th scope="col">Where</th>
            </tr>
          </thead>
          <tbody>
            {listed.map((finding) => (
              <FindingRow finding={finding} report={report} anchors={anchors} />
            ))}
          </tbody>
        </table>
      </TableBox>
      {hasFailures && (
        <>
          <p>
            <strong>Fix.</strong> {rule.fix.text} (
            <a href={rule.url} rel="noreferrer">
              documentation
            </a>
            )
          </p>
          {rule.fix.code !== undefined && (
            <pre tabIndex={0} role="region" aria-label={`Code that fixes ${rule.id}`}>
              <code>{rule.fix.code.trim()}</code>
            </pre>
          )}
        </>
      )}
      {rule.controls.length > 0 && <p class="muted small">Controls: {controlsText(rule.controls)}</p>}
    </article>
  );
}

function FindingRow(props: Props & { finding: ReportFinding }): VNode {
  const { finding, report, anchors } = props;
  const anchor = anchors.get(finding.urn);
  const exempt = exemptionText(finding, report);
  return (
    <tr data-state={[finding.outcome, ...(exempt === undefined ? [] : ["exempt"])].join(" ")}>
      <td>
        <OutcomeChip finding={finding} />
      </td>
      <td>
        <ResourceName type={finding.type} name={finding.name} {...(anchor !== undefined && { anchor })} />
      </td>
      <td>
        {finding.message}
        {exempt !== undefined && (
          <>
            <br />
            <span class="muted">{exempt}</span>
          </>
        )}
      </td>
      <td>
        <Where finding={finding} />
      </td>
    </tr>
  );
}

/** Rules that nothing breaks: so that a reader sees what was looked at. */
function QuietRules({ groups }: { groups: readonly RuleGroup[] }): VNode {
  return (
    <details data-title="Rules without findings" data-group>
      <summary>{counted(groups.length, "rule")} without findings</summary>
      <TableBox label="Rules without findings">
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col">Severity</th>
              <th scope="col">Level</th>
              <th scope="col" class="number">
                Passed
              </th>
              <th scope="col" class="number">
                Not applicable
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ rule, counts }) => (
              <tr
                id={rule.id}
                data-state={counts.pass > 0 ? "pass" : "notApplicable"}
                data-severity={rule.severity}
              >
                <th scope="row">
                  {rule.id} {rule.title}
                </th>
                <td>{rule.severity}</td>
                <td>{rule.level}</td>
                <td class="number">{counts.pass}</td>
                <td class="number">{counts.notApplicable}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </details>
  );
}
