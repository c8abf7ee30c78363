import type { AwsSite } from "./site";

/** Names that are known before anything stands: policies and other stacks refer to them. */
export function namesOf({ prefix }: Pick<AwsSite, "prefix">) {
  const logGroups = `/cornerstone/${prefix}`;
  return {
    logGroups,
    logGroup: (of: "flows" | "invocations" | "trail") => `${logGroups}/${of}`,
    trail: prefix,
    topic: `${prefix}-notices`,
    role: (of: string) => `${prefix}-${of}`,
    workloadRole: (workload: string) => `${prefix}-workload-${workload}`,
  };
}
