import { describe, expect, it } from "vitest";
import { currentOverlays } from "./overlay";
import { overlayFile } from "./schema";

describe("the overlays of this repository", () => {
  it("are valid, and in the order of their days", () => {
    for (const overlay of currentOverlays) expect(overlayFile.safeParse(overlay).error).toBeUndefined();
    const days = currentOverlays.map(({ asOf }) => asOf);
    expect(days).toEqual([...days].sort());
  });
});
