import * as readline from "node:readline/promises";
import { setTimeout as delay } from "node:timers/promises";
import { runEngine } from "./engine-run";
import { exitCode, Failure, type ExitCode } from "./failure";
import { runPaths } from "./paths";
import { purgeLocalCloud } from "./purge";
import { purgeClients, purgeRecorded, type PurgeClients } from "./purge-azure";
import { PurgeRecord } from "./purge-record";
import { cloudResources, protectedResources, withoutProtection, type ExportedState } from "./resume";
import type { RunCommand } from "./run-command";
import type { RunRecord } from "./run-record";
import { exitCodeOf, nameOf, reportRun } from "./run-report";
import { hasDied, withSession } from "./session";
import { exportState, importState, settle } from "./settle";
import { remainsOf } from "./soft-deleted";
import { taskLine } from "./task-line";

export interface DestroyCommand extends RunCommand {
  /** Do not ask. */
  readonly yes: boolean;
  /** Destroy what is protected as well. */
  readonly force: boolean;
  /**
   * Also purge what deletion only put aside. In the local cloud that is done unless this is false; in Azure only where it is
   * asked for, and never in a protected environment.
   */
  readonly purge?: boolean | undefined;
  /** For tests. @default Azure with the user's login */
  readonly clients?: PurgeClients;
}

/** `cornerstone destroy`. */
export async function destroy(options: DestroyCommand): Promise<ExitCode> {
  const { file, out, local, purge } = options;
  if (purge && file.config.environment.protected)
    throw new Failure(
      `${file.stack} is a protected environment, and nothing of one is purged: what is deleted by mistake must stay recoverable`,
      exitCode.usage,
      "Leave out --purge. What is to go for good all the same is purged by the commands that destroy prints.",
    );
  if (purge && !local) return destroyAndPurge(options);
  const first = await destroyOnce(options);
  if (!local || purge === false) return first.code;
  if (first.done || first.held) await purgeLocalCloud(file.stack, out);
  if (!first.held) return first.code;
  // What held it is gone: the rest can go as well. Nobody is asked twice.
  const second = await destroyOnce({ ...options, yes: true });
  if (second.done) await purgeLocalCloud(file.stack, out);
  return second.code;
}

/** Azure lets a subnet go some 20 minutes after the account of its agents was purged. */
const subnetWait = { attempts: 20, milliseconds: 120_000 } as const;

/**
 * Deletes, then purges in the order that Azure asks for: the accounts, which hold the subnet of their agents; what they held; the
 * workspaces and gateways; at last the vaults, by whose keys the others were encrypted. What is to be purged is on disk before anything goes.
 */
async function destroyAndPurge(options: DestroyCommand): Promise<ExitCode> {
  const { file, out } = options;
  const record = new PurgeRecord(runPaths(file.stack, false).purge);
  const left = record.open();
  if (left.length > 0)
    out.say(
      `${out.color.yellow("!")} an earlier run has left ${left.length} to purge: this one goes on with them`,
    );
  let outcome = await destroyOnce(options, record);
  if (!outcome.done && !outcome.held) return outcome.code;
  const open = record.open()[0];
  if (!open) return outcome.code;
  const clients = options.clients ?? purgeClients(open.id.split("/")[2] ?? "");
  await purgeRecorded(record, ["account"], clients, out);
  for (let attempt = 0; outcome.held && attempt < subnetWait.attempts; attempt++) {
    const task = taskLine(out, "subnet");
    task.update("waiting until Azure lets the subnet of the purged account go (some 20 minutes)");
    await delay(subnetWait.milliseconds);
    task.done("waited for the subnet of the purged account");
    outcome = await destroyOnce({ ...options, yes: true }, record);
  }
  if (outcome.done) await purgeRecorded(record, ["workspace", "gateway", "vault"], clients, out);
  return outcome.code;
}

interface DestroyOutcome {
  readonly code: ExitCode;
  /** Whether everything is gone. */
  readonly done: boolean;
  /** Whether what is left is only held by something deleted that Azure still keeps. */
  readonly held: boolean;
}

/** @param record where what is to be purged is noted, before it is deleted */
async function destroyOnce(options: DestroyCommand, record?: PurgeRecord): Promise<DestroyOutcome> {
  const { file, out, local, json, purge } = options;
  return withSession({ ...options, writes: true, create: local }, async ({ stack, paths, signal, cloud }) => {
    const state = await settle({ stack, out, local, notes: paths.unsettled });
    if (!(await confirm(options, state)))
      return { value: { code: exitCode.ok, done: false, held: false }, clean: true };
    record?.add(remainsOf(state));
    if (protectedResources(state).length > 0) await importState(stack, withoutProtection(state));
    const result = await runEngine(stack, "destroy", { out, title: `destroying ${file.stack}`, signal });
    const died = result.ok ? undefined : await hasDied(cloud);
    const held = !result.ok && isHeldByDeleted(result.record);
    const goesOn = held && (local ? purge !== false : purge === true);
    const remedy = (_urn: string, message: string) => remedyOf(message, state, goesOn);
    reportRun({ verb: "destroy", result, out, remedy, ...(died ? { died } : {}) });
    if (json && !goesOn) {
      const changes = result.record.changes ?? {};
      const left = cloudResources(await exportState(stack)).length;
      out.data(JSON.stringify({ ok: result.ok, stack: file.stack, local, changes, left }, null, 2));
    }
    if (result.ok && !local && !purge) tellOfRemains(options, state);
    const clean = died === undefined && result.record.changes !== undefined;
    return { value: { code: exitCodeOf(result), done: result.ok, held }, clean };
  });
}

/** The link that agents leave in their subnet, which goes when their account is purged. */
const agentLink = "serviceAssociationLinks/legionservicelink";

function isHeldByDeleted({ diagnostics }: RunRecord): boolean {
  const errors = diagnostics.filter(({ severity, urn }) => severity === "error" && urn !== undefined);
  const blamed = errors.filter(({ message }) => !/^(update|destroy) failed$/.test(message));
  return blamed.length > 0 && blamed.every(({ message }) => message.includes(agentLink));
}

function remedyOf(message: string, before: ExportedState, goesOn: boolean): string | undefined {
  if (!message.includes(agentLink)) return undefined;
  if (goesOn)
    return "The deleted account still holds the subnet of its agents: it is purged now, then the rest goes.";
  const commands = remainsOf(before).flatMap(({ what, command }) =>
    what === "account" && command !== undefined ? [command] : [],
  );
  return (
    "The deleted account holds the subnet of its agents until it is purged. Purge it, wait some 20 minutes, and run " +
    `this again:\n  ${commands.join("\n  ")}`
  );
}

/** Refuses what is protected, and asks where nobody has answered yet. False when the user says no. */
async function confirm(
  { file, yes, force, purge, local, out }: DestroyCommand,
  state: ExportedState,
): Promise<boolean> {
  const guarded = protectedResources(state);
  if (
    (guarded.length > 0 || (file.config.environment.protected && cloudResources(state).length > 0)) &&
    !force
  ) {
    const names = guarded.slice(0, 3).map(({ urn }) => nameOf(urn));
    throw new Failure(
      `${file.stack} is a protected environment` +
        (guarded.length > 0 ? `: ${guarded.length} resources hold data (${names.join(", ")}, ...)` : ""),
      exitCode.usage,
      "If it is to go all the same, say so: add --force. What is deleted with its vault cannot be brought back.",
    );
  }
  if (yes) return true;
  const count = cloudResources(state).length;
  if (!process.stdin.isTTY)
    throw new Failure(`nobody can be asked whether ${count} resources may go`, exitCode.usage, "Add --yes.");
  const prompt = readline.createInterface({ input: process.stdin, output: process.stderr });
  const remains = purge && !local ? remainsOf(state).filter(({ command }) => command !== undefined) : [];
  const forGood =
    remains.length > 0
      ? ` Purged after that, and lost for good: ${remains.map(({ what, name }) => `${what} ${name}`).join(", ")}.`
      : "";
  const answer = await prompt.question(
    `${count} resources of ${file.stack} will be deleted.${forGood} Type its name to go on: `,
  );
  prompt.close();
  if (answer.trim() === file.stack) return true;
  out.say("Nothing was deleted.");
  return false;
}

/** Azure keeps deleted accounts, workspaces, gateways and vaults for a while, and their names with them. */
function tellOfRemains({ out }: DestroyCommand, before: ExportedState): void {
  const remains = remainsOf(before);
  if (remains.length === 0) return;
  out.say(
    "Azure keeps these, and their names, until their retention ends (`destroy --purge` does it in this order):",
  );
  for (const { name, what, command } of remains)
    out.say(`  ${what} ${name}: ${command ?? "purge-protected, cannot be purged earlier"}`);
}
