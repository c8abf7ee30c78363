import { pictureOf, type Box, type Frame, type PictureOptions } from "./picture";
import type { ResourceGraph } from "./types";

export type MermaidOptions = PictureOptions;

/**
 * A Mermaid flowchart of one view of a graph: a frame for each component, an arrow from a resource to what its properties
 * come from, alike resources collapsed into one box. What the picture leaves out it says, in a box of its own.
 */
export function mermaid(graph: ResourceGraph, options: MermaidOptions = {}): string {
  const { items, arrows, left } = pictureOf(graph, options);
  return [
    "flowchart TB",
    `  %% ${comment(`${graph.project}/${graph.stack}, view ${options.view ?? "all"}, from a ${graph.basis}; an arrow points to what a resource needs`)}`,
    ...drawn(items, "  "),
    ...arrows.map(([from, to]) => `  ${from} --> ${to}`),
    ...note("n_hidden", "not in this view", left.hidden),
    ...note("n_undrawn", "too many to draw", left.undrawn),
    "",
  ].join("\n");
}

function drawn(items: readonly (Box | Frame)[], indent: string): string[] {
  return items.flatMap((item) =>
    item.kind === "box"
      ? [`${indent}${item.id}["${escape(item.label)}"]`]
      : [
          `${indent}subgraph ${item.id}["${escape(item.title)}"]`,
          ...drawn(item.inside, `${indent}  `),
          `${indent}end`,
        ],
  );
}

/** A box that says what is not drawn. */
function note(id: string, why: string, what: string | undefined): string[] {
  if (what === undefined) {
    return [];
  }
  return [`  ${id}["${escape(`${why}: ${what}`)}"]`, `  style ${id} stroke-dasharray: 4 4`];
}

/** A label in quotes, with whatever Mermaid would read as its own written as an entity. */
function escape(label: string): string {
  return label
    .replace(/\s+/g, " ")
    .slice(0, 300)
    .replace(/["#&<>`\\{}[\]|;%]/g, (character) => `#${character.charCodeAt(0)};`);
}

function comment(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[{}%]/g, "");
}
