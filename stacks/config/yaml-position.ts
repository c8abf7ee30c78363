import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Document,
  type LineCounter,
  type Node,
} from "yaml";
import type { Path } from "./path";

/** A place in a file, both numbers from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where the value at a path stands in a YAML document: a scalar itself, of a mapping or list its key, with `onKey` always the key. Where nothing
 * stands, the place that it is missing from.
 */
export function positionOf(
  document: Document,
  lines: LineCounter,
  path: Path,
  onKey = false,
): Position | undefined {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    const collection = isAlias(node) ? node.resolve(document) : node;
    const next = entryOf(collection, key);
    if (next === undefined) break;
    node = next.value;
    offset = startOf(onKey || isCollection(node) || node === null ? (next.key ?? node) : node) ?? offset;
  }
  const { line, col } = lines.linePos(offset);
  return line === 0 ? undefined : { line, column: col };
}

function entryOf(
  node: unknown,
  key: string | number,
): { readonly key?: unknown; readonly value: unknown } | undefined {
  if (isSeq(node))
    return typeof key === "number" && key in node.items ? { value: node.items[key] } : undefined;
  if (!isMap(node)) return undefined;
  return node.items.find((pair) => (isScalar(pair.key) ? String(pair.key.value) : pair.key) === String(key));
}

function startOf(node: unknown): number | undefined {
  return (node as Partial<Node> | undefined)?.range?.[0];
}
