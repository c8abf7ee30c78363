import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { offeredRetention } from "./log-group";

describe("offeredRetention", () => {
  it("is never shorter than asked, and never longer than the next that CloudWatch offers", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3653 }), (days) => {
        const offered = offeredRetention(days);
        expect(offered).toBeGreaterThanOrEqual(days);
        expect(offeredRetention(offered)).toBe(offered);
      }),
    );
    expect([30, 365, 366, 730].map(offeredRetention)).toEqual([30, 365, 400, 731]);
  });
});
