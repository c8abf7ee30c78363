import type {
  Scalar,
  SdkPackage,
  StoredFunction,
  StoredProperties,
  StoredResource,
  StoredType,
} from "./format";
import { loadIndex, loadModule } from "./load";
import type { ParsedShape } from "./shape";
import { parseShape } from "./shape";
import { canonicalToken, tokenOf } from "./tokens";

/** The type of a value, with what it refers to resolved as far as names go. */
export type ValueType =
  | { readonly kind: "string" | "number" | "boolean" | "any" }
  | { readonly kind: "constant"; readonly value: string }
  | {
      readonly kind: "enum";
      readonly name: string;
      readonly values: readonly Scalar[];
      /** True when the SDK accepts other strings too: the service may know values that this API version does not. */
      readonly open: boolean;
    }
  /** An object type; `typeFacts(ref)` has its properties. */
  | { readonly kind: "object"; readonly ref: TypeReference }
  | { readonly kind: "array"; readonly items: ValueType }
  | { readonly kind: "map"; readonly values: ValueType }
  | { readonly kind: "union"; readonly of: readonly ValueType[] };

/** `cognitiveservices.AccountPropertiesArgs`: module and name of an object type. */
export type TypeReference = `${string}.${string}`;

export interface PropertyFacts {
  readonly type: ValueType;
  /** Required of an input; always there in an output. */
  readonly required: boolean;
  /** What the SDK fills in before the provider sees the inputs. */
  readonly default?: Scalar;
}

export type Properties = ReadonlyMap<string, PropertyFacts>;

export interface ResourceFacts {
  /** The token of today's SDK, whichever was asked for. */
  readonly token: string;
  readonly module: string;
  readonly name: string;
  /** The Azure REST API version that the type speaks, `2025-06-01`; absent for the few that are not of ARM. */
  readonly apiVersion?: string;
  /** Further API versions that the service has, as the SDK lists them. */
  readonly otherApiVersions: readonly string[];
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** Outputs that are not inputs: what the service computes. */
  readonly outputOnly: readonly string[];
  /** Tokens that the type had in other versions of the SDK. */
  readonly aliases: readonly string[];
}

export interface FunctionFacts {
  readonly token: string;
  readonly args: Properties;
  readonly result: Properties;
}

export interface TypeFacts {
  readonly ref: TypeReference;
  readonly properties: Properties;
  /**
   * Of an output type whose input twin exists (`SkuResponse` and `SkuArgs`): the properties that only the service
   * sets. Undefined where there is no twin to compare with.
   */
  readonly outputOnly?: readonly string[];
}

/** What the SDK says about a resource type; undefined for a type of another module or package. */
export function resourceFacts(token: string): ResourceFacts | undefined {
  return cached(resources, token, () => {
    const { module, name, canonical } = partsOf(token);
    const stored = own(loadModule(module)?.resources, name);
    return stored && resourceOf(canonical, module, name, stored);
  });
}

/** What the SDK says about a function (`azure-native:cognitiveservices:getAccount`). */
export function functionFacts(token: string): FunctionFacts | undefined {
  return cached(functions, token, () => {
    const { module, name, canonical } = partsOf(token);
    const stored = own(loadModule(module)?.functions, name);
    return stored && functionOf(canonical, module, stored);
  });
}

/** What the SDK says about an object type. */
export function typeFacts(ref: TypeReference): TypeFacts | undefined {
  return cached(types, ref, () => {
    const [module = "", name = ""] = ref.split(".");
    const all = loadModule(module)?.types;
    const stored = own(all, name);
    const twin = name.endsWith("Response") ? own(all, name.replace(/Response$/, "Args")) : undefined;
    return stored && typeOf(ref, module, stored, twin);
  });
}

/** Tokens of every resource type that has facts. Reads every module of the package. */
export function resourceTokens(pkg: SdkPackage = "azure-native"): readonly string[] {
  return loadIndex(pkg).modules.flatMap((module) =>
    Object.keys(loadModule(module)?.resources ?? {}).map((name) => tokenOf(module, name)),
  );
}

/** Tokens of every function that has facts. Reads every module of the package. */
export function functionTokens(pkg: SdkPackage = "azure-native"): readonly string[] {
  return loadIndex(pkg).modules.flatMap((module) =>
    Object.keys(loadModule(module)?.functions ?? {}).map((name) => tokenOf(module, name)),
  );
}

const resources = new Map<string, ResourceFacts | undefined>();
const functions = new Map<string, FunctionFacts | undefined>();
const types = new Map<string, TypeFacts | undefined>();

function cached<T>(cache: Map<string, T | undefined>, key: string, make: () => T | undefined): T | undefined {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key);
}

function partsOf(token: string): { canonical: string; module: string; name: string } {
  const canonical = canonicalToken(token);
  const [pkg, module = "", name = ""] = canonical.split(":");
  // `aws:kms/key:Key` is of module `aws/kms`.
  if (pkg === "aws") return { canonical, module: `aws/${module.replace(/\/.*$/, "")}`, name };
  return { canonical, module: pkg === "azure-native" ? module : "", name };
}

/** A token comes from outside: `constructor` is not a resource. */
function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

function resourceOf(token: string, module: string, name: string, stored: StoredResource): ResourceFacts {
  return {
    token,
    module,
    name,
    ...(stored.apiVersion !== undefined && { apiVersion: stored.apiVersion }),
    otherApiVersions: stored.otherApiVersions ?? [],
    inputs: propertiesOf(module, stored.inputs, stored.defaults),
    outputs: propertiesOf(module, stored.outputs),
    outputOnly: Object.keys(stored.outputs).filter((output) => !Object.hasOwn(stored.inputs, output)),
    aliases: stored.aliases.flatMap(expandAlias),
  };
}

function functionOf(token: string, module: string, stored: StoredFunction): FunctionFacts {
  return { token, args: propertiesOf(module, stored.args), result: propertiesOf(module, stored.result) };
}

function typeOf(
  ref: TypeReference,
  module: string,
  stored: StoredType,
  twin: StoredType | undefined,
): TypeFacts {
  return {
    ref,
    properties: propertiesOf(module, stored.properties, stored.defaults),
    ...(twin && {
      outputOnly: Object.keys(stored.properties).filter((name) => !Object.hasOwn(twin.properties, name)),
    }),
  };
}

function propertiesOf(
  module: string,
  stored: StoredProperties,
  defaults: Readonly<Record<string, Scalar>> = {},
): Properties {
  return new Map(
    Object.entries(stored).map(([name, text]): [string, PropertyFacts] => {
      const { shape, required } = parseShape(text);
      const value = own(defaults, name);
      return [
        name,
        { type: valueType(module, shape), required, ...(value !== undefined && { default: value }) },
      ];
    }),
  );
}

function valueType(module: string, shape: ParsedShape): ValueType {
  switch (shape.kind) {
    case "object":
      return { kind: "object", ref: `${module}.${shape.name}` };
    case "enum":
      return { ...shape, values: loadModule(module)?.enums[shape.name] ?? [] };
    case "array":
      return { kind: "array", items: valueType(module, shape.items) };
    case "map":
      return { kind: "map", values: valueType(module, shape.values) };
    case "union":
      return { kind: "union", of: shape.of.map((member) => valueType(module, member)) };
    default:
      return shape;
  }
}

/** `search:Service@20230101,20231101` -> the two tokens. */
function expandAlias(alias: string): string[] {
  const [type = "", versions] = alias.split("@");
  const [module = "", name = ""] = type.split(":");
  return (versions?.split(",") ?? [""]).map(
    (version) => `azure-native:${module}${version && `/v${version}`}:${name}`,
  );
}
