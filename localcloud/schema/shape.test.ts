import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ParsedShape } from "./shape";
import { parseShape } from "./shape";

describe("parseShape", () => {
  it.each([
    ["string", { kind: "string" }, false],
    ["#SkuArgs!", { kind: "object", name: "SkuArgs" }, true],
    ["~Kind[]", { kind: "array", items: { kind: "enum", name: "Kind", open: true } }, false],
    [
      "{=Kind[]}!",
      { kind: "map", values: { kind: "array", items: { kind: "enum", name: "Kind", open: false } } },
      true,
    ],
    ["'#Microsoft.Search(x)|{y}!'", { kind: "constant", value: "#Microsoft.Search(x)|{y}!" }, false],
    [
      "(#A|#B)[][]",
      {
        kind: "array",
        items: {
          kind: "array",
          items: {
            kind: "union",
            of: [
              { kind: "object", name: "A" },
              { kind: "object", name: "B" },
            ],
          },
        },
      },
      false,
    ],
  ])("%s", (text, shape, required) => {
    expect(parseShape(text)).toEqual({ shape, required });
  });

  it.each(["", "strin", "string]", "{string", "(#A|#B", "'open", "string?"])("refuses %j", (text) => {
    expect(() => parseShape(text)).toThrow(/malformed shape/);
  });

  it("reads back whatever is written", () => {
    const name = fc.stringMatching(/^[A-Z]\w{0,8}$/);
    const { shape } = fc.letrec<{ shape: ParsedShape }>((tie) => ({
      shape: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom("string", "number", "boolean", "any").map((kind) => ({ kind })),
        fc
          .string()
          .filter((value) => !value.includes("'"))
          .map((value): ParsedShape => ({ kind: "constant", value })),
        fc.record({ name, open: fc.boolean() }).map((it): ParsedShape => ({ kind: "enum", ...it })),
        name.map((it): ParsedShape => ({ kind: "object", name: it })),
        tie("shape").map((items): ParsedShape => ({ kind: "array", items })),
        tie("shape").map((values): ParsedShape => ({ kind: "map", values })),
        fc
          .array(tie("shape"), { minLength: 1, maxLength: 3 })
          .map((of): ParsedShape => ({ kind: "union", of })),
      ),
    }));
    fc.assert(
      fc.property(shape, fc.boolean(), (parsed, required) => {
        expect(parseShape(write(parsed) + (required ? "!" : ""))).toEqual({ shape: parsed, required });
      }),
    );
  });
});

function write(shape: ParsedShape): string {
  switch (shape.kind) {
    case "constant":
      return `'${shape.value}'`;
    case "enum":
      return `${shape.open ? "~" : "="}${shape.name}`;
    case "object":
      return `#${shape.name}`;
    case "array":
      return `${write(shape.items)}[]`;
    case "map":
      return `{${write(shape.values)}}`;
    case "union":
      return `(${shape.of.map(write).join("|")})`;
    default:
      return shape.kind;
  }
}
