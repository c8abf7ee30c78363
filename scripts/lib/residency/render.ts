import colors from "picocolors";
import { findBoundary } from "../../../catalog/regions";
import { hops, pathsTo } from "../../../graph/residency/prove";
import {
  dataClassTitles,
  type ClassProof,
  type Hop,
  type ResidencyProof,
  type ResidencyVerdict,
} from "../../../graph/residency/types";
import type { Colors } from "../console";
import { wrapText } from "../plain-table";

export interface ResidencyView {
  readonly columns: number;
  /** @default no colours */
  readonly colors?: Colors;
}

const marks: Readonly<Record<ResidencyVerdict, string>> = { inside: "✓", outside: "✗", unknown: "?" };

/** The proofs for a person: what leaves first, with its path and fix, then every step of what does not. */
export function renderResidency(proofs: readonly ResidencyProof[], view: ResidencyView): string {
  const draw = new Draw(view);
  return proofs.map((proof) => draw.proof(proof)).join("\n\n");
}

/** Classes whose data goes exactly the same way stand together. */
export function groupedClasses(
  proof: ResidencyProof,
): readonly { readonly title: string; readonly proof: ClassProof }[] {
  const groups = new Map<string, { titles: string[]; proof: ClassProof }>();
  for (const each of proof.classes) {
    const key = JSON.stringify(
      hops(each.entries).map(({ kind, name, how, stack }) => [kind, name, how, stack]),
    );
    const group = groups.get(key) ?? { titles: [], proof: each };
    group.titles.push(dataClassTitles[each.class]);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ titles, proof: of }) => ({ title: titles.join(", "), proof: of }));
}

/** What a class of data comes to, in words. */
export function summaryOf({ entries, verdict }: ClassProof): string {
  const all = hops(entries);
  const count = (of: ResidencyVerdict) => all.filter(({ place }) => place.verdict === of).length;
  if (all.length === 0) return "nowhere: this stack keeps and passes on none";
  const places = `${all.length} ${all.length === 1 ? "place" : "places"}`;
  if (verdict === "inside") return `${places}, all inside`;
  const parts = [
    ...(count("outside") > 0 ? [`${count("outside")} outside`] : []),
    ...(count("unknown") > 0 ? [`${count("unknown")} not known`] : []),
  ];
  return `${places}: ${parts.join(", ")}`;
}

/** What a whole stack comes to, in a sentence. */
export function verdictOf({ stack, declared: { boundary }, verdict }: ResidencyProof): string {
  const sentences: Readonly<Record<ResidencyVerdict, string>> = {
    inside: `${stack}: no data leaves ${boundary}`,
    outside: `${stack}: data leaves ${boundary}`,
    unknown: `${stack}: no data is known to leave ${boundary}, but not every place is known`,
  };
  return sentences[verdict];
}

class Draw {
  private readonly colors: Colors;

  constructor(private readonly view: ResidencyView) {
    this.colors = view.colors ?? colors.createColors(false);
  }

  proof(proof: ResidencyProof): string {
    const { declared, basis } = proof;
    const title = findBoundary(declared.boundary)?.title ?? declared.boundary;
    const groups = groupedClasses(proof);
    return [
      this.paint(proof.verdict)(verdictOf(proof)),
      this.colors.dim(
        `${declared.boundary}: ${title}; processing at the widest: ${declared.processing}; read from a ${basis}`,
      ),
      ...groups.flatMap((group) => ["", ...this.group(group.title, group.proof)]),
    ].join("\n");
  }

  private group(title: string, proof: ClassProof): readonly string[] {
    const { entries, verdict } = proof;
    const leaks = pathsTo("outside", entries);
    return [
      `${this.mark(verdict)} ${this.colors.bold(title)}  ${summaryOf(proof)}`,
      ...leaks.flatMap((path) => this.leak(path)),
      ...this.tree(entries, 1),
    ];
  }

  private leak(path: readonly Hop[]): readonly string[] {
    const last = path.at(-1) as Hop;
    const way = path.map(({ kind, name, place }) => `${kind} ${name} [${place.name}]`).join(" -> ");
    const line = (text: string) => wrapText(text, this.view.columns, "      ");
    return [
      this.colors.red(line(`    leak: ${way}: ${last.place.why}`)),
      ...(last.place.fix === undefined ? [] : [line(`    fix: ${last.place.fix}`)]),
    ];
  }

  private tree(entries: readonly Hop[], depth: number): readonly string[] {
    const indent = "  ".repeat(depth);
    return alike(entries).flatMap((group) => {
      const [hop] = group as [Hop];
      const { place, kind, how } = hop;
      const names = group.map(({ name }) => name).join(", ");
      const what =
        names === place.name
          ? kind
          : group.length === 1
            ? `${kind} ${names}`
            : `${group.length} × ${kind}: ${names}`;
      const told = /^inside \S+$/.test(place.why) ? "" : `; ${place.why}`;
      const text = `${indent}${marks[place.verdict]} ${what} [${place.name}]: ${how}${told}`;
      return [
        this.tint(place.verdict)(wrapText(text, this.view.columns, `${indent}    `)),
        ...this.tree(hop.next, depth + 1),
      ];
    });
  }

  private mark(verdict: ResidencyVerdict): string {
    return this.paint(verdict)(marks[verdict]);
  }

  private paint(verdict: ResidencyVerdict): (text: string) => string {
    const { green, red, yellow } = this.colors;
    return { inside: green, outside: red, unknown: yellow }[verdict];
  }

  private tint(verdict: ResidencyVerdict): (text: string) => string {
    return verdict === "inside" ? (text) => text : this.paint(verdict);
  }
}

/** Neighbours that differ by name alone and lead no further share a line. */
export function alike(entries: readonly Hop[]): readonly (readonly Hop[])[] {
  const groups = new Map<string, Hop[]>();
  for (const hop of entries) {
    const { kind, how, stack, place, next, urn, name } = hop;
    const key = next.length > 0 ? (urn ?? name) : JSON.stringify([kind, how, stack, place.name, place.why]);
    groups.set(key, [...(groups.get(key) ?? []), hop]);
  }
  return [...groups.values()];
}
