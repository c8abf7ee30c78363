import { elements, type Check, type CommonSections } from "./check";

/** Tags that the platform sets on every resource itself. */
const platformTagNames = ["environment", "owner", "managedBy"];

/** Azure's limit is 50 tags a resource; a workload's resources carry five of the platform's own. */
const mostTags = 45;

/** Required tags are set, and no tag of the organisation takes the name of one that the platform sets. */
export const checkTags: Check<CommonSections> = (config) => {
  const tags = config.environment?.tags;
  // Tags that are wrong in themselves are not missing.
  if (tags === undefined) return [];
  const names = Object.keys(tags);
  const reserved = [...platformTagNames, "workload", "dataClassification"];
  const set = new Set([...platformTagNames, ...names].map((name) => name.toLowerCase()));
  return [
    ...names
      .filter((name) => reserved.some((own) => own.toLowerCase() === name.toLowerCase()))
      .map((name) => ({
        path: ["environment", "tags", name],
        message: `the platform sets the tag "${name}" itself (names of tags ignore case)`,
        allowed: `any name but ${reserved.join(", ")}`,
        fix: "remove the tag, or choose another name",
      })),
    ...(names.length > mostTags
      ? [
          {
            path: ["environment", "tags"],
            message: `${names.length} tags are too many: Azure allows 50 a resource, of which the platform uses ${50 - mostTags}`,
            allowed: `at most ${mostTags} tags`,
            fix: `remove ${names.length - mostTags}`,
          },
        ]
      : []),
    ...elements(config.compliance?.requiredTags, ["compliance", "requiredTags"])
      .filter(({ value }) => !set.has(value.toLowerCase()))
      .map(({ value, path }) => ({
        path,
        message: `the required tag "${value}" is not set in this stack`,
        allowed: [...platformTagNames, ...names].join(", "),
        fix: `add "${value}" to environment.tags, or do not require it`,
      })),
  ];
};
