import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stableKey } from "./stable-key";

describe("stableKey", () => {
  it("depends on the content alone, and on where one part of it ends", () => {
    expect(stableKey("item", "a", "b")).toBe(stableKey("item", "a", "b"));
    expect(stableKey("item", "ab")).not.toBe(stableKey("item", "a", "b"));
  });

  it("is a name that every service takes", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (content) => {
        expect(stableKey("item", ...content)).toMatch(/^item-[0-9a-f]{10}$/);
      }),
    );
  });
});
