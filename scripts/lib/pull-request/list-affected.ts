import type { Console } from "../console";
import { exitCode, type ExitCode } from "../failure";
import { projectRoot } from "../paths";
import { stackNames } from "../stack-file";
import { affectedStacks } from "./affected";
import { findBase } from "./git";

export interface AffectedOptions {
  readonly base?: string | undefined;
  /** Every stack, whatever differs. */
  readonly all: boolean;
  readonly why: boolean;
  readonly json: boolean;
}

/** `cornerstone affected`. */
export async function listAffected(
  { base, all, why, json }: AffectedOptions,
  out: Console,
): Promise<ExitCode> {
  if (all) {
    const names = stackNames();
    out.data(json ? JSON.stringify(names) : names.join("\n"));
    return exitCode.ok;
  }
  const { ref, commit } = findBase(projectRoot, base, process.env);
  const { stacks } = await affectedStacks(projectRoot, commit, stackNames());
  if (json) {
    out.data(JSON.stringify(why ? Object.fromEntries(stacks) : [...stacks.keys()]));
    return exitCode.ok;
  }
  for (const [stack, reasons] of stacks) {
    out.data(stack);
    if (why) for (const reason of reasons) out.data(`  ${out.dataColor.dim(reason)}`);
  }
  if (stacks.size === 0) out.say(`no stack is reached by what differs from ${ref} (${commit.slice(0, 8)})`);
  return exitCode.ok;
}
