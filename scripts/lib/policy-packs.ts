import * as fs from "node:fs";
import * as path from "node:path";
import type { Console } from "./console";
import { exitCode, Failure } from "./failure";
import { projectRoot } from "./paths";
import { exemptionsPath, loadExemptions } from "./records";
import type { StackFile } from "./stack-file";

export interface BuiltPack {
  readonly name: string;
  /** The executable that the engine starts; a folder would need the language host of the official distribution. */
  readonly executable: string;
}

/** What the engine is told of policies. */
export interface PackArguments {
  readonly policyPacks: readonly string[];
  /** One file for each pack, in the same order. */
  readonly policyPackConfigs: readonly string[];
}

/** See policies/build.ts, which writes both. */
const launcher = process.platform === "win32" ? "index.cmd" : "index.js";

/** The policy packs that have been bundled (`npm run prepare`). */
export function builtPacks(root: string = projectRoot): readonly BuiltPack[] {
  return packNames(root)
    .map((name) => ({ name, executable: path.join(packsFolder(root), name, "dist", launcher) }))
    .filter(({ executable }) => fs.existsSync(executable));
}

/**
 * The packs that a stack's configuration names, as the engine takes them. A pack that does not exist is a fault of the
 * configuration; one that is not bundled is said, since a run without it proves nothing.
 */
export function packArguments(file: StackFile, folder: string, out: Console): PackArguments {
  const wanted = file.config.compliance.packs;
  const known = packNames(projectRoot);
  const missing = wanted.filter((name) => !known.includes(name));
  if (missing.length > 0)
    throw new Failure(
      `${file.name}\n  compliance.packs: there is no policy pack ${missing.join(", ")}`,
      exitCode.usage,
      `Packs are: ${known.join(", ")}.`,
    );
  const built = new Map(builtPacks().map(({ name, executable }) => [name, executable]));
  const executables = wanted.flatMap((name) => built.get(name) ?? []);
  if (executables.length < wanted.length) {
    out.say(
      `${out.color.yellow("!")} policy packs are not built, so no policy is checked: run \`npm run prepare\``,
    );
    return { policyPacks: [], policyPackConfigs: [] };
  }
  const settings = settingsFile(file, folder);
  return { policyPacks: executables, policyPackConfigs: executables.map(() => settings) };
}

/**
 * The packs read what the stack declares from its program; how to take an unknown, what is exempted and whether to remediate, they can only be told.
 */
function settingsFile(file: StackFile, folder: string): string {
  const settings = path.join(folder, "policy-settings.json");
  const { records } = loadExemptions(exemptionsPath(file.stack));
  // The engine takes no field that the settings do not name: where a record is written is none of them.
  const exemptions = records.map((record) => ({ ...record, line: undefined }));
  fs.mkdirSync(folder, { recursive: true });
  const { unknowns, remediation } = file.config.compliance;
  fs.writeFileSync(settings, JSON.stringify({ settings: { unknowns, remediate: remediation, exemptions } }));
  return settings;
}

function packNames(root: string): readonly string[] {
  const folder = packsFolder(root);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

function packsFolder(root: string): string {
  return path.join(root, "policies", "packs");
}
