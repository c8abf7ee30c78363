import type { Stack } from "@pulumi/pulumi/automation/index.js";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Console } from "./console";
import { runEngine } from "./engine-run";
import { exitCode, Failure } from "./failure";
import { idsOf } from "./resource-id";
import {
  isSettled,
  settlementOf,
  withEntered,
  withInputs,
  type ExportedState,
  type IdOf,
  type StateResource,
  type Uncertain,
} from "./resume";
import type { ResourceStep, RunRecord } from "./run-record";

/** Reads the state of a stack. */
export async function exportState(stack: Stack): Promise<ExportedState> {
  return await stack.exportStack();
}

/** Writes the state of a stack. The engine verifies it, and drops pending operations. */
export async function importState(stack: Stack, state: ExportedState): Promise<void> {
  await stack.importStack(state);
}

export interface SettleOptions {
  readonly stack: Stack;
  readonly out: Console;
  readonly local: boolean;
  /** The file in which uncertain resources are noted until the cloud has been asked. */
  readonly notes: string;
}

/**
 * Settles what a killed run left open in the state, and answers the state as it is then. Does nothing when nothing is
 * open; killed itself, it can be run again.
 */
export async function settle(options: SettleOptions): Promise<ExportedState> {
  const state = await exportState(options.stack);
  const settlement = settlementOf(state, idsOf(state.deployment.resources ?? [], options.local));
  const noted = readNotes(options.notes);
  if (isSettled(settlement) && noted.length === 0) return state;
  const { changed, unknown } = settlement;
  if (unknown.length > 0)
    throw new Failure(
      `an earlier run was killed while it created ${unknown.map(({ urn }) => urn).join(", ")}, and whether ` +
        "they exist cannot be told from here",
      exitCode.failed,
      options.local
        ? `Run \`cornerstone local reset ${options.stack.name} --yes\` and begin anew: these have IDs that AWS numbers itself, and nothing finds them by their declaration.`
        : "Run `pulumi refresh` in a terminal: it asks for each of them what to do.",
    );
  const creates = [...noted, ...settlement.creates];
  const open = creates.length + changed.length;
  if (open > 0)
    options.out.say(`${options.out.color.yellow("!")} an earlier run was killed: settling what it left open`);
  return enter(options, state, creates, changed);
}

/**
 * Enters resources that the cloud has, or may have, into the state; the provider confirms or removes each. Resources
 * of `changed` are read anew as well.
 */
export async function enter(
  { stack, out, notes }: SettleOptions,
  state: ExportedState,
  creates: readonly Uncertain[],
  changed: readonly string[] = [],
): Promise<ExportedState> {
  // From here to the end the state holds resources that nobody has confirmed: a run that is killed now must know.
  writeNotes(notes, creates);
  const entered = withEntered(state, creates);
  await importState(stack, entered);
  const known = new Set((entered.deployment.resources ?? []).map(({ urn }) => urn));
  const targets = [...creates.map(({ resource }) => resource.urn), ...changed].filter((urn) =>
    known.has(urn),
  );
  if (targets.length > 0) {
    const result = await runEngine(stack, "refresh", {
      out,
      title: "asking the cloud",
      targets,
      quiet: true,
    });
    if (!result.ok)
      throw new Failure(
        `what a killed run left open cannot be settled: ${result.complaint}`,
        exitCode.failed,
        "Run the same command again when the cause is gone: nothing is lost.",
      );
  }
  const refreshed = withInputs(await exportState(stack), creates);
  await importState(stack, refreshed);
  fs.rmSync(notes, { force: true });
  const there = new Set((refreshed.deployment.resources ?? []).map(({ urn }) => urn));
  for (const { resource } of creates)
    out.say(
      `  ${nameOf(resource.urn)}: ${there.has(resource.urn) ? "exists, taken over" : "was not created"}`,
    );
  return refreshed;
}

/**
 * Resources that the cloud refused to create because they exist. After a run in which the cloud itself died, these are
 * that run's own creates, whose answers never arrived: the engine counts those as failed and notes nothing.
 */
export function refusedAsExisting(record: RunRecord): readonly Uncertain[] {
  return record.diagnostics.flatMap(({ urn, message }) => {
    const id = /cannot create already existing resource '([^']+)'/.exec(message)?.[1];
    const step = record.steps.find((each) => each.urn === urn && each.status === "failed");
    const resource = step && plannedResource(step);
    return id && resource ? [{ id, resource }] : [];
  });
}

/**
 * Notes the creates that a run asked for and got no answer to, because the cloud ended under it: the engine counts them as
 * failed and forgets them, although each may have happened. The next run asks the cloud.
 */
export function noteUnanswered(notes: string, record: RunRecord, idOf: IdOf): void {
  const unanswered = record.steps.flatMap((step) => {
    if (!step.custom || step.status === "done" || !createOperations.has(step.op)) return [];
    const resource = plannedResource(step);
    const id = resource && idOf(resource.type, resource.inputs ?? {});
    return resource && id !== undefined ? [{ id, resource }] : [];
  });
  if (unanswered.length > 0) writeNotes(notes, [...readNotes(notes), ...unanswered]);
}

const createOperations: ReadonlySet<string> = new Set(["create", "create-replacement"]);

/** The resource of a step as the state would hold it; undefined where the engine told no new state. */
function plannedResource({ metadata }: ResourceStep): StateResource | undefined {
  const planned = metadata.new;
  if (!planned) return undefined;
  return {
    urn: planned.urn,
    type: planned.type,
    custom: true,
    inputs: planned.inputs as Record<string, unknown>,
    parent: planned.parent,
    provider: metadata.provider || planned.provider,
    ...(planned.protect ? { protect: true } : {}),
  };
}

function readNotes(file: string): readonly Uncertain[] {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as readonly Uncertain[];
  } catch {
    return [];
  }
}

/** Written aside and renamed: a reader finds all of it or nothing. */
function writeNotes(file: string, uncertain: readonly Uncertain[]): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(`${file}.tmp`, JSON.stringify(uncertain));
  fs.renameSync(`${file}.tmp`, file);
}

function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}
