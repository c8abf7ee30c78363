import * as fs from "node:fs";
import * as path from "node:path";
import { expect, it } from "vitest";

const read = (file: string) => fs.readFileSync(path.resolve(__dirname, "..", file), "utf8");

it("docs/dependencies.md says of every dependency why it is there", () => {
  const manifest = JSON.parse(read("package.json")) as Record<
    "dependencies" | "devDependencies",
    Record<string, string>
  >;
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const documented = [...read("docs/dependencies.md").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  const explains = (pattern: string, name: string) =>
    pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
  expect(names.filter((name) => !documented.some((pattern) => explains(pattern, name)))).toEqual([]);
});

it("every version is exact", () => {
  const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<
    string,
    Record<string, string>
  >;
  const versions = Object.entries({ ...dependencies, ...devDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
