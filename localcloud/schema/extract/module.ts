import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";
import type {
  Scalar,
  StoredFunction,
  StoredModule,
  StoredProperties,
  StoredResource,
  StoredType,
} from "../format";
import type { ParsedShape } from "../shape";
import { parseShape } from "../shape";
import { packageOfModule } from "../format";
import { tokenOf } from "../tokens";
import { literalOf, namings, parseFile, propertiesOf } from "./syntax";
import type { TypeTables } from "./types";
import { capitalized, fallbackOf, readEnums } from "./types";

/** Reads the resources and functions of one module of the SDK, with the types and enums that they reach. */
export function readModule(sdk: string, module: string, tables: TypeTables): StoredModule {
  const resources: Record<string, StoredResource> = {};
  const functions: Record<string, StoredFunction> = {};
  const naming = namings[packageOfModule(module)];
  for (const file of declarationsOf(sdk, module)) {
    const source = parseFile(file);
    const script = file.replace(/\.d\.ts$/, ".js");
    const interfaces = new Map(
      source.statements.filter(ts.isInterfaceDeclaration).map((found) => [found.name.text, found]),
    );
    for (const statement of source.statements) {
      const name =
        ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement)
          ? statement.name?.text
          : undefined;
      if (name === undefined) continue;
      if (ts.isClassDeclaration(statement)) {
        const made = readConstructor(script, tokenOf(module, name));
        if (!made) continue;
        resources[name] = {
          ...apiVersions(source.text.slice(statement.pos, statement.members.pos)),
          inputs: propertiesOf(interfaces.get(`${name}Args`), naming),
          outputs: propertiesOf(statement, naming),
          ...made,
        };
      } else if (!name.endsWith("Output")) {
        functions[name] = {
          args: propertiesOf(interfaces.get(`${capitalized(name)}Args`), naming),
          result: propertiesOf(interfaces.get(`${capitalized(name)}Result`), naming),
        };
      }
    }
  }
  return { module, resources, functions, ...reached(sdk, module, resources, functions, tables) };
}

/** The declaration files of a module. The root of aws has its functions beside the SDK's own machinery. */
function declarationsOf(sdk: string, module: string): string[] {
  const root = module === "aws/index";
  const folder = root ? sdk : join(sdk, basename(module));
  return readdirSync(folder)
    .filter((name) => (root ? /^get\w+\.d\.ts$/ : /^(?!index\.).*\.d\.ts$/).test(name))
    .sort()
    .map((name) => join(folder, name));
}

function apiVersions(comment: string): Pick<StoredResource, "apiVersion" | "otherApiVersions"> {
  const apiVersion = /Uses Azure REST API version ([\w-]+)/.exec(comment)?.[1];
  const others = /Other available API versions: ([\w, -]+)\./.exec(comment)?.[1];
  return {
    ...(apiVersion !== undefined && { apiVersion }),
    ...(others !== undefined && { otherApiVersions: others.split(", ") }),
  };
}

/**
 * Aliases and defaults exist only in the JavaScript of a resource's constructor. Undefined for a class of aws that is no
 * resource (a mixin).
 */
function readConstructor(
  file: string,
  token: string,
): Pick<StoredResource, "aliases" | "defaults"> | undefined {
  const tokens: string[] = [];
  const defaults: Record<string, Scalar> = {};
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === "type") {
      const alias = literalOf(node.initializer);
      if (typeof alias === "string") tokens.push(alias);
    }
    if (ts.isBinaryExpression(node) && ts.isElementAccessExpression(node.left)) {
      const input = literalOf(node.left.argumentExpression);
      const value = fallbackOf(node.right);
      if (typeof input === "string" && value !== undefined) defaults[input] = value;
    }
    ts.forEachChild(node, visit);
  };
  const source = parseFile(file);
  if (!source.text.includes(`__pulumiType = '${token}'`)) {
    if (!source.text.includes("__pulumiType = ")) return undefined;
    throw new Error(`${file} does not define ${token}`);
  }
  visit(source);
  return {
    // Former names of aws types are not read: a state that still holds one belongs to another major version.
    aliases: token.startsWith("aws:") ? [] : groupAliases(tokens),
    ...(Object.keys(defaults).length > 0 && { defaults }),
  };
}

/** `azure-native:search/v20230101:Service`, ... -> `search:Service@20230101,...`. */
function groupAliases(tokens: readonly string[]): string[] {
  const groups = new Map<string, string[]>();
  for (const token of tokens) {
    const match = /^azure-native:(\w+)(?:\/v(\w+))?:(\w+)$/.exec(token);
    if (!match) throw new Error(`the SDK has an alias of an unexpected form (${token})`);
    const [, module = "", version, name = ""] = match;
    const key = version === undefined ? `${module}:${name}` : `${module}:${name}@`;
    groups.set(key, [...(groups.get(key) ?? []), ...(version === undefined ? [] : [version])]);
  }
  return [...groups].map(([key, versions]) => key + versions.join(","));
}

/** The types and enums that the resources and functions of a module refer to, directly or through another type. */
function reached(
  sdk: string,
  module: string,
  resources: Readonly<Record<string, StoredResource>>,
  functions: Readonly<Record<string, StoredFunction>>,
  tables: TypeTables,
): Pick<StoredModule, "types" | "enums"> {
  const types = new Map<string, StoredType>();
  const enums = new Set<string>();
  const addAll = (properties: StoredProperties): void => {
    for (const shape of Object.values(properties)) add(parseShape(shape).shape);
  };
  const add = (shape: ParsedShape): void => {
    if (shape.kind === "array") add(shape.items);
    if (shape.kind === "map") add(shape.values);
    if (shape.kind === "union") shape.of.forEach(add);
    if (shape.kind === "enum") enums.add(shape.name);
    if (shape.kind !== "object" || types.has(shape.name)) return;
    const properties = tables.types.get(module)?.get(shape.name);
    if (!properties) throw new Error(`${module} refers to a type that it does not have (${shape.name})`);
    const defaults = tables.defaults.get(module)?.get(shape.name);
    types.set(shape.name, { properties, ...(defaults && { defaults }) });
    addAll(properties);
  };
  for (const { inputs, outputs } of Object.values(resources)) [inputs, outputs].forEach(addAll);
  for (const { args, result } of Object.values(functions)) [args, result].forEach(addAll);
  const values = readEnums(sdk, module);
  return {
    types: Object.fromEntries([...types].sort(byKey)),
    enums: Object.fromEntries(
      [...enums].sort().map((name) => {
        const found = values[name];
        if (!found || found.length === 0)
          throw new Error(`${module} refers to an enum without values (${name})`);
        return [name, found];
      }),
    ),
  };
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
