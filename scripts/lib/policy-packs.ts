import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "./paths";

export interface BuiltPack {
  readonly name: string;
  /** The executable that the engine starts; a folder would need the language host of the official distribution. */
  readonly executable: string;
}

/** The policy packs that have been bundled (`npm run prepare`). */
export function builtPacks(root: string = projectRoot): readonly BuiltPack[] {
  const folder = path.join(root, "policies", "packs");
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, executable: path.join(folder, name, "dist", "pack") }))
    .filter(({ executable }) => fs.existsSync(executable));
}
