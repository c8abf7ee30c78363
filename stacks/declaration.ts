import type { PlatformArgs } from "../components/platform";
import type { AnyStackConfig } from "./config";

/** What a stack declares of itself: the yardstick of its policies. */
export function declaration(config: AnyStackConfig): PlatformArgs {
  const { environment, residency, compliance, operations } = config;
  return {
    environment: environment.name,
    protected: environment.protected,
    residency,
    frameworks: compliance.frameworks,
    requiredTags: compliance.requiredTags,
    logRetentionDays: operations.logRetentionDays,
    retirementNoticeDays: operations.retirementNoticeDays,
  };
}
