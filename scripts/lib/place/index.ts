import * as fs from "node:fs";
import { parse } from "yaml";
import type { PlacementRequest } from "../../../catalog/place/types";
import type { Console } from "../console";
import { exitCode, Failure, messageOf, type ExitCode } from "../failure";
import { replaceFile, showDiff } from "../stack-edit";
import { loadStackFile, ofAzure, type AzureStackFile } from "../stack-file";
import { checkDemandOptions, checkModels } from "./arguments";
import { demandsOf, readDemands, requestOf, type DemandFile } from "./demand";
import { planOf, type Plan } from "./plan";
import { renderPlan } from "./render";
import { writePlan } from "./write";

export interface PlaceOptions {
  readonly stack: string;
  readonly demand?: string | undefined;
  readonly model?: readonly string[] | undefined;
  readonly inputTpm?: number | undefined;
  readonly cachedTpm?: number | undefined;
  readonly outputTpm?: number | undefined;
  readonly utilization?: number | undefined;
  readonly latency?: string | undefined;
  readonly regions?: number | undefined;
  readonly boundary?: string | undefined;
  readonly peak: number;
  readonly reservation?: "month" | "year" | undefined;
  readonly confirmedQuota: boolean;
  readonly write: boolean;
  readonly dryRun: boolean;
  readonly all: boolean;
  readonly json: boolean;
}

/** `cornerstone place`. */
export async function place(options: PlaceOptions, out: Console): Promise<ExitCode> {
  const file = ofAzure(loadStackFile(options.stack), "place");
  const now = new Date();
  const request = requestFor(options, file, now);
  checkModels(request);
  const plan = await planOf(request);
  if (options.json)
    out.data(JSON.stringify({ version: 1, stack: options.stack, currency: "USD", ...plan }, null, 2));
  else out.data(renderPlan(plan, { colors: out.dataColor, columns: out.columns, every: options.all }));
  if (options.write && plan.deployments.length > 0) write(plan, file, options, now, out);
  return plan.unplaced.length > 0 ? exitCode.findings : exitCode.ok;
}

function requestFor(options: PlaceOptions, { config, name }: AzureStackFile, now: Date): PlacementRequest {
  const base = {
    ...requestOf(config, now),
    confirmedQuotaOnly: options.confirmedQuota,
    ...(options.reservation && { reservation: options.reservation }),
  };
  if (options.model !== undefined) return readDemands(fromOptions(options, options.model), "options", base);
  if (options.demand !== undefined) return readDemands(readYaml(options.demand), options.demand, base);
  if (!(options.peak >= 1)) throw new Failure("--peak must be 1 or more", exitCode.usage);
  const demands = demandsOf(config, options.peak);
  if (demands.length > 0) return { ...base, demands };
  throw new Failure(
    `${name} states no demand: no workload has a share of a deployment`,
    exitCode.usage,
    "State it with --model and --input-tpm, or with --demand FILE.",
  );
}

function fromOptions(options: PlaceOptions, models: readonly string[]): DemandFile {
  checkDemandOptions(options);
  const { inputTpm, cachedTpm, outputTpm, utilization, latency, regions, boundary } = options;
  const demand = {
    ...{ name: "demand", models },
    ...(inputTpm !== undefined && { input: inputTpm }),
    ...(cachedTpm !== undefined && { cachedInput: cachedTpm }),
    ...(outputTpm !== undefined && { output: outputTpm }),
    ...(utilization !== undefined && { utilization }),
    ...(latency !== undefined && { latency }),
    ...(regions !== undefined && { regions }),
  };
  // Judged by the schema like a file.
  return { ...(boundary !== undefined && { boundary }), demands: [demand] } as DemandFile;
}

function readYaml(file: string): unknown {
  try {
    return parse(fs.readFileSync(file, "utf8")) as unknown;
  } catch (error) {
    throw new Failure(`cannot read ${file}: ${messageOf(error)}`, exitCode.usage, undefined, {
      cause: error,
    });
  }
}

function write(
  plan: Plan,
  file: AzureStackFile,
  { dryRun, stack }: PlaceOptions,
  now: Date,
  out: Console,
): void {
  const before = fs.readFileSync(file.path, "utf8");
  const { text, kept } = writePlan(before, file.name, file.config, plan, now);
  if (text === before) {
    out.say(`${file.name} says so already`);
    return;
  }
  showDiff(file.name, before, text, out);
  if (kept.length > 0) out.say(`deployments that the proposal does not name stay: ${kept.join(", ")}`);
  if (dryRun) return;
  replaceFile(file.path, before, text);
  out.say(`${out.color.green("✓")} ${file.name}; see what it changes with \`cornerstone preview ${stack}\``);
}
