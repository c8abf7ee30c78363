import type { ReviewReport } from "./report";

/** The version of the JSON report: raised when a reader of the old form could misread the new one. */
export const reportJsonVersion = 1;

/** The whole report, every finding included, for other tools. Keys keep their order, so that reports can be compared. */
export function renderJson(report: ReviewReport): string {
  const { time, ...rest } = report;
  return `${JSON.stringify({ version: reportJsonVersion, time: time.toISOString(), ...rest }, null, 2)}\n`;
}
