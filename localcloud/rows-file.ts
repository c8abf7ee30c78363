import { readFileSync, statSync } from "node:fs";
import type { Rows } from "./arm/arm";
import type { JsonObject } from "./store/store";

type Tables = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;

/**
 * Rows out of a JSON file (`{table: {key: row}}`), which whoever started the cloud may write anew at any time: it is read
 * again when it has changed. No file means no rows.
 */
export function rowsFile(file: string): Rows {
  let read = "";
  let tables: Tables = {};
  return (table) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    const version = stat ? `${stat.mtimeMs}/${stat.size}/${stat.ino}` : "";
    if (version !== read) {
      tables = stat ? (JSON.parse(readFileSync(file, "utf8")) as Tables) : {};
      read = version;
    }
    return tables[table];
  };
}
