import * as fs from "node:fs";
import * as path from "node:path";
import { isMap, parseDocument } from "yaml";
import {
  formatProblems,
  loadStackFile,
  stackConfigSchema,
  unverifiedFacts,
  awsStackConfigSchema,
  isAws,
  type AnyStackConfig,
} from "../../../stacks/config/index";
import type { Console } from "../console";
import { exitCode, Failure, type ExitCode } from "../failure";
import { loadGraph } from "../graph-source";
import { deliver } from "../output-file";
import { projectRoot } from "../paths";
import { replaceFile, showDiff } from "../stack-edit";
import { stackNames } from "../stack-file";
import { bedrockDoubts, bedrockRows } from "./bedrock";
import { calendarOf } from "./calendar";
import { declaredModels } from "../../../stacks/config/declared-models";
import { lifecycleRows, type LifecycleRow } from "./lifecycle";
import { renderModels } from "./render";
import { upgrade } from "./upgrade";
import { usesOfConfig, usesOfGraph } from "./uses";

export interface ModelsOptions {
  readonly stack: string;
  readonly state?: string | undefined;
  readonly within?: number | undefined;
  readonly deployment?: readonly string[] | undefined;
  readonly json: boolean;
  readonly ics?: string | undefined;
  readonly upgrade: boolean;
  readonly dryRun: boolean;
}

/** `cornerstone models`. */
export async function models(options: ModelsOptions, out: Console): Promise<ExitCode> {
  const { stack, state, within, json } = options;
  if (within !== undefined && !(within >= 0))
    throw new Failure("--within takes a number of days, 0 or more", exitCode.usage);
  if (options.upgrade && state !== undefined)
    throw new Failure("--upgrade edits a stack file, not a state", exitCode.usage, "Leave out --state.");
  const now = new Date();
  const file = state === undefined ? readStack(stack) : undefined;
  const noticeDays = within ?? file?.config.operations.retirementNoticeDays ?? 60;
  const named = chosen(await rowsOf(file, { stack, state: state ?? "-" }, now, noticeDays), options);
  const due = named.filter((row) => row.due === "yes");
  // A version without a date may be gone by then, too.
  const rows = within === undefined ? named : named.filter((row) => row.due !== "no");
  if (options.ics !== undefined) deliver(calendarOf(stack, named, noticeDays), options.ics, out);
  if (options.upgrade && file) return applyUpgrade(file, due, options, now, out);
  const unverified = file ? doubtsOf(file.config, now) : [];
  if (json)
    out.data(
      JSON.stringify({ version: 1, stack, on: now.toISOString(), noticeDays, rows, unverified }, null, 2),
    );
  else if (options.ics === undefined)
    out.data(renderModels(stack, rows, noticeDays, { ...view(out), unverified }));
  return due.length > 0 ? exitCode.findings : exitCode.ok;
}

/** The rows of a stack file of either cloud, or of a state. */
async function rowsOf(
  file: StackText | undefined,
  source: { readonly stack: string; readonly state: string },
  on: Date,
  noticeDays: number,
): Promise<readonly LifecycleRow[]> {
  if (!file) return lifecycleRows(usesOfGraph(await loadGraph(source)), { on, noticeDays });
  const { config } = file;
  if (isAws(config)) return bedrockRows(config, { on, noticeDays });
  return lifecycleRows(usesOfConfig(config), { on, noticeDays, declared: declaredModels(config.models) });
}

interface StackText {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly config: AnyStackConfig;
}

/**
 * Reads a stack file by its shape alone: a stack whose model has retired breaks a rule of the configuration, and is the very
 * one that this verb is for.
 */
function readStack(stack: string, root: string = projectRoot): StackText {
  if (!stackNames(root).includes(stack))
    throw new Failure(
      `there is no stack "${stack}"`,
      exitCode.usage,
      `Stacks are: ${stackNames(root).join(", ") || "none"}.`,
    );
  const file = path.join(root, "stacks", `Pulumi.${stack}.yaml`);
  const name = path.relative(process.cwd(), file) || file;
  const text = fs.readFileSync(file, "utf8");
  const sections = sectionsOf(text);
  const schema = Object.hasOwn(sections, "aws") ? awsStackConfigSchema : stackConfigSchema;
  const parsed = schema.safeParse(sections);
  if (parsed.success) return { path: file, name, text, config: parsed.data };
  const result = loadStackFile(text, name);
  throw new Failure(result.ok ? parsed.error.message : formatProblems(result.problems), exitCode.usage);
}

function sectionsOf(text: string): Record<string, unknown> {
  const config = parseDocument(text, { logLevel: "error" }).get("config");
  const values = isMap(config) ? (config.toJSON() as Record<string, unknown>) : {};
  const own = Object.entries(values).filter(([key]) => key.startsWith("cornerstone:"));
  return Object.fromEntries(own.map(([key, value]) => [key.slice("cornerstone:".length), value]));
}

function applyUpgrade(
  file: StackText,
  due: readonly LifecycleRow[],
  { dryRun, stack }: ModelsOptions,
  now: Date,
  out: Console,
): ExitCode {
  if (isAws(file.config))
    throw new Failure(
      `${file.name} is a stack on AWS: Amazon names no replacement that could be taken`,
      exitCode.usage,
      "Choose another profile in `aws.models`; `cornerstone preview` judges it.",
    );
  const { text, steps } = upgrade(file.text, file.name, due, now);
  const { green, yellow } = out.color;
  if (text !== file.text) showDiff(file.name, file.text, text, out);
  for (const { deployment, from, to, refused } of steps) {
    if (refused === undefined) out.say(`${green("✓")} ${deployment}: ${from} -> ${to ?? ""}`);
    else out.say(yellow(`! ${deployment} stays at ${from}: ${refused}`));
  }
  if (steps.length === 0)
    out.say("nothing to upgrade: no version that is shown retires within the notice period");
  if (text !== file.text && !dryRun) {
    replaceFile(file.path, file.text, text);
    out.say(`${green("✓")} ${file.name}; see what it changes with \`cornerstone preview ${stack}\``);
  }
  return steps.some(({ refused }) => refused !== undefined) ? exitCode.findings : exitCode.ok;
}

/** What the catalog can neither confirm nor deny of the deployments; dates are in the rows. */
function doubtsOf(config: AnyStackConfig, now: Date): readonly string[] {
  if (isAws(config)) return bedrockDoubts(config);
  const names = config.models.deployments.map(({ name }) => name);
  return unverifiedFacts(config, now)
    .filter(({ path }) => !path.endsWith(".version"))
    .map(({ path, message }) => `${names[Number(/\[(\d+)\]/.exec(path)?.[1])] ?? path}: ${message}`);
}

function chosen(rows: readonly LifecycleRow[], { deployment }: ModelsOptions): readonly LifecycleRow[] {
  if (deployment === undefined) return rows;
  const missing = deployment.find((name) => !rows.some((row) => row.deployment === name));
  if (missing !== undefined) {
    const known = rows.map((row) => row.deployment).join(", ");
    throw new Failure(`there is no deployment "${missing}"`, exitCode.usage, `Deployments are: ${known}.`);
  }
  return rows.filter((row) => deployment.includes(row.deployment));
}

function view({ dataColor, columns }: Console): { colors: Console["dataColor"]; columns: number } {
  return { colors: dataColor, columns };
}
