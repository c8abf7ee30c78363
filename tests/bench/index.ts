import * as os from "node:os";
import { obtainEngine } from "../../tools/engine";
import { alternate, median, type Sample, type Subject } from "./measure";
import { table } from "./table";

interface Comparison {
  readonly title: string;
  /** The first is the baseline. */
  readonly subjects: readonly Subject[];
  readonly runs: number;
  /** The second's wall time over the first's may not be more than this. */
  readonly atMost?: number;
}

const preview = (name: string, program: string): Subject => ({
  name,
  command: ["--import", "tsx", "tests/bench/preview.ts", program],
});

const comparisons: readonly Comparison[] = [
  {
    title: "preview by the engine",
    subjects: [preview("an empty program", "empty"), preview("dev", "dev")],
    runs: 5,
  },
  {
    title: "preview of 1,000 accounts",
    subjects: [preview("stock program", "accounts-stock"), preview("this project's way", "accounts-lean")],
    runs: 3,
    atMost: 1 / 3,
  },
  {
    title: "review of prod from a cold start",
    subjects: [{ name: "cornerstone review prod", command: ["scripts/bin.js", "review", "prod"] }],
    runs: 5,
  },
];

/** Prints the figures of one run, side by side; ends with 1 when a bound is broken. */
async function main(): Promise<void> {
  const engine = await obtainEngine();
  process.env["CORNERSTONE_PULUMI"] = engine.command;
  const processor = os.cpus()[0]?.model ?? "unknown processor";
  console.log(`Node ${process.version}, Pulumi ${engine.version}, ${os.cpus().length} x ${processor}\n`);
  for (const { title, subjects, runs, atMost } of comparisons) {
    const samples = await alternate(subjects, runs);
    console.log(`${title} (median of ${runs}, after one run that is not counted)`);
    console.log(table(subjects, samples));
    if (atMost === undefined) continue;
    const ratio = wall(samples[1]) / wall(samples[0]);
    const kept = ratio <= atMost;
    console.log(
      `${ratio.toFixed(2)} of the baseline; the bound is ${atMost.toFixed(2)}: ${kept ? "kept" : "BROKEN"}\n`,
    );
    if (!kept) process.exitCode = 1;
  }
}

function wall(samples: readonly Sample[] = []): number {
  return median(samples.map(({ wallSeconds }) => wallSeconds));
}

void main();
