import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { readModule } from "./extract/module";
import { readTypeTables } from "./extract/types";
import type { SdkPackage, StoredIndex, StoredModule } from "./format";
import { modulesOf } from "./format";
import { installedOrigin } from "./origin";

/**
 * Reads an installed SDK and returns the fact files by name: one a module, and `index.json`. It parses the SDK's
 * declarations and does not check types: some 1.5 seconds, and the same bytes each time.
 */
export function generateFacts(pkg: SdkPackage = "azure-native"): Map<string, Buffer> {
  const sdk = dirname(require.resolve(`@pulumi/${pkg}/package.json`));
  const modules = modulesOf[pkg];
  const tables = readTypeTables(sdk, modules);
  const facts = modules.map((module) => readModule(sdk, module, tables));
  const index: StoredIndex = { ...installedOrigin(pkg), modules, renamed: renamedOf(facts) };
  return new Map([
    ...facts.map((module): [string, Buffer] => [`${basename(module.module)}.json.gz`, compressed(module)]),
    // Last, because its presence says that the others are there.
    ["index.json", Buffer.from(`${JSON.stringify(index)}\n`)],
  ]);
}

/** Writes the fact files to `directory`; safe when two processes do so at the same moment. */
export function writeFacts(directory: string, pkg: SdkPackage = "azure-native"): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, bytes] of generateFacts(pkg)) {
    const partial = join(directory, `${name}.${process.pid}.partial`);
    writeFileSync(partial, bytes);
    renameSync(partial, join(directory, name));
  }
}

function compressed(value: StoredModule): Buffer {
  const bytes = gzipSync(JSON.stringify(value), { level: 9 });
  // Byte 9 of a gzip header names the operating system: 255 is "unknown", the same everywhere (RFC 1952).
  bytes[9] = 255;
  return bytes;
}

/** Former names of resources that a token without its API version still carries, e.g. those of `documentdb`. */
function renamedOf(modules: readonly StoredModule[]): Record<string, string> {
  const current = new Set(
    modules.flatMap(({ module, resources }) => Object.keys(resources).map((name) => `${module}:${name}`)),
  );
  const renamed = new Map<string, string>();
  for (const { module, resources } of modules) {
    for (const [name, { aliases }] of Object.entries(resources)) {
      for (const alias of aliases) {
        const former = alias.replace(/@.*$/, "");
        // Two resources may claim one former token: the one that kept the name has it.
        const keepsName = former.endsWith(`:${name}`);
        if (!current.has(former) && (keepsName || !renamed.has(former)))
          renamed.set(former, `${module}:${name}`);
      }
    }
  }
  return Object.fromEntries([...renamed].sort(([a], [b]) => (a < b ? -1 : 1)));
}
