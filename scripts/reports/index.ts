import type { ResourceGraph } from "../../graph/types";
import { lazily } from "../lib/lazy";
import type * as Html from "./html/index";
import { renderJson } from "./json";
import { renderJUnit } from "./junit";
import { renderMarkdown } from "./markdown";
import { renderOscal } from "./oscal";
import type { ReviewReport } from "./report";
import { renderSarif } from "./sarif";
import { renderTerminal } from "./terminal";

export { compareReports } from "./compare";
export { buildReport } from "./report";
export type { ReviewInput, ReviewReport } from "./report";
export { renderJson, renderJUnit, renderMarkdown, renderOscal, renderSarif, renderTerminal };

/** Every format that a review can be written in, by the name that `--format` takes. */
export const renderers = {
  terminal: (report) => renderTerminal(report),
  markdown: (report) => renderMarkdown(report),
  json: renderJson,
  sarif: (report) => renderSarif(report, { profile: "full" }),
  "sarif-github": (report) => renderSarif(report, { profile: "github" }),
  junit: renderJUnit,
  html: (report, graph, names) =>
    (lazily(__filename, "./html/index") as typeof Html).renderHtml(report, graph, names),
  oscal: (report) => renderOscal(report),
  "oscal-1.1.2": (report) => renderOscal(report, { version: "1.1.2" }),
} as const satisfies Readonly<
  Record<
    string,
    (
      report: ReviewReport,
      graph: ResourceGraph,
      names: ReadonlyMap<string, string>,
    ) => string | Promise<string>
  >
>;

export type ReportFormat = keyof typeof renderers;

/** The format that a file's name asks for (`review.sarif`, `report.md`), or undefined. */
export function formatOf(file: string): ReportFormat | undefined {
  const endings: readonly (readonly [string, ReportFormat])[] = [
    [".github.sarif", "sarif-github"],
    [".sarif", "sarif"],
    [".oscal.json", "oscal"],
    [".md", "markdown"],
    [".json", "json"],
    [".html", "html"],
    [".xml", "junit"],
    [".txt", "terminal"],
  ];
  return endings.find(([ending]) => file.toLowerCase().endsWith(ending))?.[1];
}
