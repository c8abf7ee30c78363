import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { knownErrors } from "../scripts/generators/local-cloud-coverage";
import { isOfAFace, provenElsewhere } from "./engine/refusals/elsewhere";
import { refusals } from "./engine/refusals/index";

const listed = knownErrors()
  .filter(({ file }) => !isOfAFace(file))
  .map(({ status, code, file }) => `${status} ${code} ${file}`);
const rows = refusals.map(({ proves }) => proves);
const elsewhere = provenElsewhere.map(({ proves }) => proves);

it("every refusal of the coverage page has a row in tests/engine/refusals, or is named with the test that proves it", () => {
  expect(listed.filter((one) => !rows.includes(one) && !elsewhere.includes(one))).toEqual([]);
});

it("no row and no exception is of a refusal that there is not, or no longer", () => {
  expect([...rows, ...elsewhere].filter((one) => !listed.includes(one))).toEqual([]);
  expect(elsewhere.filter((one) => rows.includes(one))).toEqual([]);
});

it.each(provenElsewhere)("$proves is in $by", ({ proves, by }) => {
  const [, code = ""] = proves.split(" ");
  expect(readFileSync(join(__dirname, "..", by), "utf8")).toContain(code);
});

it("rows have names that services take", () => {
  const slugs = refusals.map(({ slug }) => slug);
  expect(new Set(slugs).size).toBe(slugs.length);
  expect(slugs.filter((slug) => !/^[a-z][a-z0-9]{2,11}$/.test(slug))).toEqual([]);
});
