import { runEngine } from "./engine-run";
import type { ExitCode } from "./failure";
import type { RunCommand } from "./run-command";
import { exitCodeOf, reportRun } from "./run-report";
import { hasDied, withSession } from "./session";
import { settle } from "./settle";

/** `cornerstone refresh`: takes into the state what the cloud has. */
export function refresh(options: RunCommand): Promise<ExitCode> {
  const { file, out, local, json } = options;
  return withSession({ ...options, writes: true, create: false }, async ({ stack, paths, signal, cloud }) => {
    await settle({ stack, out, local, notes: paths.unsettled });
    const result = await runEngine(stack, "refresh", { out, title: `refreshing ${file.stack}`, signal });
    const died = result.ok ? undefined : await hasDied(cloud);
    reportRun({ verb: "refresh", result, out, ...(died ? { died } : {}) });
    if (json) {
      const changes = result.record.changes ?? {};
      out.data(JSON.stringify({ ok: result.ok, stack: file.stack, local, changes }, null, 2));
    }
    return { value: exitCodeOf(result), clean: died === undefined && result.record.changes !== undefined };
  });
}
