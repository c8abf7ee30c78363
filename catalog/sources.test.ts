import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import sources from "./sources.json";

it("SOURCES.md shows the table that the validation reads", () => {
  const text = readFileSync(join(__dirname, "SOURCES.md"), "utf8");
  const rows = [...text.matchAll(/^\| (S\d+)\s*\| \[(.+?)\]\((.+?)\)\s*\| (\S+)\s*\| (.+?)\s*\|$/gm)];
  expect(rows.map(([, id, title, url, asOf, licence]) => ({ id, title, url, asOf, licence }))).toEqual(
    sources,
  );
});
