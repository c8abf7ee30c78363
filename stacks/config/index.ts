export { formatProblems, type ConfigProblem } from "./problems";
export { parseStackConfig, type ParseOptions, type StackConfigResult } from "./parse";
export { loadStackFile, namespace, type StackFileResult } from "./stack-file";
export {
  sectionNames,
  stackConfigSchema,
  type AccountConfig,
  type BlocklistConfig,
  type ContentFilterConfig,
  type DeploymentConfig,
  type StackConfig,
  type WorkloadConfig,
} from "./schema";
export { unverifiedFacts, type UnverifiedFact } from "./unverified";
