import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { SdkPackage } from "./format";

/** What the facts are a function of: built facts of another origin are stale. */
export interface Origin {
  /** Version of the installed SDK. */
  readonly sdk: string;
  /** Fingerprint of the code that reads it. */
  readonly generator: string;
}

/** The origin that facts built now would have. Takes about a millisecond. */
export function installedOrigin(pkg: SdkPackage = "azure-native"): Origin {
  const manifest = readFileSync(require.resolve(`@pulumi/${pkg}/package.json`), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const extract = join(__dirname, "extract");
  const sources = [
    ...["format.ts", "generate.ts", "shape.ts"].map((name) => join(__dirname, name)),
    ...readdirSync(extract)
      .sort()
      .map((name) => join(extract, name)),
  ];
  const hash = createHash("sha256");
  for (const source of sources) hash.update(readFileSync(source));
  return { sdk: version, generator: hash.digest("hex").slice(0, 16) };
}
