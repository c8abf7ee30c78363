import { regionsInBoundary } from "../../catalog/regions";
import type { PlatformArgs } from "../../components/platform";
import type { StackConfig } from "../config";

/** What a stack declares of itself: the yardstick of its policies. */
export function declaration(config: StackConfig): PlatformArgs {
  const { environment, residency, compliance, operations } = config;
  return {
    environment: environment.name,
    protected: environment.protected,
    residency: {
      boundary: residency.boundary,
      allowedRegions: residency.allowedRegions.length
        ? residency.allowedRegions
        : regionsInBoundary(residency.boundary).map(({ name }) => name),
      processing: residency.processing,
    },
    frameworks: compliance.frameworks,
    requiredTags: compliance.requiredTags,
    logRetentionDays: operations.logRetentionDays,
    retirementNoticeDays: operations.retirementNoticeDays,
  };
}
