import type { ResourceGraph } from "../../../graph/types";
import { graphFromProgram } from "../../../graph/from-program";
import type { AnyStackConfig } from "../../../stacks/config/index";
import type { Console } from "../console";
import { exitCode, Failure, messageOf, type ExitCode } from "../failure";
import { deliver } from "../output-file";
import { loadStackFile } from "../stack-file";
import { currency, money, signedMoney } from "./amounts";
import { defaultAssumptions, type Assumptions } from "./assumptions";
import { loadBase } from "./base";
import { compareEstimates, keepsLimit, parseLimit, type CostComparison, type Limit } from "./compare";
import { estimate, type Estimate } from "./estimate";
import { estimateToJson } from "./json";
import { renderMarkdown } from "./markdown";
import type { SharingKey } from "./sharing";
import { renderComparison, renderEstimate } from "./terminal";

export interface CostOptions {
  readonly stack: string;
  readonly compare?: string | undefined;
  readonly maxIncrease?: string | undefined;
  readonly lines: boolean;
  readonly json: boolean;
  readonly format?: "terminal" | "markdown" | "json" | undefined;
  readonly output?: string | undefined;
  readonly utilization?: number | undefined;
  readonly outputShare?: number | undefined;
  readonly shareBy?: SharingKey | undefined;
}

/** `cornerstone cost`. */
export async function cost(options: CostOptions, out: Console): Promise<ExitCode> {
  const limit = limitOf(options);
  const assumptions = assumptionsOf(options);
  const file = loadStackFile(options.stack);
  const base = options.compare === undefined ? undefined : loadBase(options.compare, options.stack);
  const after = await estimateOf(file, assumptions, options.shareBy);
  const comparison =
    base && compareEstimates(options.compare ?? "", await estimateOf(base, assumptions), after);
  deliver(rendered(after, comparison, options, out), options.output, out);
  return limit && comparison ? judge(comparison, limit, options.maxIncrease ?? "", out) : exitCode.ok;
}

/** Runs the program of a configuration in this process and prices what it makes. */
export async function estimateOf(
  {
    stack,
    config,
    sections,
  }: { stack: string; config: AnyStackConfig; sections: Readonly<Record<string, unknown>> },
  assumptions: Assumptions = defaultAssumptions,
  sharedBy?: SharingKey,
): Promise<Estimate> {
  const graph = await graphOf(stack, sections);
  return estimate({ stack, graph, config, assumptions, ...(sharedBy && { sharedBy }) });
}

async function graphOf(stack: string, sections: Readonly<Record<string, unknown>>): Promise<ResourceGraph> {
  try {
    return await graphFromProgram({ stack, config: { ...sections } });
  } catch (error) {
    if (!(error instanceof Error && error.name === "ProgramError")) throw error;
    throw new Failure(`the program of ${stack} cannot run: ${messageOf(error)}`, exitCode.failed, undefined, {
      cause: error,
    });
  }
}

function rendered(
  after: Estimate,
  comparison: CostComparison | undefined,
  { json, format, output, lines }: CostOptions,
  out: Console,
): string {
  const wanted = json ? "json" : (format ?? (output?.endsWith(".json") ? "json" : undefined));
  if (wanted === "json") return estimateToJson(after, comparison);
  if (wanted === "markdown" || output?.endsWith(".md")) return renderMarkdown(after, comparison);
  const view = { colors: out.dataColor, columns: out.columns, every: lines };
  return comparison ? renderComparison(comparison, view) : renderEstimate(after, view);
}

/** Holds a change to a limit. An unknown price is not within it: a script must be able to tell that from a breach. */
function judge(comparison: CostComparison, limit: Limit, text: string, out: Console): ExitCode {
  const verdict = keepsLimit(comparison, limit);
  const change = `${signedMoney(comparison.change)} ${currency} a month`;
  if (verdict === "kept") return exitCode.ok;
  if (verdict === "exceeded") {
    const allowed =
      "dollars" in limit
        ? `${money({ low: limit.dollars, high: limit.dollars })} ${currency}`
        : `${limit.percent} % of ${money(comparison.before)} ${currency}`;
    out.say(out.color.red(`the change costs ${change}, the limit is ${allowed}`));
    return exitCode.findings;
  }
  out.say(
    out.color.yellow(
      `the limit ${text} cannot be judged: ${comparison.unknownChanges} changed lines have no known price`,
    ),
  );
  return exitCode.failed;
}

function limitOf({ maxIncrease, compare }: CostOptions): Limit | undefined {
  if (maxIncrease === undefined) return undefined;
  const limit = parseLimit(maxIncrease);
  if (!limit)
    throw new Failure(
      `--max-increase ${maxIncrease} is no limit`,
      exitCode.usage,
      `Write an amount in ${currency} a month (500) or a part of the base's cost (10%).`,
    );
  if (compare === undefined)
    throw new Failure(
      "--max-increase needs a base to compare with",
      exitCode.usage,
      "Add --compare main, or another stack or stack file.",
    );
  return limit;
}

function assumptionsOf({ utilization, outputShare }: CostOptions): Assumptions {
  for (const [name, value] of Object.entries({
    "--utilization": utilization,
    "--output-share": outputShare,
  })) {
    if (value !== undefined && !(value >= 0 && value <= 100))
      throw new Failure(`${name} must be a percentage, 0 to 100`, exitCode.usage);
  }
  return {
    ...defaultAssumptions,
    ...(utilization !== undefined && { utilization }),
    ...(outputShare !== undefined && { outputShare }),
  };
}
