import { describe, expect, it } from "vitest";
import { withSamples } from "./doc-samples";

const known = { "cost prod": () => Promise.resolve("1.00 USD") };

describe("samples in a guide", () => {
  it("are filled in between their markers, and nothing else changes", async () => {
    const guide = "# Cost\n\n<!-- sample: cost prod -->\nold\n<!-- /sample -->\n\nText.\n";
    const filled = await withSamples(guide, known);
    expect(filled).toBe(
      "# Cost\n\n<!-- sample: cost prod -->\n\n```\n$ npx cornerstone cost prod\n1.00 USD\n```\n\n<!-- /sample -->\n\nText.\n",
    );
    expect(await withSamples(filled, known)).toBe(filled);
  });

  it("are refused where a marker names none, or does not end", async () => {
    await expect(withSamples("<!-- sample: cost moon -->\n<!-- /sample -->", known)).rejects.toThrow(
      'there is no sample "cost moon", there are cost prod',
    );
    await expect(withSamples("<!-- sample: cost prod -->\ntext", known)).rejects.toThrow("does not end");
  });
});
