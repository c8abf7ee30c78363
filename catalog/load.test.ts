import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

/** The modules that only builds and `catalog refresh` load. */
const forBuilds = ["schema.ts", "validate.ts"];

describe("the queries", () => {
  it("load without zod, so that policy packs and the command line start fast", async () => {
    const queries = readdirSync(__dirname).filter(
      (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !forBuilds.includes(file),
    );
    expect(queries).toContain("check.ts");
    const { metafile } = await build({
      entryPoints: queries.map((file) => join(__dirname, file)),
      bundle: true,
      platform: "node",
      write: false,
      outdir: "unused",
      metafile: true,
    });
    const packages = Object.keys(metafile.inputs)
      .map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1])
      .filter((name) => name !== undefined);
    expect([...new Set(packages)].sort()).toEqual(["big.js", "fastest-levenshtein"]);
  });
});
