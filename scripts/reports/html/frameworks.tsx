import type { VNode } from "preact";
import { controlStatuses, type ControlCoverage, type FrameworkCoverage } from "../coverage";
import type { ReviewReport } from "../report";
import { counted, daysText, outcomeWords, statusWords } from "../words";
import { Bar, Chapter, Chip, RuleLink, statusTones, TableBox } from "./parts";

/** What is known of each control, and what nothing assesses. */
export function Frameworks({ report }: { report: ReviewReport }): VNode {
  return (
    <Chapter id="frameworks" title="Framework coverage">
      <p>
        <em>Checks pass</em> means that every check of every rule that serves the control passed:
        infrastructure does its part. Where no rule of this review and no attestation speaks for a control, it
        is <em>not assessed</em>: that is not a pass.
      </p>
      {report.frameworks.length === 0 && <p class="muted">The rules of this review name no framework.</p>}
      {report.frameworks.map((framework) => (
        <Framework framework={framework} />
      ))}
    </Chapter>
  );
}

function Framework({ framework }: { framework: FrameworkCoverage }): VNode {
  const { key, title, version, url, declared, controls, counts } = framework;
  const statuses = controlStatuses.filter((status) => counts[status] > 0);
  return (
    <div class="card" data-group data-title={title} id={`framework-${key}`}>
      <h3>{title}</h3>
      <p class="muted small">
        {version}
        {url !== "" && (
          <>
            {" "}
            (
            <a href={url} rel="noreferrer">
              text
            </a>
            )
          </>
        )}
        {". "}
        {declared ? "Declared by the stack." : "Not declared by the stack; shown because rules serve it."}
      </p>
      <Bar parts={controlStatuses.map((status) => ({ tone: statusTones[status], count: counts[status] }))} />
      <ul class="legend" aria-label={`${counted(controls.length, "control")} of ${title}`}>
        {statuses.map((status) => (
          <li>
            <Chip tone={statusTones[status]}>
              {counts[status]} {statusWords[status]}
            </Chip>
          </li>
        ))}
      </ul>
      <details open={declared}>
        <summary>{counted(controls.length, "control")}</summary>
        <TableBox label={`Controls of ${title}`}>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">Control</th>
                <th scope="col">State</th>
                <th scope="col">Proven by</th>
                <th scope="col">Checks</th>
              </tr>
            </thead>
            <tbody>
              {controls.map((control) => (
                <Control control={control} />
              ))}
            </tbody>
          </table>
        </TableBox>
      </details>
    </div>
  );
}

function Control({ control }: { control: ControlCoverage }): VNode {
  const { status, rules, outcomes, exempted, attestations } = control;
  const judging = rules.filter(({ judged }) => judged);
  const idle = rules.length - judging.length;
  const numbers = (["fail", "broken", "unknown", "pass"] as const).filter((outcome) => outcomes[outcome] > 0);
  return (
    <tr data-state={status}>
      <th scope="row">
        {control.control}
        {control.title !== "" && <span class="muted"> {control.title}</span>}
      </th>
      <td>
        <Chip tone={statusTones[status]}>{statusWords[status]}</Chip>
      </td>
      <td>
        {rules.length > 0 && (
          <p class="rules">
            {judging.map(({ id, mappedBy }) => (
              <>
                <RuleLink id={id} />
                {mappedBy === "vendor" ? "ᵛ " : " "}
              </>
            ))}
            {idle > 0 && <span class="muted">{counted(idle, "rule")} with nothing to judge here</span>}
          </p>
        )}
        {attestations.map((each) => (
          <p class="small">
            Attested by {each.owner} on {each.attested}, {daysText(each.daysLeft)}: {each.statement}{" "}
            <span class="muted">Evidence: {each.evidence.join("; ")}</span>
          </p>
        ))}
        {rules.length === 0 && attestations.length === 0 && <span class="muted">nothing</span>}
      </td>
      <td class="small">
        {numbers.map((outcome) => `${outcomes[outcome]} ${outcomeWords[outcome]}`).join(", ")}
        {exempted > 0 && `, ${exempted} of them exempt`}
      </td>
    </tr>
  );
}
