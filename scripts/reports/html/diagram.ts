import { instance } from "@viz-js/viz";
import type { Viz } from "@viz-js/viz";
import { pictureOf, type Box, type Frame, type Picture } from "../../../graph/picture";
import type { ResourceGraph, Urn } from "../../../graph/types";
import type { GraphView } from "../../../graph/views";

/** A drawing of one view, and what it does not show. */
export interface Diagram {
  readonly view: GraphView;
  readonly title: string;
  /** An `<svg>` element without colours of its own: the page's style has them. */
  readonly svg: string;
  /** What it shows, for those who do not see it. */
  readonly description: string;
  readonly hidden: string | undefined;
  readonly undrawn: string | undefined;
}

const views: readonly { readonly view: GraphView; readonly title: string }[] = [
  { view: "network", title: "Network: how services are reached" },
  { view: "models", title: "Models: accounts, deployments and their filters" },
  { view: "identity", title: "Identity: who may do what, with which keys" },
];

/** More boxes than this are collapsed: a picture that nobody can read proves nothing. */
const maxNodes = 28;
const longestLabel = 44;

/**
 * Draws the graph by Graphviz, one picture a view. A view that shows nothing has none.
 *
 * @param open resources with findings that wait for somebody: their boxes are marked
 */
export async function drawDiagrams(
  graph: ResourceGraph,
  open: ReadonlySet<Urn>,
): Promise<readonly Diagram[]> {
  const viz = await instance();
  const drawn = views.flatMap(({ view, title }) => {
    const picture = pictureOf(graph, { view, maxNodes });
    return picture.items.length === 0 ? [] : [draw(viz, picture, view, title, open)];
  });
  if (drawn.length > 0) return drawn;
  // A program of which no view knows a type is drawn as it is.
  const picture = pictureOf(graph, { maxNodes });
  return picture.items.length === 0 ? [] : [draw(viz, picture, "all", "Resources", open)];
}

function draw(viz: Viz, picture: Picture, view: GraphView, title: string, open: ReadonlySet<Urn>): Diagram {
  const svg = viz.renderString(dot(picture, open), { format: "svg", engine: "dot" });
  const boxes = boxesOf(picture.items);
  return {
    view,
    title,
    svg: bare(svg, view),
    description: `${boxes.length} boxes and ${picture.arrows.length} arrows; an arrow points to what a resource needs. Boxes: ${boxes.map(({ label }) => label).join(", ")}.`,
    ...picture.left,
  };
}

function dot(picture: Picture, open: ReadonlySet<Urn>): string {
  return [
    "digraph {",
    '  graph [rankdir=LR, bgcolor=transparent, fontname="Helvetica,Arial,sans-serif", fontsize=11, nodesep=0.16, ranksep=0.5, newrank=true]',
    '  node [shape=box, style="rounded", fontname="Helvetica,Arial,sans-serif", fontsize=11, height=0.36, margin="0.2,0.06"]',
    "  edge [arrowsize=0.6]",
    ...statements(picture.items, open, "  "),
    ...picture.arrows.map(([from, to]) => `  ${from} -> ${to}`),
    "}",
  ].join("\n");
}

function statements(items: readonly (Box | Frame)[], open: ReadonlySet<Urn>, indent: string): string[] {
  return items.flatMap((item) => {
    if (item.kind === "frame")
      return [
        `${indent}subgraph cluster_${item.id} {`,
        `${indent}  graph [label=${quoted(item.title)}, style=rounded, margin=10]`,
        ...statements(item.inside, open, `${indent}  `),
        `${indent}}`,
      ];
    const marked = item.members.some(({ urn }) => open.has(urn)) ? ", class=open" : "";
    return [`${indent}${item.id} [label=${quoted(item.label)}${marked}]`];
  });
}

function boxesOf(items: readonly (Box | Frame)[]): readonly Box[] {
  return items.flatMap((item) => (item.kind === "box" ? [item] : boxesOf(item.inside)));
}

/** A label that Graphviz takes as it is: no escapes, no markup, one line. */
function quoted(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const label = line.length <= longestLabel ? line : `${line.slice(0, longestLabel - 1)}…`;
  return `"${label.replace(/[\\"]/g, (character) => `\\${character}`)}"`;
}

/**
 * Leaves of Graphviz' document the element alone: without the prologue, without colours, titles that would show as tooltips, and
 * with IDs that no other picture of the page has.
 */
function bare(document: string, view: string): string {
  return document
    .slice(document.indexOf("<svg"))
    .replace(/<!--[^]*?-->\s*/g, "")
    .replace(/<title>[^<]*<\/title>\s*/g, "")
    .replace(/ (fill|stroke|font-family)="[^"]*"/g, "")
    .replace(/ xmlns:xlink="[^"]*"/, "")
    .replace(/ id="/g, ` id="${view}-`)
    .replace(/<svg width="(\d+)pt" height="(\d+)pt"/, (_, width: string, height: string) => {
      const scale = (points: string) => Math.round((Number(points) * 4) / 3);
      return `<svg role="img" aria-labelledby="picture-${view}" width="${scale(width)}" height="${scale(height)}"`;
    });
}
