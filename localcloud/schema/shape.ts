import type { Shape } from "./format";

/** A shape taken apart. Names are those of the module that the shape stands in. */
export type ParsedShape =
  | { readonly kind: "string" | "number" | "boolean" | "any" }
  | { readonly kind: "constant"; readonly value: string }
  | { readonly kind: "enum"; readonly name: string; readonly open: boolean }
  | { readonly kind: "object"; readonly name: string }
  | { readonly kind: "array"; readonly items: ParsedShape }
  | { readonly kind: "map"; readonly values: ParsedShape }
  | { readonly kind: "union"; readonly of: readonly ParsedShape[] };

/** Takes a shape apart (see `format.ts` for the notation). */
export function parseShape(shape: Shape): { readonly shape: ParsedShape; readonly required: boolean } {
  const required = shape.endsWith("!");
  const text = required ? shape.slice(0, -1) : shape;
  const reader = { text, position: 0 };
  const parsed = readShape(reader);
  if (reader.position < text.length) throw new Error(`malformed shape ${shape} at ${reader.position}`);
  return { shape: parsed, required };
}

interface Reader {
  readonly text: string;
  position: number;
}

function readShape(reader: Reader): ParsedShape {
  let shape = readBase(reader);
  while (reader.text.startsWith("[]", reader.position)) {
    reader.position += 2;
    shape = { kind: "array", items: shape };
  }
  return shape;
}

function readBase(reader: Reader): ParsedShape {
  const sigil = reader.text.charAt(reader.position);
  switch (sigil) {
    case "{": {
      reader.position++;
      const values = readShape(reader);
      expect(reader, "}");
      return { kind: "map", values };
    }
    case "(": {
      const of: ParsedShape[] = [];
      do {
        reader.position++;
        of.push(readShape(reader));
      } while (reader.text.charAt(reader.position) === "|");
      expect(reader, ")");
      return { kind: "union", of };
    }
    case "'": {
      const end = reader.text.indexOf("'", reader.position + 1);
      const value = reader.text.slice(reader.position + 1, end);
      reader.position = end;
      expect(reader, "'");
      return { kind: "constant", value };
    }
    case "#":
      reader.position++;
      return { kind: "object", name: readName(reader) };
    case "~":
    case "=":
      reader.position++;
      return { kind: "enum", name: readName(reader), open: sigil === "~" };
    default: {
      const kind = readName(reader);
      if (kind === "string" || kind === "number" || kind === "boolean" || kind === "any") return { kind };
      throw new Error(`malformed shape ${reader.text}: ${kind || sigil} is not a type`);
    }
  }
}

function readName(reader: Reader): string {
  const name = /^\w*/.exec(reader.text.slice(reader.position))?.[0] ?? "";
  reader.position += name.length;
  return name;
}

function expect(reader: Reader, character: string): void {
  if (reader.text.charAt(reader.position) !== character) {
    throw new Error(`malformed shape ${reader.text}: ${character} expected at ${reader.position}`);
  }
  reader.position++;
}
