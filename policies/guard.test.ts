import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Secret, Unknown } from "../graph/types";
import { PropertyTypeError, UnknownPropertyError, readProperties } from "./guard";

const soon = new Unknown("soon");

describe("a property reader", () => {
  it("reads values by dotted path", () => {
    const reader = readProperties({ a: { b: { text: "x", count: 3, on: false, names: ["p", "q"] } } });
    expect(reader.string("a.b.text")).toBe("x");
    expect(reader.number("a.b.count")).toBe(3);
    expect(reader.boolean("a.b.on")).toBe(false);
    expect(reader.strings("a.b.names")).toEqual(["p", "q"]);
    expect(reader.keys("a.b")).toEqual(["text", "count", "on", "names"]);
    expect(reader.has("a.b.text")).toBe(true);
  });

  it("reads what is absent or null as undefined, and absent lists as empty", () => {
    const reader = readProperties({ a: null, b: {} });
    expect(reader.string("a.b.c")).toBeUndefined();
    expect(reader.has("b.c")).toBe(false);
    expect(reader.object("b.c")).toBeUndefined();
    expect([reader.strings("b.c"), reader.list("b.c"), reader.keys("b.c")]).toEqual([[], [], []]);
  });

  it.each([
    ["string", "a.b"],
    ["number", "a.b"],
    ["boolean", "a.b"],
    ["strings", "a.b"],
    ["list", "a.b"],
    ["object", "a.b"],
    ["keys", "a.b"],
    ["value", "a.b"],
    ["has", "a.b"],
    ["show", "a.b"],
    ["string", "a.b.c.d"],
    ["value", "a"],
    ["strings", "list"],
    ["list", "objects"],
  ] as const)("%s(%s) throws on an unknown", (method, path) => {
    const reader = readProperties({ a: { b: soon }, list: ["x", soon], objects: [{}, soon] });
    expect(() => reader[method](path)).toThrow(UnknownPropertyError);
  });

  it("names the unknown by its full path, also below a list", () => {
    const [, second] = readProperties({ rules: [{}, { from: { prefix: soon } }] }).list("rules");
    expect(() => second?.string("from.prefix")).toThrow("rules[1].from.prefix is not known: soon");
  });

  it("reads siblings of an unknown", () => {
    expect(readProperties({ a: { b: soon, c: "x" } }).string("a.c")).toBe("x");
  });

  it("refuses a value of another type without telling it", () => {
    const reader = readProperties({ text: "hunter2", list: ["hunter2"] });
    expect(() => reader.number("text")).toThrow(PropertyTypeError);
    expect(() => reader.number("text")).toThrow("text is a string where the rule reads a number");
    expect(() => reader.list("list")).toThrow("list[0] is a string where the rule reads an object");
    expect(() => reader.string("text.inner")).toThrow("text is a string where the rule reads an object");
  });

  it("judges secrets and never shows them", () => {
    const reader = readProperties({
      all: new Secret({ mode: "Enabled", list: [{ key: "k" }] }),
      one: new Secret("x"),
    });
    expect(reader.string("all.mode")).toBe("Enabled");
    expect(reader.show("all.mode")).toBe("[secret]");
    expect(reader.list("all.list")[0]?.show("key")).toBe("[secret]");
    expect(reader.value("one")).toBeInstanceOf(Secret);
    expect(JSON.stringify(reader.value("all.mode"))).not.toContain("Enabled");
    expect(() => readProperties({ a: new Secret(soon) }).string("a")).toThrow(UnknownPropertyError);
  });

  it("shows what a message may say", () => {
    const reader = readProperties({ text: "Enabled", count: 3, list: ["a"] });
    expect([reader.show("text"), reader.show("count"), reader.show("list"), reader.show("none")]).toEqual([
      '"Enabled"',
      "3",
      '["a"]',
      "not set",
    ]);
  });

  it("finds an unknown wherever it stands in a value", () => {
    const leaf = fc.constantFrom("x", 1, true, null);
    const path = fc.array(fc.oneof(fc.constant("list"), fc.constantFrom("a", "b")), { maxLength: 6 });
    fc.assert(
      fc.property(path, leaf, (steps, sibling) => {
        const value = steps.reduceRight<unknown>(
          (inner, step) => (step === "list" ? [sibling, inner] : { [step]: inner, other: sibling }),
          soon,
        );
        expect(() => readProperties({ root: value } as never).value("root")).toThrow(UnknownPropertyError);
      }),
    );
  });
});
