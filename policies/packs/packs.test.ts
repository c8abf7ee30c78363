import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { findBoundary } from "../../catalog/regions";
import { frameworks } from "../frameworks";
import { rules } from "../rules";
import { packs } from "./index";

describe.each(Object.entries(packs))("the pack %s", (folder, pack) => {
  it("weighs these rules, no fewer and no lighter", async () => {
    const weighed = rules
      .filter(({ id }) => pack.levels[id] !== undefined)
      .map(({ id, name, severity }) => `${id} ${pack.levels[id] ?? ""} ${severity} ${name}`);
    expect(weighed).toHaveLength(Object.keys(pack.levels).length);
    await expect(`${weighed.join("\n")}\n`).toMatchFileSnapshot(join(__dirname, folder, "levels.txt"));
  });

  it("is described to the engine as it describes itself", () => {
    const file = parse(readFileSync(join(__dirname, folder, "PulumiPolicy.yaml"), "utf8")) as object;
    expect(file).toEqual({
      name: pack.name,
      description: pack.description,
      version: pack.version,
      main: "dist/index.js",
      runtime: { name: "nodejs", options: { typescript: false } },
    });
    expect(pack.name).toBe(folder);
  });

  it("has a manifest by which Node finds its bundle, of the same version", () => {
    const manifest = JSON.parse(readFileSync(join(__dirname, folder, "package.json"), "utf8")) as object;
    expect(manifest).toMatchObject({ version: pack.version, main: "dist/index.js", private: true });
  });

  it("has a default boundary that the catalog knows", () => {
    expect(findBoundary(pack.defaults.residency.boundary)).toBeDefined();
  });
});

it("serves every control of HIPAA that infrastructure can show", () => {
  const served = new Set(
    rules
      .filter(({ id }) => packs["hipaa"]?.levels[id] !== undefined)
      .flatMap(({ controls }) => controls.filter(({ framework }) => framework === "hipaa"))
      .map(({ control }) => control),
  );
  const shown = Object.entries(frameworks["hipaa"]?.controls ?? {}).filter(([, { provenBy }]) => !provenBy);
  expect(shown.map(([control]) => control).filter((control) => !served.has(control))).toEqual([]);
});

it("leaves no rule without a pack", () => {
  const weighed = new Set(Object.values(packs).flatMap(({ levels }) => Object.keys(levels)));
  expect(rules.filter(({ id }) => !weighed.has(id)).map(({ name }) => name)).toEqual([]);
});
