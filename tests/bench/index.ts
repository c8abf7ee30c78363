import * as os from "node:os";
import { obtainEngine } from "../../tools/engine";
import { checkov, checkovSubject, faultsFound, writeTemplates, type Templates } from "./checkov";
import { fleetSize, fleetSubject, makeFleet } from "./fleet";
import { alternate, median, type Sample, type Subject } from "./measure";
import type { ProgramName } from "./programs";
import { table } from "./table";

interface Comparison {
  readonly title: string;
  /** The first is the baseline. */
  readonly subjects: readonly Subject[];
  readonly runs: number;
  /** The wall time of each subject after the first, over the first's, may not be more than these. */
  readonly atMost?: readonly number[];
  /** The last may not take more than these. */
  readonly wallSecondsAtMost?: number;
  readonly peakMegabytesAtMost?: number;
  /** The processor time of the local cloud, start and end included, over the wall time may not be more than this. */
  readonly cloudShareAtMost?: number;
}

const engine = (verb: "preview" | "up", name: string, program: ProgramName): Subject => ({
  name,
  command: ["--import", "tsx", "tests/bench/engine.ts", verb, program],
});

const fill = (count: number): Subject => ({
  name: `${count} resources`,
  command: ["--import", "tsx", "tests/bench/local-cloud.ts", String(count)],
});

const reviewOfProd: Subject = {
  name: "cornerstone review prod",
  command: ["scripts/bin.js", "review", "prod"],
};

const againstCheckov = "Checkov and the review of prod";
const checkovComparison = (templates: Templates): Comparison => ({
  title: againstCheckov,
  subjects: [checkovSubject(templates), reviewOfProd],
  runs: 3,
});

const comparisons = (fleet: string): readonly Comparison[] => [
  {
    title: "preview by the engine",
    subjects: [engine("preview", "an empty program", "empty"), engine("preview", "dev", "dev")],
    runs: 5,
  },
  {
    title: "preview of 1,000 accounts",
    subjects: [
      engine("preview", "stock program", "accounts-stock"),
      engine("preview", "this project's way", "accounts-lean"),
    ],
    runs: 3,
    atMost: [1 / 3],
  },
  {
    title: "up of 1,000 accounts, and the local cloud's share of it",
    subjects: [engine("up", "this project's way", "accounts-lean")],
    runs: 1,
    cloudShareAtMost: 0.1,
  },
  {
    // Ends with 1 by itself when more than 5 s, 1 GB or 11 times the seconds for 1,000 resources.
    title: "evaluation of all packs on 10,000 resources",
    subjects: [{ name: "1,000 and 10,000, 3 each", command: ["--import", "tsx", "tests/bench/evaluate.ts"] }],
    runs: 1,
  },
  { title: "review of prod from a cold start", subjects: [reviewOfProd], runs: 5, wallSecondsAtMost: 3 },
  {
    title: "writes to the local cloud, durably",
    subjects: [fill(1_000), fill(10_000)],
    runs: 3,
    // Ten times the work: what grows faster than that breaks it.
    atMost: [10],
    peakMegabytesAtMost: 300,
  },
  {
    title: `a fleet of ${fleetSize} stacks`,
    subjects: [fleetSubject("plain", fleet), fleetSubject("preview", fleet), fleetSubject("review", fleet)],
    runs: 1,
    atMost: [0.6, 0.1],
  },
  {
    title: "start and stop of the local cloud",
    subjects: [{ name: "localcloud/main.ts", command: ["--require", "tsx/cjs", "localcloud/main.ts"] }],
    runs: 5,
    wallSecondsAtMost: 0.5,
  },
];

/** Prints the figures of one run, side by side; ends with 1 when a bound is broken. */
async function main(): Promise<void> {
  const pulumi = await obtainEngine();
  process.env["CORNERSTONE_PULUMI"] = pulumi.command;
  const processor = os.cpus()[0]?.model ?? "unknown processor";
  console.log(`Node ${process.version}, Pulumi ${pulumi.version}, ${os.cpus().length} x ${processor}\n`);
  // A word on the command line narrows the run: `npm run bench -- fleet`.
  const isChosen = ({ title }: Pick<Comparison, "title">): boolean => title.includes(process.argv[2] ?? "");
  await using fleet = await makeFleet();
  for (const comparison of comparisons(fleet.directory).filter(isChosen)) await run(comparison);
  if (checkov === undefined || !isChosen({ title: againstCheckov })) return;
  using templates = await writeTemplates();
  await run(checkovComparison(templates));
  console.log(await faultsFound(templates));
}

async function run(comparison: Comparison): Promise<void> {
  const { title, subjects, runs, atMost = [] } = comparison;
  const samples = await alternate(subjects, runs);
  console.log(`${title} (median of ${runs}, after one run that is not counted)`);
  console.log(table(subjects, samples));
  requireWithin(comparison, samples.at(-1) ?? []);
  requireShare(comparison, samples.at(-1) ?? []);
  for (const [index, bound] of atMost.entries()) {
    const ratio = wall(samples[index + 1]) / wall(samples[0]);
    const kept = ratio <= bound;
    const subject = atMost.length > 1 ? `${subjects[index + 1]?.name ?? ""}: ` : "";
    console.log(
      `${subject}${ratio.toFixed(2)} of the baseline; the bound is ${bound.toFixed(2)}: ${kept ? "kept" : "BROKEN"}\n`,
    );
    if (!kept) process.exitCode = 1;
  }
}

function requireWithin(
  { wallSecondsAtMost = Infinity, peakMegabytesAtMost = Infinity }: Comparison,
  samples: readonly Sample[],
): void {
  const peak = median(samples.map(({ peakMegabytes }) => peakMegabytes));
  if (wall(samples) <= wallSecondsAtMost && peak <= peakMegabytesAtMost) return;
  console.log(
    `BROKEN: ${wall(samples).toFixed(2)} s and ${peak.toFixed(0)} MB; the bounds are ${wallSecondsAtMost} s and ${peakMegabytesAtMost} MB\n`,
  );
  process.exitCode = 1;
}

function requireShare({ cloudShareAtMost }: Comparison, samples: readonly Sample[]): void {
  if (cloudShareAtMost === undefined) return;
  const seconds = median(samples.map(({ cloudCpuSeconds = NaN }) => cloudCpuSeconds));
  const share = seconds / wall(samples);
  const kept = share <= cloudShareAtMost;
  console.log(
    `the local cloud: ${seconds.toFixed(2)} s of processor time, ${share.toFixed(3)} of the wall time; the bound is ${cloudShareAtMost.toFixed(2)}: ${kept ? "kept" : "BROKEN"}\n`,
  );
  if (!kept) process.exitCode = 1;
}

function wall(samples: readonly Sample[] = []): number {
  return median(samples.map(({ wallSeconds }) => wallSeconds));
}

void main();
