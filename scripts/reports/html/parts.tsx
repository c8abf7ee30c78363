import type { ComponentChildren, VNode } from "preact";
import type { Severity } from "../../../policies/rule";
import type { ControlStatus } from "../coverage";
import type { Outcome, ReportFinding, ReviewReport } from "../report";
import { outcomeWords, sourceText } from "../words";
import type { Tone } from "./tokens";

/** What an outcome looks like. The word beside it says the same. */
export const outcomeTones: Readonly<Record<Outcome, Tone>> = {
  fail: "bad",
  broken: "bad",
  unknown: "warn",
  pass: "good",
  notApplicable: "quiet",
};

export const statusTones: Readonly<Record<ControlStatus, Tone>> = {
  failing: "bad",
  unknown: "warn",
  lapsed: "warn",
  exempt: "exempt",
  notAssessed: "quiet",
  notApplicable: "quiet",
  attested: "good",
  met: "good",
};

export const severityTones: Readonly<Record<Severity, Tone>> = {
  critical: "bad",
  high: "bad",
  medium: "warn",
  low: "quiet",
};

export function Chip({ tone, children }: { tone: Tone; children: ComponentChildren }): VNode {
  return <span class={`chip ${tone}`}>{children}</span>;
}

/** The outcome of a finding; an exempted one says so. */
export function OutcomeChip({ finding }: { finding: ReportFinding }): VNode {
  const word = outcomeWords[finding.outcome];
  return finding.exemption === undefined ? (
    <Chip tone={outcomeTones[finding.outcome]}>{word}</Chip>
  ) : (
    <Chip tone="exempt">{word}, exempt</Chip>
  );
}

/** A chapter of the page. `title` also names it in the list of chapters and in downloaded rows. */
export function Chapter(props: { id: string; title: string; children: ComponentChildren }): VNode {
  return (
    <section id={props.id} aria-labelledby={`${props.id}-title`} data-title={props.title}>
      <h2 id={`${props.id}-title`}>{props.title}</h2>
      {props.children}
    </section>
  );
}

/** A table that scrolls inside of itself where the window is narrow. */
export function TableBox({ label, children }: { label: string; children: ComponentChildren }): VNode {
  return (
    <div class="scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

/** Shares of a whole as a bar. The numbers stand beside it as text, so it is hidden from who does not see it. */
export function Bar({ parts }: { parts: readonly { readonly tone: Tone; readonly count: number }[] }): VNode {
  const total = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0),
  );
  let at = 0;
  return (
    <svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      {parts
        .filter(({ count }) => count > 0)
        .map(({ tone, count }) => {
          const width = (count / total) * 1000;
          const x = at;
          at += width;
          return <rect class={tone} x={round(x)} y={0} width={round(width)} height={10} />;
        })}
    </svg>
  );
}

/** A number; zero recedes. */
export function NumberCell({ value }: { value: number }): VNode {
  return <td class={value === 0 ? "number zero" : "number"}>{value}</td>;
}

export function RuleLink({ id }: { id: string }): VNode {
  return <a href={`#${id}`}>{id}</a>;
}

/** Rules by their IDs, one after the other: plain links, since a page holds thousands of them. */
export function RuleLinks({ ids }: { ids: readonly string[] }): VNode {
  return (
    <p class="rules">
      {ids.map((id) => (
        <>
          <RuleLink id={id} />{" "}
        </>
      ))}
    </p>
  );
}

/** A resource by its kind and name, linked to its evidence. */
export function ResourceName({ type, name, anchor }: { type: string; name: string; anchor?: string }): VNode {
  const kind = type.split(":").at(-1) ?? type;
  return (
    <>
      {kind} {anchor === undefined ? <code>{name}</code> : <a href={`#${anchor}`}>{name}</a>}
    </>
  );
}

/** Property and line, where they are known. */
export function Where({ finding }: { finding: ReportFinding }): VNode {
  const source = sourceText(finding);
  return (
    <>
      {finding.path !== undefined && <code>{finding.path}</code>}
      {finding.path !== undefined && source !== undefined && <br />}
      {source !== undefined && <code class="muted">{source}</code>}
    </>
  );
}

/** IDs of the resources' rows, by URN: short, and free of what a fragment could not hold. */
export function anchorsOf(report: ReviewReport): ReadonlyMap<string, string> {
  return new Map(report.resources.map(({ urn }, index) => [urn, `r${index + 1}`]));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
