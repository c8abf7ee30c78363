import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";
import type { Scalar, StoredProperties } from "../format";
import { packageOfModule } from "../format";
import { type Naming, literalOf, nameOf, namings, parseFile, parseText, propertiesOf } from "./syntax";

/** The object types, their defaults and the enums of the SDK, by module. */
export interface TypeTables {
  /** Interfaces of `types/input.d.ts` and `types/output.d.ts`, by module and name. */
  readonly types: ReadonlyMap<string, ReadonlyMap<string, StoredProperties>>;
  /** Defaults of input types, by module and name. */
  readonly defaults: ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, Scalar>>>>;
}

/** Reads the types of `modules` only: the files hold some 260 modules, and parsing them whole costs seconds. */
export function readTypeTables(sdk: string, modules: readonly string[]): TypeTables {
  const [inputs, outputs] = ["input", "output"].map((name) =>
    slices(join(sdk, "types", `${name}.d.ts`), /^export declare namespace (\w+) \{\n([\s\S]*?)^\}/gm),
  );
  const defaults = slices(join(sdk, "types", "input.js"), /^\(function \((\w+)\) \{\n([\s\S]*?)^\}\)\(/gm);
  return {
    types: new Map(
      modules.map((module) => [
        module,
        new Map([
          ...interfacesOf(module, "inputs", inputs?.get(basename(module))),
          ...interfacesOf(module, "outputs", outputs?.get(basename(module))),
        ]),
      ]),
    ),
    defaults: new Map(
      modules.map((module) => [module, typeDefaults(module, defaults.get(basename(module)) ?? "")]),
    ),
  };
}

/** The enums of one module by name, in the order of the SDK. */
export function readEnums(sdk: string, module: string): Record<string, Scalar[]> {
  const enums: Record<string, Scalar[]> = {};
  const file = join(sdk, "types", "enums", basename(module), "index.d.ts");
  for (const statement of ts.sys.fileExists(file) ? parseFile(file).statements : []) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, type } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(name) || !type || !ts.isTypeLiteralNode(type)) continue;
      enums[name.text] = type.members.flatMap((member) => {
        if (!ts.isPropertySignature(member) || !member.type || !ts.isLiteralTypeNode(member.type)) return [];
        return literalOf(member.type.literal) ?? [];
      });
    }
  }
  return enums;
}

/** The body of each top-level block of a generated file, by the block's name. */
function slices(file: string, block: RegExp): Map<string, string> {
  return new Map(
    [...readFileSync(file, "utf8").matchAll(block)].map(([, name = "", body = ""]) => [name, body]),
  );
}

function interfacesOf(module: string, side: Parameters<Naming>[0], body = ""): [string, StoredProperties][] {
  const naming = namings[packageOfModule(module)];
  return parseText(`${module}.d.ts`, body)
    .statements.filter(ts.isInterfaceDeclaration)
    .map((declaration) => [naming(side, declaration.name.text), propertiesOf(declaration, naming)]);
}

/**
 * `function skuArgsProvideDefaults(val) { return { ...val, name: (val.name) ?? "S0" }; }` says that `SkuArgs.name`
 * is `S0` where the program does not set it.
 */
function typeDefaults(module: string, body: string): Map<string, Record<string, Scalar>> {
  const defaults = new Map<string, Record<string, Scalar>>();
  for (const statement of parseText(`${module}.js`, body).statements) {
    if (!ts.isFunctionDeclaration(statement) || !statement.name?.text.endsWith("ProvideDefaults")) continue;
    const type = capitalized(statement.name.text.slice(0, -"ProvideDefaults".length));
    const values: Record<string, Scalar> = {};
    for (const property of returnedProperties(statement)) {
      if (!ts.isPropertyAssignment(property)) continue;
      const value = fallbackOf(property.initializer);
      if (value !== undefined) values[nameOf(property.name)] = value;
    }
    if (Object.keys(values).length > 0) defaults.set(type, values);
  }
  return defaults;
}

function returnedProperties(declaration: ts.FunctionDeclaration): readonly ts.ObjectLiteralElementLike[] {
  const returned = declaration.body?.statements.find(ts.isReturnStatement)?.expression;
  return returned && ts.isObjectLiteralExpression(returned) ? returned.properties : [];
}

/** `2` of `(args?.x) ?? 2`. */
export function fallbackOf(expression: ts.Expression): Scalar | undefined {
  const coalesces =
    ts.isBinaryExpression(expression) &&
    expression.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
  return coalesces ? literalOf(expression.right) : undefined;
}

export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
