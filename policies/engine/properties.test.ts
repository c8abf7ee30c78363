import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { Secret, Unknown } from "../../graph/types";
import { fromEngine } from "./properties";

// Pulumi's own packages decide what the sentinels are; the policy SDK exports them without types.
const sentinels = Object.entries(
  createRequire(__filename)("@pulumi/policy/proxy") as Record<string, unknown>,
).filter(([name]) => /^unknown\w+Value$/.test(name)) as [string, string][];

describe("properties of the engine", () => {
  it("keep plain values", () => {
    const plain = { text: "x", count: 1, on: true, none: null, list: [1, { a: "b" }] };
    expect(fromEngine(plain)).toEqual(plain);
  });

  it("have seven kinds of unknowns", () => {
    expect(sentinels).toHaveLength(7);
  });

  it.each(sentinels)("turn %s into an unknown", (_, sentinel) => {
    expect(fromEngine({ a: { b: sentinel } })).toEqual({ a: { b: expect.any(Unknown) as unknown } });
  });

  it("keep secrets wrapped, and unknowns inside of them unknown", () => {
    const secret = (value: unknown) => ({ [rpc.specialSigKey]: rpc.specialSecretSig, value });
    const { a, b } = fromEngine({ a: secret("x"), b: secret(pulumi.runtime.unknownValue) });
    expect(a).toEqual(new Secret("x"));
    expect((b as Secret).value).toBeInstanceOf(Unknown);
  });

  it("take an output without a value for an unknown", () => {
    const output = (rest: object) => ({ [rpc.specialSigKey]: rpc.specialOutputValueSig, ...rest });
    expect(fromEngine({ a: output({ value: "x" }) })).toEqual({ a: "x" });
    expect(fromEngine({ a: output({}) }).a).toBeInstanceOf(Unknown);
    expect(fromEngine({ a: output({ value: "x", secret: true }) }).a).toBeInstanceOf(Secret);
  });

  it("take a secret that the engine cannot decrypt for an unknown", () => {
    expect(fromEngine({ a: "[secret]" }).a).toBeInstanceOf(Unknown);
  });

  it("do not read inside assets", () => {
    const asset = { [rpc.specialSigKey]: rpc.specialAssetSig, text: "x".repeat(1000) };
    expect(fromEngine({ a: asset })).toEqual({ a: {} });
  });
});
