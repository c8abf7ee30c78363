import * as fs from "node:fs";
import * as path from "node:path";
import { lockFolder, stateFolder } from "./stale-locks";
import { projectName } from "./stack-file";

/**
 * Removes the notes on a stack's state that a killed engine left half-written, and answers their names.
 *
 * A file backend replaces the state itself atomically, but not the small file of attributes beside it
 * (`<stack>.json.attrs`, gocloud.dev/blob/fileblob): cut short, it keeps the engine from reading a state that is whole
 * ("failed to load checkpoint: EOF"). Without it, the engine reads the state with attributes of its own. Call this only while
 * no engine works on the stack.
 */
export function removeCutShort(backend: string, stack: string): readonly string[] {
  const root = stateFolder(backend);
  if (root === undefined) return [];
  const folders = [
    path.join(root, ".pulumi"),
    path.join(root, ".pulumi", "stacks", projectName),
    lockFolder(root, stack),
  ];
  const broken = folders.flatMap(attributesIn).filter((file) => !isWhole(file));
  for (const file of broken) fs.rmSync(file, { force: true });
  return broken.map((file) => path.basename(file));
}

function attributesIn(folder: string): readonly string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".attrs"))
    .map((name) => path.join(folder, name));
}

function isWhole(file: string): boolean {
  try {
    JSON.parse(fs.readFileSync(file, "utf8"));
    return true;
  } catch {
    return false;
  }
}
