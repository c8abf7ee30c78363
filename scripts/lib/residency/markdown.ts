import { findBoundary } from "../../../catalog/regions";
import { pathsTo } from "../../../graph/residency/prove";
import type { Hop, ResidencyProof, ResidencyVerdict } from "../../../graph/residency/types";
import { groupedClasses, summaryOf, verdictOf } from "./render";

const marks: Readonly<Record<ResidencyVerdict, string>> = { inside: "✅", outside: "❌", unknown: "⚠️" };

/** The proofs as a page: a table a stack, each leak with its path, every step, and the picture of them all. */
export function residencyMarkdown(proofs: readonly ResidencyProof[], picture: string): string {
  return [...proofs.flatMap(section), "## Picture", "", "```mermaid", picture.trimEnd(), "```", ""].join(
    "\n",
  );
}

function section(proof: ResidencyProof): string[] {
  const { declared, basis, stack } = proof;
  const groups = groupedClasses(proof);
  return [
    `## ${cell(stack)}`,
    "",
    `${marks[proof.verdict]} ${cell(verdictOf(proof))}. Boundary: ${cell(findBoundary(declared.boundary)?.title ?? declared.boundary)}; processing at the widest: ${declared.processing}; read from a ${basis}.`,
    "",
    "| data | verdict |",
    "| --- | --- |",
    ...groups.map(({ title, proof: each }) => `| ${title} | ${marks[each.verdict]} ${summaryOf(each)} |`),
    "",
    ...groups.flatMap(({ title, proof: each }) =>
      pathsTo("outside", each.entries).flatMap((path) => leak(title, path)),
    ),
    "<details><summary>Every step</summary>",
    "",
    "| data | step | place | how, and why it stays |",
    "| --- | --- | --- | --- |",
    ...groups.flatMap(({ title, proof: each }) => rows(title, each.entries, 0)),
    "",
    "</details>",
    "",
  ];
}

function leak(title: string, path: readonly Hop[]): string[] {
  const last = path.at(-1) as Hop;
  const way = path
    .map(({ kind, name, place }) => `${kind} \`${cell(name)}\` (${cell(place.name)})`)
    .join(" → ");
  return [
    `- **${title} leave**: ${way}: ${cell(last.place.why)}`,
    ...(last.place.fix === undefined ? [] : [`  - fix: ${cell(last.place.fix)}`]),
    "",
  ];
}

function rows(title: string, hops: readonly Hop[], depth: number): string[] {
  return hops.flatMap(({ kind, name, how, place, next }) => [
    `| ${title} | ${"→ ".repeat(depth)}${kind} \`${cell(name)}\` | ${marks[place.verdict]} ${cell(place.name)} | ${cell(how)}; ${cell(place.why)} |`,
    ...rows(title, next, depth + 1),
  ]);
}

/** Text that is safe in a cell of a table. */
function cell(text: string): string {
  return text.replace(/[\\|`<>]/g, (character) => `\\${character}`).replace(/\s+/g, " ");
}
