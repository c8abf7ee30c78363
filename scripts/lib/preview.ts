import * as path from "node:path";
import { runEngine, type RunResult } from "./engine-run";
import type { ExitCode } from "./failure";
import { mayStripAliases } from "./resume";
import { packArguments } from "./policy-packs";
import { layReferences } from "./referenced-stacks";
import type { RunCommand } from "./run-command";
import { exitCodeOf, reportRun } from "./run-report";
import { hasDied, withSession } from "./session";
import { exportState } from "./settle";

/** `cornerstone preview`: changes nothing, neither in the cloud nor in the state. */
export function preview(options: RunCommand): Promise<ExitCode> {
  const { file, out, json } = options;
  return withSession({ ...options, writes: false }, async ({ stack, program, signal, cloud, paths }) => {
    await layReferences(file, { writes: false, local: options.local, out, backend: stack.workspace });
    program.stripAliases = mayStripAliases(await exportState(stack));
    const policies = packArguments(file, path.dirname(paths.marker), out);
    const result = await runEngine(stack, "preview", {
      out,
      title: `previewing ${file.stack}`,
      signal,
      policies,
    });
    const died = result.ok ? undefined : await hasDied(cloud);
    reportRun({ verb: "preview", result, out, ...(died ? { died } : {}) });
    if (json) out.data(JSON.stringify(planOf(options, result), null, 2));
    else if (result.ok && result.record.changed() > 0)
      out.say(`To do it: npx cornerstone up ${file.stack}${options.local ? " --local" : ""}`);
    return { value: exitCodeOf(result), clean: true };
  });
}

/** What `--json` prints: no property values, which may be secret. */
function planOf({ file, local }: RunCommand, { ok, record }: RunResult): unknown {
  return {
    ok,
    stack: file.stack,
    local,
    changes: record.changes ?? {},
    steps: record.steps.map(({ op, urn, type, diffs }) => ({ op, urn, type, diffs })),
    policyViolations: record.violations,
    policyRemediations: record.remediated,
    diagnostics: record.diagnostics,
  };
}
