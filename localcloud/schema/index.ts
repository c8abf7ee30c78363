export type {
  FunctionFacts,
  Properties,
  PropertyFacts,
  ResourceFacts,
  TypeFacts,
  TypeReference,
  ValueType,
} from "./facts";
export { functionFacts, functionTokens, resourceFacts, resourceTokens, typeFacts } from "./facts";
export type { Scalar } from "./format";
export { awsFactModules, factModules } from "./format";
export type { SdkPackage } from "./format";
export { previewOutputs } from "./preview";
export type { RefusedValue } from "./refuse";
export { refusedValues } from "./refuse";
export { canonicalToken, tokenOf } from "./tokens";
export type { Problem } from "./validate";
export { missing, validateInputs } from "./validate";
export type { Value, Values } from "./value";
export { isList, isValues, unknownValue } from "./value";
