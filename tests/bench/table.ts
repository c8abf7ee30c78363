import Table from "cli-table3";
import { median, type Sample, type Subject } from "./measure";

/** A row a subject: medians, the spread of the wall time, and the ratio to the first subject. */
export function table(subjects: readonly Subject[], samples: readonly (readonly Sample[])[]): string {
  const table = new Table({
    head: ["", "wall s", "min-max", "cpu s (node)", "peak MB (node)", "ratio"],
    style: { head: [], border: [] },
  });
  const of = (index: number, figure: Exclude<keyof Sample, "cloudCpuSeconds">) =>
    (samples[index] ?? []).map((sample) => sample[figure]);
  const baseline = median(of(0, "wallSeconds"));
  for (const [index, { name }] of subjects.entries()) {
    const walls = of(index, "wallSeconds");
    table.push([
      name,
      median(walls).toFixed(2),
      `${Math.min(...walls).toFixed(2)}-${Math.max(...walls).toFixed(2)}`,
      median(of(index, "cpuSeconds")).toFixed(2),
      median(of(index, "peakMegabytes")).toFixed(0),
      (median(walls) / baseline).toFixed(2),
    ]);
  }
  return table.toString();
}
