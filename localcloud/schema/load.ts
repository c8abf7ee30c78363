import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { packageOfModule } from "./format";
import type { SdkPackage, StoredIndex, StoredModule } from "./format";
import { installedOrigin } from "./origin";
import type { Origin } from "./origin";

/**
 * Where the built facts live. They are not committed: they are a function of the installed SDK and take some two
 * seconds to build, while 200 KB of compressed bytes would change, unreadably, with every update of the SDK.
 */
export const factsDirectory = join(__dirname, "dist");

/** Where the facts of one SDK live. */
export function factsDirectoryOf(pkg: SdkPackage): string {
  return pkg === "azure-native" ? factsDirectory : join(factsDirectory, pkg);
}

const indexes = new Map<SdkPackage, StoredIndex>();
const modules = new Map<string, StoredModule>();

/**
 * The table of contents of the facts of an installed SDK. `npm install` builds them; where that did not happen
 * (`--ignore-scripts`), or the SDK changed since, they are built on first use.
 */
export function loadIndex(pkg: SdkPackage = "azure-native"): StoredIndex {
  const known = indexes.get(pkg);
  if (known) return known;
  const index = readIndex(factsDirectoryOf(pkg), installedOrigin(pkg)) ?? buildFacts(pkg);
  indexes.set(pkg, index);
  return index;
}

/** The stored facts of one module, read on first use; undefined for a module that has none. */
export function loadModule(module: string): StoredModule | undefined {
  const known = modules.get(module);
  if (known) return known;
  if (!loadIndex(packageOfModule(module)).modules.includes(module)) return undefined;
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
function buildFacts(pkg: SdkPackage): StoredIndex {
  const tsx = pathToFileURL(require.resolve("tsx")).href;
  try {
    execFileSync(process.execPath, ["--import", tsx, join(__dirname, "build.ts")], { stdio: "pipe" });
  } catch (error) {
    throw new Error(
      `the facts of @pulumi/${pkg} could not be built; run \`npm install\` with development dependencies, ` +
        "then `npm run generate`",
      { cause: error },
    );
  }
  const built = readIndex(factsDirectoryOf(pkg), installedOrigin(pkg));
  if (!built)
    throw new Error(`the facts of @pulumi/${pkg} in ${factsDirectoryOf(pkg)} are of another version`);
  return built;
}
