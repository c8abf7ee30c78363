export { azureModelsOf, isAws, onAzure } from "./cloud";
export { formatProblems, type ConfigProblem } from "./problems";
export { parseStackConfig, type ParseOptions, type StackConfigResult } from "./parse";
export { loadStackFile, namespace, type StackFileResult } from "./stack-file";
export {
  sectionNames,
  stackConfigSchema,
  awsSectionNames,
  awsStackConfigSchema,
  type AccountConfig,
  type AnyStackConfig,
  type AwsStackConfig,
  type BlocklistConfig,
  type ContentFilterConfig,
  type DeploymentConfig,
  type StackConfig,
  type WorkloadConfig,
} from "./schema";
export { unverifiedFacts, type UnverifiedFact } from "./unverified";
