/**
 * How the facts of one SDK module are stored. Types are short strings rather than objects, so that a file stays
 * small and a reader expands only the resources that it is asked about.
 *
 * | shape      | meaning                                                                         |
 * | ---------- | ------------------------------------------------------------------------------- |
 * | `string`, `number`, `boolean`, `any` | a scalar, or a value that the SDK does not type       |
 * | `'Azure'`  | a constant                                                                      |
 * | `~Kind`    | an open enum: the known values of the API version, any other string is accepted |
 * | `=Kind`    | a closed enum                                                                   |
 * | `#SkuArgs` | an object type of the same module                                               |
 * | `T[]`, `{T}`, `(T|U)` | a list, a map by string, a union                                     |
 *
 * A property's shape ends with `!` when it is required (of an input) or always present (of an output).
 */
export type Shape = string;

export type Scalar = string | number | boolean;

export type StoredProperties = Readonly<Record<string, Shape>>;

export interface StoredType {
  readonly properties: StoredProperties;
  /** What the SDK fills in on the client's side where the program says nothing. */
  readonly defaults?: Readonly<Record<string, Scalar>>;
}

export interface StoredResource {
  readonly apiVersion?: string;
  readonly otherApiVersions?: readonly string[];
  readonly inputs: StoredProperties;
  readonly outputs: StoredProperties;
  readonly defaults?: Readonly<Record<string, Scalar>>;
  /** Former type tokens, grouped: `module:Name` or `module:Name@20240101,20250101preview`. */
  readonly aliases: readonly string[];
}

export interface StoredFunction {
  readonly args: StoredProperties;
  readonly result: StoredProperties;
}

export interface StoredModule {
  /** `keyvault` of azure-native; with its package where it is another one, `aws/kms`. */
  readonly module: string;
  readonly resources: Readonly<Record<string, StoredResource>>;
  readonly functions: Readonly<Record<string, StoredFunction>>;
  readonly types: Readonly<Record<string, StoredType>>;
  readonly enums: Readonly<Record<string, readonly Scalar[]>>;
}

/** The table of contents of a set of fact files. */
export interface StoredIndex {
  /** Version of the SDK that the facts were read from. */
  readonly sdk: string;
  /** Fingerprint of the code that read them. */
  readonly generator: string;
  readonly modules: readonly string[];
  /** Former `module:Name` of a resource, without API version -> the one of today. */
  readonly renamed: Readonly<Record<string, string>>;
}

/** The modules of azure-native whose facts are built (design: what the platform's components use, and their kin). */
export const factModules = [
  "apimanagement",
  "app",
  "applicationinsights",
  "authorization",
  "cognitiveservices",
  "consumption",
  "containerregistry",
  "cosmosdb",
  "dashboard",
  "databricks",
  "eventhub",
  "keyvault",
  "machinelearningservices",
  "managedidentity",
  "monitor",
  "network",
  "operationalinsights",
  "privatedns",
  "redisenterprise",
  "resources",
  "search",
  "security",
  "storage",
] as const;

/** The modules of aws whose facts are built; `aws/index` is the root, which has the functions of no service. */
export const awsFactModules = [
  "aws/bedrock",
  "aws/bedrockmodel",
  "aws/budgets",
  "aws/cloudtrail",
  "aws/cloudwatch",
  "aws/ec2",
  "aws/iam",
  "aws/index",
  "aws/kms",
  "aws/s3",
  "aws/secretsmanager",
  "aws/sns",
  "aws/vpc",
] as const;

/** The SDKs that facts are read from. */
export const sdkPackages = ["azure-native", "aws"] as const;

export type SdkPackage = (typeof sdkPackages)[number];

export const modulesOf: Readonly<Record<SdkPackage, readonly string[]>> = {
  "azure-native": factModules,
  aws: awsFactModules,
};

/** The package of a module: `aws/kms` is of aws, `keyvault` of azure-native. */
export function packageOfModule(module: string): SdkPackage {
  return module.startsWith("aws/") ? "aws" : "azure-native";
}
