import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { runEngine } from "../engine-run";
import { exitCode, Failure, messageOf, type ExitCode } from "../failure";
import { projectRoot } from "../paths";
import { packArguments } from "../policy-packs";
import { cleanCommit } from "../pull-request/git";
import { layReferences } from "../referenced-stacks";
import { mayStripAliases, type ExportedState } from "../resume";
import type { RunCommand } from "../run-command";
import { exitCodeOf, reportRun } from "../run-report";
import { hasDied, withSession, type Session } from "../session";
import { exportState, settle } from "../settle";
import { upSummary } from "../up-summary";
import { bindingSchema, differences, sha256, stateHash, type Binding, type Circumstances } from "./binding";

export interface PlanCommand extends RunCommand {
  /** Folder of the plan and of what it is bound to. */
  readonly folder: string;
}

const planName = "plan.json";
const bindingName = "binding.json";

/** `cornerstone plan save`: previews a stack and keeps what was previewed, bound to what it was made from. */
export function savePlan(options: PlanCommand): Promise<ExitCode> {
  const { file, out, folder } = options;
  const commit = requireClean();
  return withSession({ ...options, writes: false }, async (session) => {
    const { stack, program, paths, signal, cloud } = session;
    await layReferences(file, { writes: false, local: options.local, out, backend: stack.workspace });
    const state = await exportState(stack);
    program.stripAliases = mayStripAliases(state);
    fs.mkdirSync(folder, { recursive: true });
    const plan = path.resolve(folder, planName);
    const result = await runEngine(stack, "preview", {
      out,
      title: `planning ${file.stack}`,
      signal,
      policies: packArguments(file, path.dirname(paths.marker), out),
      plan,
    });
    const died = result.ok ? undefined : await hasDied(cloud);
    reportRun({ verb: "preview", result, out, ...(died ? { died } : {}) });
    if (result.ok) {
      const binding: Binding = {
        version: 1,
        ...circumstances(session, commit, state, plan),
        made: new Date().toISOString(),
      };
      fs.writeFileSync(path.join(folder, bindingName), `${JSON.stringify(binding, null, 2)}\n`);
      out.say(`${out.color.green("✓")} ${folder}: to be applied by \`cornerstone plan apply ${file.stack}\``);
    }
    if (options.json)
      out.data(
        JSON.stringify({ ok: result.ok, stack: file.stack, changes: result.record.changes ?? {} }, null, 2),
      );
    return { value: exitCodeOf(result), clean: true };
  });
}

/** `cornerstone plan apply`: deploys exactly what was planned, or says why it cannot. */
export function applyPlan(options: PlanCommand): Promise<ExitCode> {
  const { file, out, local, folder } = options;
  const commit = requireClean();
  const binding = readBinding(folder);
  return withSession({ ...options, writes: true }, async (session) => {
    const { stack, program, paths, signal, cloud } = session;
    await layReferences(file, { writes: true, local, out, backend: stack.workspace });
    const state = await settle({ stack, out, local, notes: paths.unsettled });
    program.stripAliases = mayStripAliases(state);
    const plan = path.resolve(folder, planName);
    const moved = differences(binding, circumstances(session, commit, state, plan));
    if (moved.length > 0) {
      out.say(
        `${out.color.red("✗")} the plan of ${binding.made} is not for what is here now. Changed since:`,
      );
      for (const line of moved) out.say(`  ${line}`);
      out.say(`Nothing was deployed. Plan and review again: npx cornerstone plan save ${file.stack}`);
      return { value: exitCode.findings, clean: true };
    }
    const result = await runEngine(stack, "up", {
      out,
      title: `applying the plan of ${file.stack}`,
      signal,
      policies: packArguments(file, path.dirname(paths.marker), out),
      plan,
      message: `plan ${binding.plan.slice(0, 12)} of commit ${binding.commit.slice(0, 12)}`,
    });
    const died = result.ok ? undefined : await hasDied(cloud);
    reportRun({ verb: "up", result, out, ...(died ? { died } : {}) });
    if (result.ok) upSummary(options, result);
    return { value: exitCodeOf(result), clean: died === undefined && result.record.changes !== undefined };
  });
}

function circumstances(
  { stack, file }: Session,
  commit: string,
  state: ExportedState,
  plan: string,
): Circumstances {
  return {
    stack: file.stack,
    commit,
    configuration: sha256(fs.readFileSync(file.path)),
    packages: sha256(fs.readFileSync(path.join(projectRoot, "package-lock.json"))),
    state: stateHash(state),
    engine: stack.workspace.pulumiVersion,
    plan: fs.existsSync(plan) ? sha256(fs.readFileSync(plan)) : "absent",
  };
}

/** A plan of files that nobody has committed can be bound to nothing. */
function requireClean(): string {
  const commit = cleanCommit(projectRoot);
  if (commit !== undefined) return commit;
  throw new Failure(
    "files differ from the commit that is checked out, so a plan would not be that commit's",
    exitCode.usage,
    "Commit them, or use `cornerstone preview` and `cornerstone up`.",
  );
}

function readBinding(folder: string): Binding {
  const file = path.join(folder, bindingName);
  try {
    return bindingSchema.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new Failure(
      `${file} binds no plan: ${why}`,
      exitCode.usage,
      "Make one with `cornerstone plan save`.",
    );
  }
}
