import * as fs from "node:fs";
import * as path from "node:path";
import type { Console } from "./console";
import { exitCode, Failure, messageOf } from "./failure";

/** Writes data to a file, or to standard output where none is named. */
export function deliver(text: string, file: string | undefined, out: Console): void {
  if (file === undefined) {
    out.data(text.trimEnd());
    return;
  }
  try {
    fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    fs.writeFileSync(file, text.endsWith("\n") ? text : `${text}\n`);
  } catch (error) {
    throw new Failure(`cannot write ${file}: ${messageOf(error)}`, exitCode.usage);
  }
  out.say(`${out.color.green("✓")} ${file}`);
}

/** The format that a file's ending tells: `report.json` is `json`. */
export function formatOfFile<F extends string>(
  file: string | undefined,
  endings: Readonly<Record<string, F>>,
): F | undefined {
  return file === undefined ? undefined : endings[path.extname(file).slice(1).toLowerCase()];
}
