import type { VNode } from "preact";
import { openCount, outcomes, severities } from "../report";
import type { Outcome, ReviewReport } from "../report";
import { basisOf, counted, openFailures, outcomeWords, packsText, verdictLine } from "../words";
import { Bar, NumberCell, outcomeTones, TableBox } from "./parts";

const words = {
  pass: { tone: "good", word: "Passes" },
  fail: { tone: "bad", word: "Fails" },
  incomplete: { tone: "warn", word: "Could not be judged in full" },
} as const;

const unknownsText = {
  warn: "are reported, do not fail",
  fail: "count as failures",
  recheck: "are reported, and judged again after the update",
} as const;

/** The verdict, and what it was reached from. */
export function Verdict({ report }: { report: ReviewReport }): VNode {
  const { tone, word } = words[report.verdict];
  const exempted = report.counts.exempted.outcomes.fail + report.counts.exempted.outcomes.unknown;
  const differs = report.rawVerdict !== report.verdict;
  return (
    <section id="verdict" aria-label="Verdict" data-title="Verdict">
      <div class={`verdict ${tone}`}>
        <p class="word">{word}</p>
        <p>{verdictLine(report)}.</p>
        {differs && (
          <p>
            <strong>Without exemptions: {words[report.rawVerdict].word.toLowerCase()}.</strong>{" "}
            {exempted > 0 && `${counted(exempted, "finding")} are exempted; see `}
            {exempted > 0 && <a href="#exemptions">Exemptions</a>}
          </p>
        )}
        <dl class="facts">
          <Fact name="Judged">{basisOf(report)}</Fact>
          <Fact name="When">
            <time dateTime={report.time.toISOString()}>
              {report.time.toISOString().slice(0, 16).replace("T", " ")} UTC
            </time>
          </Fact>
          <Fact name="By">{packsText(report)}</Fact>
          <Fact name="Unknowns">{unknownsText[report.unknowns]}</Fact>
          <Fact name="Graph (SHA-256)">
            <code title={report.graphHash}>{report.graphHash.slice(0, 16)}</code>
          </Fact>
        </dl>
      </div>
      <Counts report={report} />
    </section>
  );
}

function Fact({ name, children }: { name: string; children: VNode | string }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The state as it was found, and as it is after exemptions, side by side. */
function Counts({ report }: { report: ReviewReport }): VNode {
  const { counts } = report;
  const open = (outcome: Outcome) => openCount(report, outcome);
  const exempt = outcomes.reduce((sum, outcome) => sum + counts.exempted.outcomes[outcome], 0);
  const openBySeverity = openFailures(report).failures;
  return (
    <>
      <TableBox label="Outcomes">
        <table id="counts">
          <caption>
            {counted(counts.rules, "rule")} on {counted(counts.resources, "resource")}
          </caption>
          <thead>
            <tr>
              <th scope="col">Checks</th>
              {outcomes.map((outcome) => (
                <th scope="col" class="number">
                  {outcomeWords[outcome]}
                </th>
              ))}
              <th scope="col" class="number">
                exempt
              </th>
            </tr>
          </thead>
          <tbody>
            <tr data-counts="found">
              <th scope="row">As found</th>
              {outcomes.map((outcome) => (
                <NumberCell value={counts.outcomes[outcome]} />
              ))}
              <td class="number muted">–</td>
            </tr>
            <tr data-counts="open">
              <th scope="row">After exemptions</th>
              {outcomes.map((outcome) => (
                <NumberCell value={open(outcome)} />
              ))}
              <NumberCell value={exempt} />
            </tr>
          </tbody>
        </table>
      </TableBox>
      <Bar
        parts={[
          ...outcomes.map((outcome) => ({ tone: outcomeTones[outcome], count: open(outcome) })),
          { tone: "exempt" as const, count: exempt },
        ]}
      />
      {counts.outcomes.fail > 0 && (
        <TableBox label="Failures by severity">
          <table>
            <caption>Failures by severity of their rule</caption>
            <thead>
              <tr>
                <th scope="col">Failures</th>
                {severities.map((severity) => (
                  <th scope="col" class="number">
                    {severity}
                  </th>
                ))}
                <th scope="col" class="number">
                  of mandatory rules
                </th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">As found</th>
                {severities.map((severity) => (
                  <NumberCell value={counts.failures[severity]} />
                ))}
                <NumberCell value={counts.mandatoryFailures} />
              </tr>
              <tr>
                <th scope="row">After exemptions</th>
                {severities.map((severity) => (
                  <NumberCell value={openBySeverity[severity]} />
                ))}
                <NumberCell value={openFailures(report).mandatoryFailures} />
              </tr>
            </tbody>
          </table>
        </TableBox>
      )}
    </>
  );
}
