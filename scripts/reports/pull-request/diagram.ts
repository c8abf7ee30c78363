import type { ResourceChange } from "./model";
import { oneLine } from "./text";

const classOf = {
  create: "fill:#dafbe1,stroke:#1a7f37,color:#1f2328",
  update: "fill:#fff8c5,stroke:#9a6700,color:#1f2328",
  replace: "fill:#ffe2f8,stroke:#8250df,color:#1f2328",
  delete: "fill:#ffebe9,stroke:#cf222e,color:#1f2328",
} as const;

const signOf = { create: "+", update: "~", replace: "±", delete: "-" } as const;

/** A Mermaid flowchart of what changes, in frames of its components: alike changes are one box, `most` boxes at most. */
export function changeDiagram(changes: readonly ResourceChange[], most = 16): readonly string[] {
  const boxes = new Map<string, { readonly component: string; readonly members: ResourceChange[] }>();
  for (const change of changes) {
    const key = [change.op, change.type, change.component].join("\n");
    const box = boxes.get(key) ?? { component: change.component, members: [] };
    box.members.push(change);
    boxes.set(key, box);
  }
  const shown = [...boxes.values()].slice(0, most);
  if (shown.length < 2) return [];
  const idOf = new Map(shown.flatMap(({ members }, index) => members.map(({ urn }) => [urn, `n${index}`])));
  const components = [...new Set(shown.map(({ component }) => component))];
  const lines = components.flatMap((component, frame) => [
    `  subgraph g${frame}["${label(component || "platform")}"]`,
    ...shown.flatMap(({ members }, index) =>
      members[0]?.component === component ? [`    n${index}["${boxText(members)}"]:::${members[0].op}`] : [],
    ),
    "  end",
  ]);
  const arrows = shown.flatMap(({ members }, index) =>
    members.flatMap(({ needs }) =>
      needs.flatMap((urn) => {
        const to = idOf.get(urn);
        return to === undefined || to === `n${index}` ? [] : [`  n${index} --> ${to}`];
      }),
    ),
  );
  const classes = Object.entries(classOf)
    .filter(([op]) => shown.some(({ members }) => members[0]?.op === op))
    .map(([op, style]) => `  classDef ${op} ${style}`);
  return ["```mermaid", "flowchart LR", ...lines, ...new Set(arrows), ...classes, "```"];
}

function boxText(members: readonly ResourceChange[]): string {
  const [first] = members;
  if (!first) return "";
  const kind = first.type.split(":").at(-1) ?? first.type;
  return label(
    `${signOf[first.op]} ${members.length === 1 ? `${kind}: ${first.name}` : `${members.length} x ${kind}`}`,
  );
}

/** Whatever Mermaid would read as its own, or a code fence would end at, as an entity. */
function label(text: string): string {
  return oneLine(text)
    .slice(0, 80)
    .replace(/["#&<>`\\{}[\]|;%]/g, (character) => `#${character.charCodeAt(0)};`);
}
