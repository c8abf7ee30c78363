/** Tags of a resource: name to value. */
export type Tags = Readonly<Record<string, string>>;

/**
 * Tags of every resource of an environment. What the platform says of itself wins over a custom tag of the same name,
 * so that `environment` and `owner` can be relied on.
 */
export function platformTags(platform: {
  readonly environment: string;
  readonly owner: string;
  /** Tags of the organisation, e.g. `costCenter`. */
  readonly custom: Tags;
}): Tags {
  return {
    ...platform.custom,
    environment: platform.environment,
    owner: platform.owner,
    managedBy: "cornerstone",
  };
}

/** Tags of what belongs to one workload: its name is what budgets and cost reports filter by. */
export function workloadTags(
  platform: Tags,
  workload: { readonly name: string; readonly owner: string; readonly dataClassification: string },
): Tags {
  return {
    ...platform,
    owner: workload.owner,
    workload: workload.name,
    dataClassification: workload.dataClassification,
  };
}
