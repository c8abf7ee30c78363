import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generate } from "./generate";
import { generators } from "./generators/index";
import type { Generator } from "./generators/generator";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "generate-"));
});
afterEach(() => rm(directory, { recursive: true }));

async function run(args: string[], list: readonly Generator[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  return { code: await generate(args, list, (line) => lines.push(line)), lines };
}

function generatorOf(content: string, committed = true): Generator {
  return {
    name: "a page",
    committed,
    outputs: () => Promise.resolve(new Map([[join(directory, "reference", "page.md"), content]])),
  };
}

describe("generate", () => {
  it("writes what is missing or stale, and leaves no half-written file behind", async () => {
    expect(await run([], [generatorOf("one")])).toMatchObject({
      code: 0,
      lines: [expect.stringMatching(/^wrote .*page\.md/)],
    });
    expect(await run([], [generatorOf("two")])).toMatchObject({ code: 0 });
    expect(await readFile(join(directory, "reference", "page.md"), "utf8")).toBe("two");
    expect(await readdir(join(directory, "reference"))).toEqual(["page.md"]);
    expect(await run([], [generatorOf("two")])).toEqual({
      code: 0,
      lines: ["every generated file is current"],
    });
  });

  it("with --check names what is missing or stale, exits 1, and writes nothing", async () => {
    const missing = await run(["--check"], [generatorOf("one")]);
    expect(missing).toMatchObject({
      code: 1,
      lines: [expect.stringMatching(/page\.md is missing \(a page\); run/)],
    });
    expect(await readdir(directory)).toEqual([]);
    await run([], [generatorOf("one")]);
    expect(await run(["--check"], [generatorOf("one")])).toMatchObject({ code: 0 });
    await writeFile(join(directory, "reference", "page.md"), "edited by hand");
    const stale = await run(["--check"], [generatorOf("one")]);
    expect(stale).toMatchObject({ code: 1, lines: [expect.stringMatching(/page\.md is stale/)] });
  });

  it("with --check ignores what is built for each clone", async () => {
    expect(await run(["--check"], [generatorOf("one", false)])).toMatchObject({ code: 0 });
  });

  it("refuses an option that it does not know", async () => {
    await expect(run(["--chekc"], [])).rejects.toThrow("--chekc");
  });
});

describe("the generated files of this repository", () => {
  const committed = generators.filter((generator) => generator.committed !== false);

  // Some run the program of every stack.
  it.each(committed.map((generator) => [generator.name, generator] as const))(
    "%s: current",
    { timeout: 90_000 },
    async (_, generator) => {
      expect(await run(["--check"], [generator])).toEqual({
        code: 0,
        lines: ["every generated file is current"],
      });
    },
  );
});
