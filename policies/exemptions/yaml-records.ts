import { LineCounter, parseDocument, isMap, isSeq } from "yaml";
import type { Document } from "yaml";
import type { z } from "zod";

/** One thing that is wrong with a file of records, where it is, and what would do. */
export interface RecordProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** `exemptions[0].expires` */
  readonly path: string;
  readonly message: string;
}

export type Records<T> =
  | { readonly ok: true; readonly records: readonly (T & { readonly line: number })[] }
  | { readonly ok: false; readonly problems: readonly RecordProblem[] };

/**
 * Reads a YAML file with one list of records under `key`, and every problem in it with line and column. An empty file holds no
 * record.
 *
 * @param flawOf what no field alone tells
 */
export function parseRecords<T extends object>(
  text: string,
  file: string,
  key: string,
  schema: z.ZodType<T>,
  flawOf: (record: T) => string | undefined,
): Records<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (path: readonly PropertyKey[]) => positionOf(document, path, lines);
  const problem = (path: readonly PropertyKey[], message: string): RecordProblem => ({
    file,
    ...at(path),
    path: pathText(path),
    message,
  });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    return {
      ok: false,
      problems: [{ file, line, column: col, path: key, message: `this is not YAML: ${error.message}` }],
    };
  }
  const content = (document.toJS() ?? {}) as unknown;
  if (!isObject(content))
    return { ok: false, problems: [problem([], `must be a mapping with the key ${key}`)] };
  const strays = Object.keys(content).filter((each) => each !== key);
  const list = content[key] ?? [];
  if (strays.length > 0)
    return {
      ok: false,
      problems: strays.map((stray) => problem([stray], `unknown key "${stray}", must be ${key}`)),
    };
  if (!Array.isArray(list)) return { ok: false, problems: [problem([key], "must be a list")] };

  const records: (T & { readonly line: number })[] = [];
  const problems: RecordProblem[] = [];
  for (const [index, raw] of (list as readonly unknown[]).entries()) {
    const parsed = schema.safeParse(raw);
    if (!parsed.success) {
      problems.push(
        ...parsed.error.issues.map(({ path, message }) => problem([key, index, ...path], message)),
      );
      continue;
    }
    const flaw = flawOf(parsed.data);
    if (flaw !== undefined) problems.push(problem([key, index], flaw));
    records.push({ ...parsed.data, line: at([key, index]).line });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, records };
}

/** `file:line:column` and what is wrong there, one line each. */
export function formatRecordProblems(problems: readonly RecordProblem[]): string {
  return problems
    .map(({ file, line, column, path, message }) => `${file}:${line}:${column}\n  ${path}: ${message}`)
    .join("\n");
}

/** The position of the node at the path, or of the nearest one above it. */
function positionOf(
  document: Document,
  path: readonly PropertyKey[],
  lines: LineCounter,
): { readonly line: number; readonly column: number } {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const range = isMap(node) || isSeq(node) ? node.range : (node as { range?: [number] } | undefined)?.range;
    if (range) {
      const { line, col } = lines.linePos(range[0]);
      return { line, column: col };
    }
  }
  return { line: 1, column: 1 };
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : `${text}${text && "."}${String(part)}`),
    "",
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
