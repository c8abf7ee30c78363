import type { AnyStackConfig, AwsStackConfig, StackConfig } from "./schema";

/** Whether a stack stands on AWS: it has the section `aws`. */
export function isAws(config: AnyStackConfig): config is AwsStackConfig {
  return "aws" in config;
}

/** Accounts and deployments of a stack. One on AWS has none: its models are those of Bedrock. */
export function azureModelsOf(
  config: AnyStackConfig,
): Pick<StackConfig["models"], "accounts" | "deployments" | "declared"> {
  return isAws(config) ? { accounts: [], deployments: [], declared: [] } : config.models;
}

/** The configuration of a stack that is known to stand on Azure. @throws of one on AWS. */
export function onAzure(config: AnyStackConfig): StackConfig {
  if (!isAws(config)) return config;
  throw new TypeError(`the stack ${config.environment.name} stands on AWS, not on Azure`);
}
