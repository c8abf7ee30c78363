import { isMap, isPair, isScalar, visit, type Document, type Node } from "yaml";
import type { CheckFinding } from "./checks/check";

/**
 * Unquoted text that the Pulumi engine reads otherwise than it looks, because its YAML library still knows types of
 * YAML 1.1: `2025-11-13` becomes "2025-11-13 00:00:00 +0000 UTC", `0301` becomes 193.
 * https://pkg.go.dev/gopkg.in/yaml.v3#readme-compatibility
 */
const misread: readonly { readonly pattern: RegExp; readonly as: string; readonly number?: true }[] = [
  { pattern: /^\d{4}-\d{1,2}-\d{1,2}([Tt\s].*)?$/, as: "a point in time" },
  { pattern: /^[-+]?0[0-7]+$/, as: "an octal number", number: true },
  { pattern: /^[-+]?0b[01_]+$/, as: "a binary number", number: true },
  { pattern: /^[-+]?\d[\d_]*_[\d_]*(\.\d*)?$/, as: "a number without its underscores", number: true },
];

/** Finds values that the engine would hand to the program otherwise than they are written. Paths begin at the root of the file. */
export function engineDifferences(
  document: Document,
  section: (key: string) => boolean,
): readonly CheckFinding[] {
  const findings: CheckFinding[] = [];
  visit(document, {
    Scalar(key, scalar, ancestors) {
      if (key === "key" || scalar.type !== "PLAIN" || scalar.source === undefined || scalar.tag !== undefined)
        return;
      const { source } = scalar;
      const kind = misread.find(({ pattern }) => pattern.test(source));
      if (kind === undefined) return;
      const path = pathOf(ancestors, scalar);
      if (path[0] !== "config" || !section(String(path[1]))) return;
      findings.push({
        path,
        message: `unquoted ${source} is read by the Pulumi engine as ${kind.as}`,
        allowed: kind.number ? "a plain decimal number, or text in quotes" : "text in quotes",
        fix: `put it in quotes: "${source}"${kind.number ? ", or write the number in plain decimal digits" : ""}`,
      });
    },
  });
  return findings;
}

function pathOf(ancestors: readonly unknown[], scalar: Node): (string | number)[] {
  const chain = [...ancestors, scalar];
  return chain.flatMap((node, index): (string | number)[] => {
    const next = chain[index + 1];
    if (isPair(node)) return [isScalar(node.key) ? String(node.key.value) : ""];
    if (isMap(node) || next === undefined) return [];
    const items: unknown = (node as { items?: unknown }).items;
    return Array.isArray(items) ? [items.indexOf(next)] : [];
  });
}
