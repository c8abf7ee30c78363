import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { builtInScenarios } from "./built-in";
import type { Scenario } from "./scenario";
import { parseScenario } from "./schema";

/**
 * The scenario of a name, or of a YAML file.
 *
 * @throws Error naming the known scenarios, or what is wrong with the file and where
 */
export function openScenario(nameOrFile: string): Scenario {
  const known = builtInScenarios.find(({ name }) => name === nameOrFile);
  if (known) return known;
  if (!existsSync(nameOrFile)) {
    throw new Error(
      `there is no scenario "${nameOrFile}": it is one of ${builtInScenarios.map(({ name }) => name).join(", ")}, or the path of a YAML file`,
    );
  }
  let value: unknown;
  try {
    value = parse(readFileSync(nameOrFile, "utf8"));
  } catch (error) {
    throw new Error(`${nameOrFile}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return parseScenario(value, nameOrFile);
}
