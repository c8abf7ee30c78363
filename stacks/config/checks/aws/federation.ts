import { nearest } from "../../nearest";
import type { AwsStackConfig } from "../../schema";
import { workloadsOf, type Check } from "../check";

/** Tokens are taken of identities that have a role here, and each workload has a token that is taken. */
export const checkFederation: Check<AwsStackConfig> = (config) => {
  const subjects = config.aws?.federation?.subjects;
  if (!subjects) return [];
  const workloads = workloadsOf(config);
  const known = ["gateway", ...workloads.flatMap(({ value }) => value.name ?? [])];
  const complete = workloads.every(({ value }) => value.name !== undefined);
  const strangers = complete ? Object.keys(subjects).filter((name) => !known.includes(name)) : [];
  return [
    ...strangers.map((name) => {
      const meant = nearest(name, known);
      return {
        path: ["aws", "federation", "subjects", name],
        onKey: true as const,
        message: `there is no workload "${name}" in this stack${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
        allowed: known.join(", "),
        fix: meant === undefined ? "remove it" : `write "${meant}"`,
      };
    }),
    ...workloads
      .filter(({ value }) => value.name !== undefined && value.federation?.length === 0)
      .filter(({ value }) => !Object.hasOwn(subjects, value.name ?? ""))
      .map(({ value, path }) => ({
        path: [...path, "name"],
        message: `nobody may act as the workload "${value.name ?? ""}": no token is taken for it`,
        allowed: "an object ID in aws.federation.subjects, or an entry in the workload's federation",
        fix: `add "${value.name ?? ""}" to aws.federation.subjects, with the object ID of its managed identity`,
      })),
  ];
};
