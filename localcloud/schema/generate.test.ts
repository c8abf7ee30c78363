import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { factModules } from "./format";
import { generateFacts, writeFacts } from "./generate";
import { factsDirectory, loadIndex, loadModule, readIndex } from "./load";
import { installedOrigin } from "./origin";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "facts-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

loadIndex();
const generated = generateFacts();

describe("the fact files", () => {
  it("are what the installed SDK gives, byte by byte", () => {
    for (const [name, bytes] of generated) {
      const current = bytes.equals(readFileSync(join(factsDirectory, name)));
      expect(current, `${name} is not what the SDK gives: npm run generate`).toBe(true);
    }
  });

  it("are one a module, and small", () => {
    const files = [...generated];
    expect(files.map(([name]) => name)).toEqual([
      ...factModules.map((module) => `${module}.json.gz`),
      "index.json",
    ]);
    expect(files.reduce((total, [, bytes]) => total + bytes.length, 0)).toBeLessThan(250_000);
  });

  it("leave nothing half-written", () => {
    writeFacts(directory);
    expect(readdirSync(directory).sort()).toEqual([...generated.keys()].sort());
  });

  it("are built in seconds and in bounded memory", () => {
    // Measured: 1.2 s and 265 MB on 2 quiet cores. The bounds are for a busy machine.
    const script = `const start = performance.now();
      require(${JSON.stringify(join(__dirname, "generate.ts"))}).generateFacts();
      console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, rss: process.resourceUsage().maxRSS }));`;
    const tsx = pathToFileURL(require.resolve("tsx")).href;
    const output = execFileSync(process.execPath, [
      "--import",
      tsx,
      "--input-type=commonjs",
      "--eval",
      script,
    ]);
    const { seconds, rss } = JSON.parse(output.toString()) as { seconds: number; rss: number };
    expect(seconds).toBeLessThan(10);
    expect(rss / 1024).toBeLessThan(450);
  });
});

describe("the index", () => {
  it("is refused when it is of another SDK, of another generator, or absent", () => {
    const origin = installedOrigin();
    expect(readIndex(directory)).toBeUndefined();
    writeFacts(directory);
    expect(readIndex(directory)).toMatchObject(origin);
    expect(readIndex(directory, { ...origin, sdk: "3.29.0" })).toBeUndefined();
    expect(readIndex(directory, { ...origin, generator: "another" })).toBeUndefined();
  });
});

describe("a module", () => {
  it("loads once, in milliseconds", () => {
    const start = performance.now();
    const network = loadModule("network");
    // The largest: 6 to 25 ms measured.
    expect(performance.now() - start).toBeLessThan(500);
    expect(loadModule("network")).toBe(network);
  });

  it("does not load when it is none", () => {
    expect(loadModule("compute")).toBeUndefined();
    expect(loadModule("../package")).toBeUndefined();
  });
});
