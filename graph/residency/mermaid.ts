import { dataClassTitles, type ClassProof, type Hop, type ResidencyProof } from "./types";

/**
 * A Mermaid flowchart of everything that data reaches: a box a resource, in the frame of its stack, coloured by its verdict; an
 * arrow a step, named by the data that takes it. Parts that are alike share a box.
 */
export function residencyMermaid(proofs: readonly ResidencyProof[]): string {
  const boxes = new Map<string, Box>();
  const arrows = new Map<string, Arrow>();
  for (const { classes } of proofs)
    for (const proof of classes)
      for (const entry of proof.entries) collect(entry, undefined, proof, boxes, arrows);
  const stacks = [...new Set([...boxes.values()].map(({ stack }) => stack))];
  return [
    "flowchart LR",
    ...stacks.flatMap((stack, index) => [
      `  subgraph s${index}["${escape(stack)}"]`,
      ...[...boxes.values()]
        .filter((box) => box.stack === stack)
        .map(({ id, label, verdict }) => `    ${id}["${label}"]:::${verdict}`),
      "  end",
    ]),
    ...[...arrows.values()].map(
      ({ from, to, classes }) => `  ${from} -->|"${escape([...classes].join(", "))}"| ${to}`,
    ),
    "  classDef inside stroke:#2da44e,stroke-width:2px",
    "  classDef outside stroke:#cf222e,stroke-width:3px,stroke-dasharray:6 3",
    "  classDef unknown stroke:#9a6700,stroke-width:2px,stroke-dasharray:2 3",
    "",
  ].join("\n");
}

interface Box {
  readonly id: string;
  readonly stack: string;
  readonly label: string;
  readonly verdict: string;
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly classes: Set<string>;
}

function collect(
  hop: Hop,
  from: Box | undefined,
  proof: ClassProof,
  boxes: Map<string, Box>,
  arrows: Map<string, Arrow>,
): void {
  const alike =
    hop.next.length === 0 ? `${from?.id ?? ""} ${hop.kind} ${hop.place.name} ${hop.place.verdict}` : "";
  const key = alike === "" ? (hop.urn ?? `${hop.kind} ${hop.name}`) : `${hop.stack} ${alike}`;
  const box = boxes.get(key) ?? {
    id: `n${boxes.size}`,
    stack: hop.stack,
    label: [hop.kind, hop.next.length > 0 ? hop.name : "", hop.place.name]
      .filter(Boolean)
      .map(escape)
      .join("<br/>"),
    verdict: hop.place.verdict,
  };
  boxes.set(key, box);
  if (from && from.id !== box.id) {
    const arrow = arrows.get(`${from.id} ${box.id}`) ?? { from: from.id, to: box.id, classes: new Set() };
    arrow.classes.add(dataClassTitles[proof.class]);
    arrows.set(`${from.id} ${box.id}`, arrow);
  }
  for (const next of hop.next) collect(next, box, proof, boxes, arrows);
}

function escape(text: string): string {
  return text.replace(/["#&<>`\\{}[\]|;%]/g, (character) => `#${character.charCodeAt(0)};`);
}
