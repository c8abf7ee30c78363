import * as fs from "node:fs";
import { createTwoFilesPatch } from "diff";
import { isCollection, isMap, isScalar, isSeq, parseDocument, stringify, visit, type Document } from "yaml";
import type { Console } from "./console";
import { exitCode, Failure, messageOf } from "./failure";

/** A step into a stack file: a key of a mapping, or an index of a list. */
export type YamlPath = readonly (string | number)[];

/**
 * The text of a stack file with changes to single places: everything else, comments and layout above all, stays as the person
 * wrote it to the byte.
 */
export class StackText {
  private document: Document.Parsed;

  constructor(private text: string) {
    this.document = parseDocument(text);
  }

  toString(): string {
    return this.text;
  }

  /** The `name` of each item of a list. */
  names(path: YamlPath): readonly (string | undefined)[] {
    const list = this.document.getIn(path);
    if (!isSeq(list)) return [];
    return list.items.map((item) => (isMap(item) ? (item.get("name") as string | undefined) : undefined));
  }

  /** Replaces a single value and keeps the way in which it is quoted. */
  set(path: YamlPath, value: string | number): void {
    const node = this.document.getIn(path, true);
    if (!isScalar(node) || !node.range) throw new Error(`there is no single value at ${path.join(".")}`);
    const quote = node.type === "QUOTE_DOUBLE" ? '"' : node.type === "QUOTE_SINGLE" ? "'" : "";
    const written = typeof value === "number" ? String(value) : quoted(value, quote);
    this.splice(node.range[0], node.range[1], written);
  }

  /** Adds an item to the end of a list, in the list's own style; makes the list where the mapping around it has none. */
  append(path: YamlPath, item: Readonly<Record<string, string | number>>): void {
    const list = this.document.getIn(path, true);
    if (list === undefined || (isSeq(list) && list.items.length === 0) || (isSeq(list) && list.flow)) {
      this.appendByRewriting(path, item);
      return;
    }
    const last = isSeq(list) ? list.items.at(-1) : undefined;
    if (!isCollection(last) || !last.range) throw new Error(`there is no list at ${path.join(".")}`);
    const start = last.range[0];
    const lineStart = this.text.lastIndexOf("\n", start - 1) + 1;
    const dash = this.text.slice(lineStart, start);
    const indent = " ".repeat(dash.indexOf("-"));
    const flow = isMap(last) && last.flow === true;
    const written = flow ? `${indent}- ${flowText(item)}\n` : blockText(item, indent);
    const end = this.text.indexOf("\n", last.range[1] - 1);
    const at = end === -1 ? this.text.length : end + 1;
    this.splice(at, at, `${end === -1 ? "\n" : ""}${written}`);
  }

  private appendByRewriting(path: YamlPath, item: Readonly<Record<string, string | number>>): void {
    const exists = this.document.getIn(path) !== undefined;
    if (exists) this.document.addIn(path, this.document.createNode(item));
    else this.document.setIn(path, this.document.createNode([item]));
    // Added values are not quoted by the library where they are a date to Pulumi.
    visit(this.document, {
      Scalar: (_, node) => {
        if (
          node.range === undefined &&
          typeof node.value === "string" &&
          quoted(node.value, "") !== node.value
        )
          node.type = "QUOTE_DOUBLE";
      },
    });
    this.text = this.document.toString({ lineWidth: 0 });
    this.document = parseDocument(this.text);
  }

  private splice(from: number, to: number, written: string): void {
    this.text = this.text.slice(0, from) + written + this.text.slice(to);
    this.document = parseDocument(this.text);
  }
}

/** A unified diff, coloured, without the two lines that name files. */
export function showDiff(name: string, before: string, after: string, out: Console): void {
  const { green, red, cyan } = out.dataColor;
  const lines = createTwoFilesPatch(name, name, before, after, "", "", { context: 2 }).split("\n").slice(1);
  for (const line of lines.filter((each) => each !== "")) {
    if (/^(---|\+\+\+) /.test(line)) out.data(line.trimEnd());
    else if (line.startsWith("+")) out.data(green(line));
    else if (line.startsWith("-")) out.data(red(line));
    else out.data(line.startsWith("@@") ? cyan(line) : line);
  }
}

/** Writes a file so that a reader sees the old text or the new one, and refuses when somebody changed it meanwhile. */
export function replaceFile(file: string, before: string, after: string): void {
  const partial = `${file}.${process.pid}.partial`;
  try {
    if (fs.readFileSync(file, "utf8") !== before)
      throw new Failure(`${file} was changed meanwhile`, exitCode.usage, "Run the command again.");
    fs.writeFileSync(partial, after, { mode: fs.statSync(file).mode });
    fs.renameSync(partial, file);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`cannot write ${file}: ${messageOf(error)}`, exitCode.usage, undefined, {
      cause: error,
    });
  } finally {
    fs.rmSync(partial, { force: true });
  }
}

function flowText(item: Readonly<Record<string, string | number>>): string {
  const parts = Object.entries(item).map(
    ([key, value]) => `${key}: ${typeof value === "number" ? String(value) : quoted(value, "")}`,
  );
  return `{ ${parts.join(", ")} }`;
}

function blockText(item: Readonly<Record<string, string | number>>, indent: string): string {
  return Object.entries(item)
    .map(([key, value], index) => {
      const written = typeof value === "number" ? String(value) : quoted(value, "");
      return `${indent}${index === 0 ? "- " : "  "}${key}: ${written}\n`;
    })
    .join("");
}

/** A value as YAML, in quotes where it would otherwise be read as something else (a date, a number). */
function quoted(value: string, quote: string): string {
  if (quote === "'") return `'${value.replaceAll("'", "''")}'`;
  const plain = stringify(value, { lineWidth: 0 }).trimEnd();
  const needsQuotes =
    quote === '"' || plain !== value || /^\d{4}-\d\d-\d\d/.test(value) || /[,{}[\]]/.test(value);
  return needsQuotes ? JSON.stringify(value) : value;
}
