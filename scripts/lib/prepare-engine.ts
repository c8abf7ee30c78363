import { EngineError, obtainEngine, type Engine, type Progress } from "../../tools/engine";
import type { Console } from "./console";
import { exitCode, Failure } from "./failure";
import { taskLine } from "./task-line";

/** Finds or makes the engine, and prints which one it is and why. */
export async function prepareEngine(out: Console): Promise<Engine> {
  const task = taskLine(out, "engine");
  try {
    const engine = await obtainEngine({
      report: (progress) => {
        task.update(describeProgress(progress), fractionOf(progress));
      },
    });
    task.done(`Pulumi ${engine.version} (${engine.reason})`);
    if (out.verbose) out.say(out.color.dim(`  ${engine.command}`));
    return engine;
  } catch (error) {
    task.failed();
    if (error instanceof EngineError) throw new Failure(error.message, exitCode.failed);
    throw error;
  }
}

/** `building 120 of 1684 packages`. */
export function describeProgress({ step, done, total, unit, detail }: Progress): string {
  const scale = unit === "MB" ? 1_000_000 : 1;
  const count = (value: number): string => (scale === 1 ? String(value) : (value / scale).toFixed(0));
  const amount =
    done === undefined ? "" : ` ${count(done)}${total ? ` of ${count(total)}` : ""}${unit ? ` ${unit}` : ""}`;
  return `${step}${amount}${detail ? ` (${detail})` : ""}`;
}

function fractionOf({ done, total }: Progress): number | undefined {
  return done !== undefined && total ? done / total : undefined;
}
