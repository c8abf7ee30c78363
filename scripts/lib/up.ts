import * as path from "node:path";
import { runEngine, type RunResult } from "./engine-run";
import { exitCode, type ExitCode } from "./failure";
import { lazily } from "./lazy";
import { packArguments } from "./policy-packs";
import type * as Rechecking from "./recheck";
import { layReferences } from "./referenced-stacks";
import { idsOf } from "./resource-id";
import { formatRemedy, remedyOf } from "./remedy";
import type { RunCommand } from "./run-command";
import { exitCodeOf, reportRun } from "./run-report";
import { hasDied, withSession, type Session } from "./session";
import { enter, exportState, noteUnanswered, refusedAsExisting, settle, type SettleOptions } from "./settle";
import { mayStripAliases } from "./resume";
import { upSummary } from "./up-summary";

/** After a kill, the cloud may have up to as many unanswered creates as the engine works on at a time, in layers. */
const maximumTakeovers = 12;

/** `cornerstone up`. */
export function up(options: RunCommand): Promise<ExitCode> {
  return withSession({ ...options, writes: true }, async (session) => {
    const result = await runUp(session);
    const died = result.ok ? undefined : await hasDied(session.cloud);
    if (died) {
      const planned = result.record.steps.map(({ type, metadata }) => ({
        type,
        inputs: metadata.new?.inputs,
      }));
      noteUnanswered(session.paths.unsettled, result.record, idsOf(planned, options.local));
    }
    const remedy = (urn: string, message: string) => {
      const found = remedyOf(options.file, urn, message);
      return found && formatRemedy(found, options.file);
    };
    reportRun({ verb: "up", result, out: options.out, remedy, ...(died ? { died } : {}) });
    const again = result.ok ? await recheck(session) : undefined;
    if (result.ok) upSummary(options, result, again?.found);
    else if (options.json)
      options.out.data(JSON.stringify({ ok: false, stack: options.file.stack }, null, 2));
    again?.report();
    const value = again?.found.ok === false ? exitCode.findings : exitCodeOf(result);
    return { value, clean: died === undefined && result.record.changes !== undefined };
  });
}

/** Judges what stands, where the stack asks for that: what nobody knew before the update is known now. */
async function recheck({ file, stack, out }: Session) {
  if (file.config.compliance.unknowns !== "recheck") return undefined;
  // The rules are loaded only where they are asked: no other update waits for them.
  const { recheckState, reportRecheck } = lazily(__filename, "./recheck") as typeof Rechecking;
  const found = recheckState(await exportState(stack), file);
  return {
    found,
    report: () => {
      reportRecheck(found, out);
    },
  };
}

async function runUp(session: Session): Promise<RunResult> {
  const { stack, out, local, paths, file, signal } = session;
  await layReferences(file, { writes: true, local, out, backend: stack.workspace });
  const settling: SettleOptions = { stack, out, local, notes: paths.unsettled };
  let state = await settle(settling);
  session.program.stripAliases = mayStripAliases(state);
  const policies = packArguments(file, path.dirname(paths.marker), out);
  for (let takeovers = 0; ; takeovers++) {
    const result = await runEngine(stack, "up", {
      out,
      title: `standing up ${file.stack}`,
      signal,
      policies,
    });
    // Only what a killed run left behind is taken over: anything else that exists already is somebody else's.
    const existing = local && session.afterKill && !result.ok ? refusedAsExisting(result.record) : [];
    if (existing.length === 0 || takeovers === maximumTakeovers) return result;
    out.say(`${out.color.yellow("!")} the killed run had created ${existing.length} more: taking them over`);
    state = await settle(settling);
    await enter(settling, state, existing);
  }
}
