import { describe, expect, it } from "vitest";
import { randomGuid, randomHex } from "./auto-name";

describe("randomHex", () => {
  // Seeds and names out of recorded traffic of Pulumi's own provider.
  it.each([
    ["yZAu6dnqETUx+66jt748MIgO2+9KKCbMEgfurTL+quY=", "8979559d"],
    ["HbgqVZr1nUYm8u5Dc7VUE5/kF22/f/fYGkYXOgndJjw=", "0e651f7a"],
  ])("gives the digits of the real provider for seed %s", (seed, digits) => {
    expect(randomHex(Buffer.from(seed, "base64"), 8)).toBe(digits);
  });

  it("refuses more digits than one block of the generator holds", () => {
    expect(() => randomHex(new Uint8Array(32), 200)).toThrow(/at most 124/);
  });
});

describe("randomGuid", () => {
  it("has a GUID's form and begins with the digits of a name", () => {
    const seed = Buffer.from("yZAu6dnqETUx+66jt748MIgO2+9KKCbMEgfurTL+quY=", "base64");
    expect(randomGuid(seed)).toMatch(/^8979559d-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  });
});
