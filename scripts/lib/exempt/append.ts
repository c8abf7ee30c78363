import { isSeq, parseDocument, stringify } from "yaml";
import type { Exemption } from "../../../policies/exemptions";

const head = `# Exemptions from policy rules: docs/exemptions.md. Each ends on its own; whoever owns it decides anew.
exemptions:
`;

/**
 * The text of a file of exemptions with one more at its end. Everything that is there stays to the byte: the list is all that such
 * a file holds, so that its end is the end of the file.
 */
export function appendExemption(text: string, exemption: Omit<Exemption, "line">): string {
  const list: unknown = parseDocument(text).get("exemptions", true);
  const block = isSeq(list) && !list.flow && list.items.length > 0;
  const indent = block ? indentOf(text, list.range?.[0] ?? 0) : 2;
  const item = stringify([exemption], { indentSeq: false, lineWidth: 0 })
    .trimEnd()
    .split("\n")
    .map((line) => " ".repeat(indent) + line)
    .join("\n");
  if (block) return `${text.replace(/\s*$/, "")}\n${item}\n`;
  // Nothing is there yet but, perhaps, comments and an empty list.
  const comments = text
    .split("\n")
    .filter((line) => line.startsWith("#"))
    .join("\n");
  return `${comments === "" ? head : `${comments}\nexemptions:\n`}${item}\n`;
}

/** The column at which the list's dashes stand. */
function indentOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}
