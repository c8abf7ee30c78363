import type { VNode } from "preact";
import type { ExemptionStatus } from "../../../policies/exemptions";
import type { ReportExemption, ReviewReport } from "../report";
import { daysText, exemptionWords, sourceText } from "../words";
import { Chapter, Chip, RuleLink, TableBox } from "./parts";
import type { Tone } from "./tokens";

const exemptionTones: Readonly<Record<ExemptionStatus, Tone>> = {
  active: "exempt",
  future: "quiet",
  expired: "warn",
  refused: "bad",
  ambiguous: "bad",
};

/** Every exemption: whether it holds, for how long, what it covers, who answers for it. */
export function Exemptions({ report }: { report: ReviewReport }): VNode {
  return (
    <Chapter id="exemptions" title="Exemptions">
      {report.exemptions.length === 0 ? (
        <p>Nothing is exempted.</p>
      ) : (
        <div data-group data-title="Exemptions">
          <TableBox label="Table of exemptions">
            <table class="stack">
              <thead>
                <tr>
                  <th scope="col">Rule and resource</th>
                  <th scope="col">State</th>
                  <th scope="col">Until</th>
                  <th scope="col" class="number">
                    Findings
                  </th>
                  <th scope="col">Reason, compensating control</th>
                  <th scope="col">Owner, ticket</th>
                </tr>
              </thead>
              <tbody>
                {report.exemptions.map((exemption) => (
                  <ExemptionRow exemption={exemption} />
                ))}
              </tbody>
            </table>
          </TableBox>
        </div>
      )}
    </Chapter>
  );
}

function ExemptionRow({ exemption }: { exemption: ReportExemption }): VNode {
  const { rule, resource, status, daysLeft, matches, problem, reason, compensatingControl } = exemption;
  const source = sourceText(exemption);
  return (
    <tr data-state={status === "active" ? "exempt" : status}>
      <th scope="row">
        <RuleLink id={rule} /> <code>{resource}</code>
        {source !== undefined && (
          <>
            <br />
            <code class="muted">{source}</code>
          </>
        )}
      </th>
      <td>
        <Chip tone={exemptionTones[status]}>{exemptionWords[status]}</Chip>
      </td>
      <td>
        {exemption.expires}
        <br />
        <span class="muted">{daysText(daysLeft)}</span>
      </td>
      <td class="number">{matches}</td>
      <td>
        {reason}
        {compensatingControl !== undefined && (
          <>
            <br />
            <span class="muted">Meanwhile: {compensatingControl}</span>
          </>
        )}
        {problem !== undefined && (
          <>
            <br />
            <strong>{problem}</strong>
          </>
        )}
      </td>
      <td>
        {exemption.owner}
        <br />
        <span class="muted">{exemption.ticket}</span>
      </td>
    </tr>
  );
}
