import { build } from "esbuild";
import * as path from "node:path";

/** What a TypeScript file reaches by its imports. */
export interface ImportGraph {
  /** File of the project (relative, forward slashes) -> the chain of imports that leads to it from the entry. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** Packages that any of the files imports. */
  readonly packages: ReadonlySet<string>;
}

/** Follows the imports of entry files, types left out, as the bundler resolves them. Reads; writes nothing. */
export async function importGraph(root: string, entries: readonly string[]): Promise<ImportGraph> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries.map((entry) => path.join(root, entry)),
    bundle: true,
    metafile: true,
    write: false,
    outdir: path.join(root, "dist"),
    platform: "node",
    packages: "external",
    loader: { ".json": "json" },
    logLevel: "silent",
  });
  const files = new Map<string, readonly string[]>(entries.map((entry) => [entry, [entry]]));
  const packages = new Set<string>();
  for (const [file, chain] of files)
    for (const { path: to, external } of metafile.inputs[file]?.imports ?? []) {
      if (external) packages.add(packageOf(to));
      else if (!files.has(to)) files.set(to, [...chain, to]);
    }
  return { files, packages };
}

/** `@pulumi/azure-native/network` -> `@pulumi/azure-native`. */
function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
