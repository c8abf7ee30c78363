import type { VNode } from "preact";
import type { AccessModel } from "../../../graph/access/index";
import type { ReviewReport } from "../report";
import { severities } from "../report";
import { EffectiveAccess } from "./access";
import type { Diagram } from "./diagram";
import { Evidence } from "./evidence";
import { Exemptions } from "./exemptions";
import { Findings } from "./findings";
import { Frameworks } from "./frameworks";
import { anchorsOf, Chapter } from "./parts";
import { Verdict } from "./verdict";

export interface PageProps {
  readonly report: ReviewReport;
  readonly diagrams: readonly Diagram[];
  readonly access: AccessModel;
  readonly style: string;
  readonly script: string;
  /** What the page may load: nothing but its own style and script, by their hashes. */
  readonly policy: string;
}

const chapters = [
  ["findings", "Findings"],
  ["frameworks", "Framework coverage"],
  ["exemptions", "Exemptions"],
  ["evidence", "Evidence"],
  ["access", "Effective access"],
  ["architecture", "Architecture"],
  ["reading", "How to read this"],
] as const;

/** The whole report on one page. */
export function Page({ report, diagrams, access, style, script, policy }: PageProps): VNode {
  const anchors = anchorsOf(report);
  const title = `Policy review of ${report.stack}`;
  return (
    <html lang="en" data-name={`review-${report.stack}`}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#findings">
          To the findings
        </a>
        <header>
          <p class="kicker">Cornerstone policy review</p>
          <h1>
            {report.project} / {report.stack}
          </h1>
        </header>
        <main>
          <Verdict report={report} />
          <nav aria-label="Chapters">
            <ul>
              {chapters.map(([id, name]) => (
                <li>
                  <a href={`#${id}`}>{name}</a>
                </li>
              ))}
            </ul>
          </nav>
          <Tools />
          <Findings report={report} anchors={anchors} />
          <Frameworks report={report} />
          <Exemptions report={report} />
          <Evidence report={report} anchors={anchors} />
          <EffectiveAccess model={access} />
          <Architecture diagrams={diagrams} />
          <Reading />
        </main>
        <footer>
          <p>
            Made by Cornerstone on {report.time.toISOString()}. This file holds all of its own parts and loads
            nothing.
          </p>
        </footer>
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}

/** Shown by the script, since nothing of it works without. */
function Tools(): VNode {
  return (
    <div class="tools" id="tools" role="search" aria-label="Search and filter" hidden>
      <div>
        <label for="query">Search (press /)</label>
        <input id="query" type="search" autocomplete="off" />
      </div>
      <div>
        <label for="state">State</label>
        <select id="state">
          <option value="">any</option>
          <option value="fail">failed</option>
          <option value="broken">broken</option>
          <option value="unknown">unknown</option>
          <option value="exempt">exempt</option>
          <option value="pass">passed</option>
          <option value="notAssessed">not assessed</option>
        </select>
      </div>
      <div>
        <label for="severity">Severity</label>
        <select id="severity">
          <option value="">any</option>
          {severities.map((severity) => (
            <option value={severity}>{severity}</option>
          ))}
        </select>
      </div>
      <button id="clear" type="button">
        Clear
      </button>
      <button id="download" type="button">
        Download shown rows
      </button>
      <output id="shown" for="query state severity" aria-live="polite" />
    </div>
  );
}

/** Pictures of what was judged. What each leaves out it says beneath. */
function Architecture({ diagrams }: { diagrams: readonly Diagram[] }): VNode {
  return (
    <Chapter id="architecture" title="Architecture">
      {diagrams.length === 0 && <p>There is nothing to draw.</p>}
      {diagrams.length > 0 && (
        <p>
          Drawn from the resources that were judged. A frame is a component; an arrow points to what a
          resource needs; alike resources share a box; a red box holds an open finding.
        </p>
      )}
      {diagrams.map(({ view, title, svg, description, hidden, undrawn }) => (
        <figure>
          <h3 id={`picture-${view}`}>{title}</h3>
          <div
            class="picture"
            tabIndex={0}
            role="region"
            aria-label={title}
            dangerouslySetInnerHTML={{ __html: svg }}
          />
          <figcaption class="muted small">
            {hidden === undefined ? "Every resource is in this view. " : `Left out of this view: ${hidden}. `}
            {undrawn !== undefined && `Not drawn for lack of room: ${undrawn}. `}
            <details>
              <summary>In words</summary>
              <p>{description}</p>
            </details>
          </figcaption>
        </figure>
      ))}
    </Chapter>
  );
}

const terms: readonly (readonly [string, string])[] = [
  ["failed", "The rule does not hold for the resource."],
  ["broken", "The rule itself threw an error and judged nothing. It never counts as passed."],
  [
    "unknown",
    "A property that the rule needs is not known yet, or cannot be read. It never counts as passed.",
  ],
  ["not applicable", "The rule has nothing to say about the resource as it is configured."],
  [
    "exempt",
    "The rule does not hold, and somebody answers for that until a day. The finding stays in the counts as found.",
  ],
  [
    "mandatory, advisory",
    "A mandatory rule that fails stops the update and fails the review; an advisory one is reported.",
  ],
  ["not assessed", "No rule of this review and no attestation speaks for the control."],
  [
    "attested",
    "A person vouches for the control, with evidence and until a day; infrastructure cannot prove it.",
  ],
  [
    "ᵛ beside a rule",
    "The mapping of rule to control is published by the vendor or the framework's owner. The others are this toolkit's reading.",
  ],
];

function Reading(): VNode {
  return (
    <Chapter id="reading" title="How to read this">
      <dl class="evidence">
        {terms.map(([term, meaning]) => (
          <>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </>
        ))}
      </dl>
    </Chapter>
  );
}
