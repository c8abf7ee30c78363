import { readFileSync } from "node:fs";
import ts from "typescript";
import type { Scalar, SdkPackage, Shape, StoredProperties } from "../format";

/**
 * The name under which an object type is stored. The SDK of aws has types of one name on both sides, which become
 * `XArgs` and `XResponse`, as azure-native names its own.
 */
export type Naming = (side: "inputs" | "outputs", name: string) => string;

export const namings: Readonly<Record<SdkPackage, Naming>> = {
  "azure-native": (_, name) => name,
  aws: (side, name) => `${name}${side === "inputs" ? "Args" : "Response"}`,
};

/** Parses a file without its source map comment, which is most of a generated file. */
export function parseFile(file: string): ts.SourceFile {
  return parseText(file, readFileSync(file, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, ""));
}

export function parseText(name: string, text: string): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, false);
}

/** The shapes of the properties of an interface or of a class's fields; none for a missing declaration. */
export function propertiesOf(
  declaration: ts.InterfaceDeclaration | ts.ClassDeclaration | undefined,
  naming: Naming = namings["azure-native"],
): StoredProperties {
  const properties: Record<string, Shape> = {};
  for (const member of declaration?.members ?? []) {
    if ((ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) && member.type) {
      const { shape, optional } = shapeOf(member.type, naming);
      properties[nameOf(member.name)] = member.questionToken || optional ? shape : `${shape}!`;
    }
  }
  return properties;
}

export function nameOf(name: ts.PropertyName): string {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name)) return name.text;
  throw new Error(`the SDK names a property in a way that is not expected (${ts.SyntaxKind[name.kind]})`);
}

/** The value of a literal, or undefined when the expression is not one. */
export function literalOf(node: ts.Expression | ts.LiteralTypeNode["literal"]): Scalar | undefined {
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = literalOf(node.operand);
    return typeof value === "number" ? -value : undefined;
  }
  return undefined;
}

/** `pulumi.Input<pulumi.Input<inputs.m.XArgs>[] | undefined>` -> `#XArgs[]`, optional. */
function shapeOf(node: ts.TypeNode, naming: Naming): { shape: Shape; optional: boolean } {
  if (ts.isParenthesizedTypeNode(node)) return shapeOf(node.type, naming);
  if (ts.isTypeReferenceNode(node)) {
    const [head, second, name] = qualifiedName(node.typeName);
    const argument = node.typeArguments?.[0];
    if (head === "pulumi" && argument && (second === "Input" || second === "Output"))
      return shapeOf(argument, naming);
    // A class of the module, whose ID is meant, or a type of the SDK's own: nothing that a provider sees.
    if (name === undefined && naming === namings.aws) return { shape: "any", optional: false };
    if (name === undefined) throw new Error(`the SDK refers to an unexpected type (${head ?? ""})`);
    // A policy document is passed as a text or as the object itself, whose type is of another module.
    if (name === "PolicyDocument") return { shape: "any", optional: false };
    if (head === "inputs" || head === "outputs") return { shape: `#${naming(head, name)}`, optional: false };
    // Assets and archives are files: no service of ours types them further.
    return { shape: head === "enums" ? `=${name}` : "any", optional: false };
  }
  if (ts.isUnionTypeNode(node)) return unionOf(node.types, naming);
  if (ts.isArrayTypeNode(node))
    return { shape: `${shapeOf(node.elementType, naming).shape}[]`, optional: false };
  if (ts.isTypeLiteralNode(node)) {
    const index = node.members.find(ts.isIndexSignatureDeclaration);
    if (!index) throw new Error("the SDK has an inline object type, which is not expected");
    return { shape: `{${shapeOf(index.type, naming).shape}}`, optional: false };
  }
  if (ts.isLiteralTypeNode(node)) return { shape: `'${String(literalOf(node.literal))}'`, optional: false };
  return { shape: keywords[node.kind] ?? "any", optional: false };
}

function unionOf(types: readonly ts.TypeNode[], naming: Naming): { shape: Shape; optional: boolean } {
  const kept = types.filter((type) => type.kind !== ts.SyntaxKind.UndefinedKeyword);
  const shapes = [...new Set(kept.map((type) => shapeOf(type, naming).shape))];
  const closed = shapes.find((shape) => shape.startsWith("="));
  const open = closed !== undefined && shapes.length === 2 && shapes.includes("string");
  const shape = open
    ? `~${closed.slice(1)}`
    : shapes.includes("any")
      ? "any"
      : shapes.length === 1
        ? shapes.join("")
        : `(${shapes.join("|")})`;
  return { shape, optional: kept.length < types.length };
}

function qualifiedName(name: ts.EntityName): string[] {
  return ts.isIdentifier(name) ? [name.text] : [...qualifiedName(name.left), name.right.text];
}

const keywords: Partial<Record<ts.SyntaxKind, Shape>> = {
  [ts.SyntaxKind.StringKeyword]: "string",
  [ts.SyntaxKind.NumberKeyword]: "number",
  [ts.SyntaxKind.BooleanKeyword]: "boolean",
};
