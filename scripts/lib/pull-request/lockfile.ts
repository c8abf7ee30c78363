import { z } from "zod";

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
      peerDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
type Packages = z.infer<typeof lockSchema>["packages"];

/**
 * Packages that some packages of a project resolve to, directly or through others, and that two lockfiles
 * (package-lock.json, version 2 or 3) resolve differently: `name 1.0.0 -> 1.1.0`.
 */
export function changedPackages(before: string, after: string, used: Iterable<string>): readonly string[] {
  const names = [...used];
  const old = closure(lockSchema.parse(JSON.parse(before)).packages, names);
  const young = closure(lockSchema.parse(JSON.parse(after)).packages, names);
  return [...new Set([...old.keys(), ...young.keys()])]
    .filter((place) => old.get(place)?.key !== young.get(place)?.key)
    .map((place) => {
      const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
      return `${name} ${old.get(place)?.version ?? "absent"} -> ${young.get(place)?.version ?? "absent"}`;
    })
    .sort();
}

function closure(
  packages: Packages,
  names: readonly string[],
): ReadonlyMap<string, { readonly key: string; readonly version: string }> {
  const found = new Map<string, { key: string; version: string }>();
  const queue = names.map((name) => ({ name, from: "" }));
  for (const { name, from } of queue) {
    const place = resolve(packages, name, from);
    const entry = place === undefined ? undefined : packages[place];
    if (place === undefined || entry === undefined || found.has(place)) continue;
    const version = entry.version ?? "";
    // Where it comes from is not what it is: a mirror gives the same integrity.
    found.set(place, { key: entry.integrity ?? `${version} ${entry.resolved ?? ""}`, version });
    const needs = { ...entry.peerDependencies, ...entry.optionalDependencies, ...entry.dependencies };
    queue.push(...Object.keys(needs).map((need) => ({ name: need, from: place })));
  }
  return found;
}

/** Where node would find a package: in the nearest node_modules, then in those around it. */
function resolve(packages: Packages, name: string, from: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
    const place = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (packages[place]) return place;
    if (at === "") return undefined;
  }
}
