export { formatProblems, type ConfigProblem } from "./problems";
export { parseStackConfig, type StackConfigResult } from "./parse";
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
