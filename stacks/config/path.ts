/** Where a value stands in the configuration: `["models", "deployments", 0, "sku"]`. */
export type Path = readonly (string | number)[];

/** Writes a path as a reader would: `models.deployments[0].sku`, `network.dns.zones["privatelink.openai.azure.com"]`. */
export function formatPath(path: Path): string {
  return path
    .map((key, position) => {
      if (typeof key === "number") return `[${key}]`;
      if (!/^[\w-]+$/.test(key)) return `[${JSON.stringify(key)}]`;
      return position === 0 ? key : `.${key}`;
    })
    .join("");
}

/** The value at a path, or undefined where nothing stands. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}
