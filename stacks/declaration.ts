import type { PlatformArgs } from "../components/platform";
import type { AnyStackConfig, StackConfig } from "./config";
import { declaredModels } from "./config/declared-models";
import { recordedConfig } from "./raw-config";

/** What a stack declares of itself: the yardstick of its policies. */
export function declaration(config: AnyStackConfig): PlatformArgs {
  const { environment, residency, compliance, operations } = config;
  const configuration = recordedConfig();
  return {
    environment: environment.name,
    protected: environment.protected,
    residency,
    frameworks: compliance.frameworks,
    requiredTags: compliance.requiredTags,
    logRetentionDays: operations.logRetentionDays,
    retirementNoticeDays: operations.retirementNoticeDays,
    ...(compliance.allowedModels.length > 0 ? { allowedModels: compliance.allowedModels } : {}),
    ...("models" in config ? ofAzure(config) : {}),
    ...(configuration && { configuration }),
  };
}

function ofAzure({ models, network }: StackConfig): Partial<PlatformArgs> {
  const declared = declaredModels(models);
  return {
    ...(declared.length > 0 ? { declaredModels: declared } : {}),
    ...(network.dns.mode === "policy" ? { privateDns: "policy" } : {}),
  };
}
