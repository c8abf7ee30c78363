import { renderJson } from "./json";
import { renderJUnit } from "./junit";
import { renderMarkdown } from "./markdown";
import type { ReviewReport } from "./report";
import { renderSarif } from "./sarif";
import { renderTerminal } from "./terminal";

export { buildReport } from "./report";
export type { ReviewInput, ReviewReport } from "./report";
export { renderJson, renderJUnit, renderMarkdown, renderSarif, renderTerminal };

/** Every format that a review can be written in, by the name that `--format` takes. */
export const renderers = {
  terminal: (report) => renderTerminal(report),
  markdown: (report) => renderMarkdown(report),
  json: renderJson,
  sarif: (report) => renderSarif(report, { profile: "full" }),
  "sarif-github": (report) => renderSarif(report, { profile: "github" }),
  junit: renderJUnit,
} as const satisfies Readonly<Record<string, (report: ReviewReport) => string>>;

export type ReportFormat = keyof typeof renderers;

/** The format that a file's name asks for (`review.sarif`, `report.md`), or undefined. */
export function formatOf(file: string): ReportFormat | undefined {
  const endings: readonly (readonly [string, ReportFormat])[] = [
    [".github.sarif", "sarif-github"],
    [".sarif", "sarif"],
    [".md", "markdown"],
    [".json", "json"],
    [".xml", "junit"],
    [".txt", "terminal"],
  ];
  return endings.find(([ending]) => file.toLowerCase().endsWith(ending))?.[1];
}
