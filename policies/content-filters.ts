import type { PropertyReader, Verdict } from "./rule";
import { fail, pass, same } from "./verdicts";

/** What is judged: what callers write, or what the model answers. */
export type FilterSource = "Prompt" | "Completion";

/** The path of the filters in a content filter policy (`RaiPolicy`). */
export const filtersPath = "properties.contentFilters";

/** The entry for a category and source; both are compared as Azure does, without regard to case. */
export function findFilter(
  inputs: PropertyReader,
  category: string,
  source: FilterSource,
): PropertyReader | undefined {
  return inputs
    .list(filtersPath)
    .find((filter) => same(filter.string("name"), category) && same(filter.string("source"), source));
}

/** Fails unless the filter looks for the category in the source and blocks what it finds. */
export function mustBlock(inputs: PropertyReader, category: string, source: FilterSource): Verdict {
  const filter = findFilter(inputs, category, source);
  const what = `${category} in ${source.toLowerCase()}s`;
  if (!filter) return fail(`${what} is not in the filter, must be blocked`, filtersPath);
  if (filter.boolean("enabled") !== true)
    return fail(
      `${what} is not looked for (enabled is ${filter.show("enabled")}), must be blocked`,
      filter.path,
    );
  if (filter.boolean("blocking") !== true)
    return fail(
      `${what} is found but let through (blocking is ${filter.show("blocking")}), must be blocked`,
      filter.path,
    );
  return pass;
}
