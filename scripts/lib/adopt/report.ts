import type { ResourceGraph } from "../../../graph/types";
import { formatProblems, type ConfigProblem } from "../../../stacks/config/index";
import { counted } from "../../reports/pull-request/text";
import type { Console } from "../console";
import type { Draft } from "./draft";
import type { Estate, Existing } from "./existing";
import type { Matching } from "./match";

/** What became of an estate. */
export interface Adoption {
  readonly estate: Estate;
  readonly draft: Draft;
  /** Why the draft is not a stack file yet. */
  readonly problems: readonly ConfigProblem[];
  /** Absent where the program cannot run with the draft. */
  readonly matching?: Matching & { readonly graph: ResourceGraph };
  /** Why the program cannot run with it. */
  readonly refused?: string;
}

/** Which section of a stack file makes resources of a type that this verb does not read. */
const sectionsByType: readonly (readonly [RegExp, string])[] = [
  [/^microsoft\.apimanagement\//, "gateway (docs/gateway.md)"],
  [
    /^microsoft\.(cognitiveservices\/accounts\/(projects|capabilityhosts)|app\/|documentdb\/|search\/)/,
    "agents (docs/agents.md)",
  ],
  [/^microsoft\.databricks\//, "data (docs/data.md)"],
  [/^microsoft\.(machinelearningservices|containerregistry)\//, "learning (docs/learning.md)"],
  [
    /^microsoft\.insights\/(metricalerts|scheduledqueryrules|activitylogalerts|workbooks|actiongroups)/,
    "operations (docs/operations.md)",
  ],
  [/^microsoft\.network\/networkwatchers/, "operations.flowLogs (docs/operations.md)"],
];

export interface Telling {
  readonly stack: string;
  readonly written: readonly string[];
  readonly importFile: string;
  readonly fromState: boolean;
  readonly out: Console;
}

/** Says what was mapped, what was assumed, what was not mapped, and what to do next. */
export function sayAdoption(
  adoption: Adoption,
  { stack, written, importFile, fromState, out }: Telling,
): void {
  const { estate, draft, problems, matching, refused } = adoption;
  const { green, yellow, red, bold, dim } = out.color;
  for (const file of written) out.say(`${green("✓")} ${file}`);
  if (matching)
    out.say(
      `${green("✓")} ${counted(matching.matches.length, "resource")} of ${estate.resources.length} are what the program makes`,
    );
  if (draft.assumed.length > 0) out.say(`${yellow("!")} assumed, since nothing that stands tells it:`);
  for (const { path, value, why } of draft.assumed) out.say(`    ${bold(path)}: ${value} ${dim(`(${why})`)}`);
  if (draft.assumed.some(({ path }) => path.endsWith("].group")))
    out.say(`    ${dim("Say whose groups are with --group NAME=<object ID>.")}`);
  const left = matching?.left ?? estate.resources;
  if (left.length > 0) {
    out.say(`${yellow("!")} not mapped (${left.length}):`);
    // What the program does not make and the state holds, the engine deletes.
    const fate = fromState
      ? red("an `up` with this state would delete them: write their sections first, and look at the preview")
      : "left alone: what no state holds, no run touches";
    out.say(`    ${fate}`);
  }
  for (const [kind, resources] of byKind(left)) {
    const names = resources
      .slice(0, 3)
      .map(({ name }) => name)
      .join(", ");
    const more = resources.length > 3 ? ` and ${resources.length - 3} more` : "";
    out.say(`    ${kind}: ${names}${more} ${dim(hintOf(kind))}`.trimEnd());
  }
  for (const line of estate.unread) out.say(`${yellow("!")} not read: ${line}`);
  if (matching && matching.missing.length > 0)
    out.say(
      `${yellow("!")} the program would make ${counted(matching.missing.length, "resource")} anew: ` +
        `${matching.missing
          .slice(0, 4)
          .map(({ name }) => name)
          .join(", ")}${matching.missing.length > 4 ? ", ..." : ""}`,
    );
  if (refused !== undefined) out.say(`${red("✗")} the program cannot run with it: ${refused}`);
  if (problems.length > 0)
    out.say(`${red("✗")} the stack file is not valid yet:\n${formatProblems(problems)}`);
  else if (fromState)
    out.say(
      left.length > 0
        ? `Before anything else: npx cornerstone preview ${stack}`
        : `To see that nothing changes: npx cornerstone preview ${stack}`,
    );
  else
    out.say(
      `Next: pulumi import --file ${importFile} --stack ${stack} --generate-code=false, then npx cornerstone preview ${stack}`,
    );
}

function byKind(resources: readonly Existing[]): readonly (readonly [string, readonly Existing[]])[] {
  const kinds = new Map<string, Existing[]>();
  for (const resource of resources) kinds.set(resource.type, [...(kinds.get(resource.type) ?? []), resource]);
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1));
}

function hintOf(type: string): string {
  const section = sectionsByType.find(([pattern]) => pattern.test(type))?.[1];
  return section === undefined ? "" : `-> section ${section}`;
}
