import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { accessOf, type AccessModel } from "../../../graph/access/index";
import type { ResourceGraph } from "../../../graph/types";
import { isOpen } from "../report";
import type { ReviewReport } from "../report";
import { drawDiagrams, type Diagram } from "./diagram";
import { Page } from "./page";
import { tokenCss } from "./tokens";

/**
 * The report as one page for a person who signs it: it holds its own style, script and pictures, loads nothing, and its content
 * security policy lets it load nothing. Complete with scripts off.
 *
 * @param names of groups and others outside of the graph, by object ID in lower case
 */
export async function renderHtml(
  report: ReviewReport,
  graph: ResourceGraph,
  names: ReadonlyMap<string, string> = new Map(),
): Promise<string> {
  const open = new Set(
    report.groups.flatMap(({ findings }) => findings.filter(isOpen).map(({ urn }) => urn)),
  );
  return renderPage(report, await drawDiagrams(graph, open), accessOf(graph, names));
}

const nobody: AccessModel = { principals: [], resources: [], holdings: [], entries: [], gaps: [] };

/** The page with pictures that are drawn already. */
export function renderPage(
  report: ReviewReport,
  diagrams: readonly Diagram[],
  access: AccessModel = nobody,
): string {
  const style = `${tokenCss()}\n${squeezed(asset("page.css"))}`;
  const script = asset("page.client.js");
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>\n${renderToString(h(Page, { report, diagrams, access, style, script, policy }))}\n`;
}

function asset(name: string): string {
  return readFileSync(join(__dirname, name), "utf8");
}

function squeezed(css: string): string {
  return css.replace(/\s+/g, " ").replace(/ ?([{};,]) ?/g, "$1");
}

/** As a browser computes it over the content of the element. */
function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
