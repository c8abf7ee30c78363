import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import type { StoredIndex, StoredModule } from "./format";
import { installedOrigin } from "./origin";
import type { Origin } from "./origin";

/**
 * Where the built facts live. They are not committed: they are a function of the installed SDK and take some two
 * seconds to build, while 200 KB of compressed bytes would change, unreadably, with every update of the SDK.
 */
export const factsDirectory = join(__dirname, "dist");

let index: StoredIndex | undefined;
const modules = new Map<string, StoredModule>();

/**
 * The table of contents of the facts of the installed SDK. `npm install` builds them; where that did not happen
 * (`--ignore-scripts`), or the SDK changed since, they are built on first use.
 */
export function loadIndex(): StoredIndex {
  index ??= readIndex() ?? buildFacts();
  return index;
}

/** The stored facts of one module, read on first use; undefined for a module that has none. */
export function loadModule(module: string): StoredModule | undefined {
  const known = modules.get(module);
  if (known) return known;
  if (!loadIndex().modules.includes(module)) return undefined;
  const bytes = gunzipSync(readFileSync(join(factsDirectory, `${module}.json.gz`)));
  const facts = JSON.parse(bytes.toString("utf8")) as StoredModule;
  modules.set(module, facts);
  return facts;
}

/** The index, unless the facts are absent, of another SDK, or read by other code. */
export function readIndex(
  directory = factsDirectory,
  { sdk, generator }: Origin = installedOrigin(),
): StoredIndex | undefined {
  const file = join(directory, "index.json");
  if (!existsSync(file)) return undefined;
  const found = JSON.parse(readFileSync(file, "utf8")) as StoredIndex;
  return found.sdk === sdk && found.generator === generator ? found : undefined;
}

/** In a process of its own, because the TypeScript compiler takes 250 MB that the local cloud should not keep. */
function buildFacts(): StoredIndex {
  const tsx = pathToFileURL(require.resolve("tsx")).href;
  try {
    execFileSync(process.execPath, ["--import", tsx, join(__dirname, "build.ts")], { stdio: "pipe" });
  } catch (error) {
    throw new Error(
      "the facts of @pulumi/azure-native could not be built; run `npm install` with development dependencies, " +
        "then `npm run generate`",
      { cause: error },
    );
  }
  const built = readIndex();
  if (!built)
    throw new Error(`the facts of @pulumi/azure-native in ${factsDirectory} are of another version`);
  return built;
}
