import { obtainEngine } from "../../tools/engine";

/** Obtains the engine once for all engine tests; the first time on a closed network this builds it (minutes). */
export async function setup(): Promise<void> {
  let last = "";
  const engine = await obtainEngine({
    report: ({ step }) => {
      if (step === last) return;
      last = step;
      console.log(`engine: ${step}`);
    },
  });
  console.log(`engine: Pulumi ${engine.version} (${engine.reason})`);
  process.env["CORNERSTONE_PULUMI"] = engine.command;
}
