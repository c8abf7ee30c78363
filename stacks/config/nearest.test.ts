import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest } from "./nearest";

describe("nearest", () => {
  it.each([
    ["regoin", "region"],
    ["Sweden Central", "swedencentral"],
    ["owners", "owner"],
    ["log_retention_days", "logRetentionDays"],
    ["zzz", undefined],
    ["", undefined],
  ])("takes %j for %j", (word, meant) => {
    expect(nearest(word, ["owner", "region", "swedencentral", "logRetentionDays"])).toBe(meant);
  });

  it("finds a name itself before any other, and nothing among no names", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }),
        fc.nat(),
        (names, at) => {
          const name = names[at % names.length]!;
          expect(nearest(name, names)).toBe(name);
          expect(nearest(name, [])).toBeUndefined();
        },
      ),
    );
  });
});
