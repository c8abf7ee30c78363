import { chmodSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

const folder = join(__dirname, "packs");

/**
 * Bundles every pack into `packs/<pack>/dist/index.js`, which needs nothing but Node, and puts launchers beside it:
 * `--policy-pack packs/<pack>` is for the official distribution, which has a language host for Node;
 * `--policy-pack packs/<pack>/dist/<launcher>` is for an engine (3.255 and later) without one.
 */
export function buildPacks(): readonly string[] {
  const packs = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  for (const pack of packs) buildPack(pack);
  return packs;
}

function buildPack(pack: string): void {
  const outfile = join(folder, pack, "dist", "index.js");
  buildSync({
    entryPoints: [join(folder, pack, "main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    legalComments: "linked",
    banner: { js: "#!/usr/bin/env node" },
  });
  chmodSync(outfile, 0o755);
  writeFileSync(join(folder, pack, "dist", "index.cmd"), '@node "%~dp0index.js" %*\r\n');
}

if (require.main === module) buildPacks();
