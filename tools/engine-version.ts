/** The engine that a download or a build yields; `tools/pulumi/go.mod` pins the same version for the build. */
export const pinnedVersion = "3.259.0";

/**
 * The oldest engine that will do: since 3.255.0 a policy pack may be an executable file
 * (https://github.com/pulumi/pulumi/releases/tag/v3.255.0), which needs no language host.
 */
export const minimumVersion = "3.255.0";

/** `v3.259.0-dev.1+dirty` -> `3.259.0`; undefined when the text holds no version. */
export function parseVersion(text: string): string | undefined {
  return /(?:^|\s)v?(\d+\.\d+\.\d+)/.exec(text.trim())?.[1];
}

/** True when `version` is the same major as `minimum`, and not older. */
export function satisfies(version: string, minimum: string): boolean {
  const [a, b] = [version, minimum].map((text) => text.split(".").map(Number)) as [number[], number[]];
  if (a[0] !== b[0]) return false;
  const differing = [1, 2].find((part) => a[part] !== b[part]);
  return differing === undefined || (a[differing] ?? 0) > (b[differing] ?? 0);
}
