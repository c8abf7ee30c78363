import type { ResourceGraph } from "../../graph/types";
import { formatOf, renderers } from "../reports/index";
import type { ReportFormat, ReviewReport } from "../reports/index";
import { exitCode, Failure } from "./failure";

/** Where a report goes, and in which form. */
export interface Output {
  /** Absent: standard output. `{stack}` in it stands for the name of the stack. */
  readonly file?: string;
  readonly format: ReportFormat;
}

export interface OutputWishes {
  readonly format?: string | undefined;
  readonly json: boolean;
  readonly output?: readonly string[] | undefined;
}

/** Reads what is to be written; refuses a format that is none, and a file that several stacks would overwrite. */
export function outputsOf(
  { format, json, output = [] }: OutputWishes,
  stacks: readonly string[],
): readonly Output[] {
  const asked = json ? "json" : format;
  if (asked !== undefined && !isFormat(asked)) throw unknownFormat(`format "${asked}"`);
  const files = output.map((file) => {
    const byName = formatOf(file);
    if (byName === undefined) throw unknownFormat(`ending of ${file}`);
    if (stacks.length > 1 && !file.includes("{stack}"))
      throw new Failure(
        `${file} would be written once for each of ${stacks.length} stacks`,
        exitCode.usage,
        `Put {stack} into the name, for example "review-{stack}.html".`,
      );
    return { file, format: byName };
  });
  const toScreen = asked ?? (files.length === 0 ? "terminal" : undefined);
  return toScreen === undefined ? files : [...files, { format: toScreen }];
}

/** The text of a report. The page also shows a diagram, which is drawn for it, and names whom the stack file names. */
export async function renderReview(
  report: ReviewReport,
  format: ReportFormat,
  graph: ResourceGraph,
  names: ReadonlyMap<string, string> = new Map(),
): Promise<string> {
  return await renderers[format](report, graph, names);
}

function isFormat(format: string): format is ReportFormat {
  return Object.hasOwn(renderers, format);
}

function unknownFormat(what: string): Failure {
  return new Failure(
    `the ${what} names no report format`,
    exitCode.usage,
    `Formats are ${Object.keys(renderers).join(", ")}; endings are .html, .txt, .md, .json, .sarif, .github.sarif, .xml, .oscal.json.`,
  );
}
