import type { Console } from "./console";
import { changeLine, runEngine, type RunResult } from "./engine-run";
import { exitCode, type ExitCode } from "./failure";
import { openSession, type Session } from "./session";
import type { StackFile } from "./stack-file";

export interface UpArguments {
  readonly file: StackFile;
  readonly local: boolean;
  readonly json: boolean;
  readonly out: Console;
}

/** `cornerstone up`. */
export async function up({ file, local, json, out }: UpArguments): Promise<ExitCode> {
  const session = await openSession({ out, file, local });
  try {
    const result = await runEngine(session.stack, "up", { out, title: `standing up ${file.stack}` });
    out.say(changeLine(result, "up"));
    out.say(result.complaint);
    for (const d of result.record.diagnostics) out.say(`${d.severity} ${d.urn ?? ""} ${d.message}`);
    if (json) out.data(JSON.stringify(result.outputs, null, 2));
    return result.ok ? exitCode.ok : exitCode.failed;
  } finally {
    await session.close();
  }
}
export type { RunResult, Session };
