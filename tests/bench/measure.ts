import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

export const repository = path.resolve(__dirname, "..", "..");

/** What one run of a process took. */
export interface Sample {
  readonly wallSeconds: number;
  /** Processor time of the Node process itself, its children (the engine) not counted. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  /** Processor time of the local cloud that it had started; absent where it started none. */
  readonly cloudCpuSeconds?: number;
}

export interface Subject {
  readonly name: string;
  /** Arguments of `node`, relative to the project's folder. */
  readonly command: readonly string[];
}

/**
 * Runs the subjects in turn (A B A B ...), so that a machine whose speed drifts treats them alike, after one run of
 * each that is not counted. Answers the samples of each.
 */
export async function alternate(
  subjects: readonly Subject[],
  runs: number,
): Promise<readonly (readonly Sample[])[]> {
  const samples: Sample[][] = subjects.map(() => []);
  for (const subject of subjects) await measure(subject);
  for (let run = 0; run < runs; run++)
    for (const [index, subject] of subjects.entries()) samples[index]?.push(await measure(subject));
  return samples;
}

/** Runs a Node process to its end; a process that fails throws with what it printed. */
export async function measure({ name, command }: Subject): Promise<Sample> {
  const usage = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-bench-")), "usage.json");
  const began = performance.now();
  const child = spawn(process.execPath, ["--require", path.join(__dirname, "usage.cjs"), ...command], {
    cwd: repository,
    env: { ...process.env, CORNERSTONE_BENCH_USAGE: usage, NO_COLOR: "1", CI: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output = (output + text).slice(-8_000)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const wallSeconds = (performance.now() - began) / 1_000;
  if (code !== 0) throw new Error(`${name} ended with ${String(code)}\n${output}`);
  const { cpuSeconds, peakMegabytes } = read(usage);
  const cloud = cloudUsageOf(usage);
  return {
    wallSeconds,
    cpuSeconds,
    peakMegabytes,
    ...(fs.existsSync(cloud) && { cloudCpuSeconds: read(cloud).cpuSeconds }),
  };
}

/** Where a local cloud writes what it took, given where the process that starts it does. */
export const cloudUsageOf = (usage: string): string => `${usage}.cloud`;

/** What usage.cjs has written. */
function read(file: string): Pick<Sample, "cpuSeconds" | "peakMegabytes"> {
  return JSON.parse(fs.readFileSync(file, "utf8")) as Pick<Sample, "cpuSeconds" | "peakMegabytes">;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [upper = NaN, lower = NaN] = [sorted[middle], sorted[middle - 1]];
  return sorted.length % 2 === 1 ? upper : (upper + lower) / 2;
}
