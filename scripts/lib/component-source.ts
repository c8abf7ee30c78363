import * as ts from "typescript";

/** A component as its source tells of it. */
export interface ComponentSource {
  readonly name: string;
  /** Type token, e.g. `cornerstone:index:KeyVault`. */
  readonly token: string;
  /** What it is: the first paragraph is a summary. */
  readonly description: string;
  readonly inputs: readonly PropertySource[];
  readonly outputs: readonly PropertySource[];
  /** Argument types of the same file that inputs are made of. */
  readonly types: readonly TypeSource[];
}

/** An interface that inputs are made of. */
export interface TypeSource {
  readonly name: string;
  readonly description: string;
  readonly properties: readonly PropertySource[];
}

/** An input or output. */
export interface PropertySource {
  readonly name: string;
  /** Type as it is written, e.g. `pulumi.Input<string>`. */
  readonly type: string;
  readonly optional: boolean;
  readonly description: string;
  /** What an optional input is without a value. */
  readonly byDefault: string | undefined;
}

/** Finds the source of an interface by its name, also in another file: what an interface extends. */
export type FindInterface = (name: string) => ts.InterfaceDeclaration | undefined;

/** One TypeScript file, parsed by itself: no types are resolved, so that reading all components takes no time. */
export function parseSource(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
}

/** Interfaces that a file declares. */
export function interfacesOf(source: ts.SourceFile): readonly ts.InterfaceDeclaration[] {
  return source.statements.filter(ts.isInterfaceDeclaration);
}

/** The components that a file declares: classes that extend `pulumi.ComponentResource`. */
export function componentsOf(source: ts.SourceFile, find: FindInterface): readonly ComponentSource[] {
  return source.statements
    .filter(ts.isClassDeclaration)
    .filter((node) => heritageOf(node).includes("pulumi.ComponentResource"))
    .map((node) => {
      const name = node.name?.text ?? "";
      const args = find(`${name}Args`);
      return {
        name,
        token: /"(cornerstone:\w+:\w+)"/.exec(node.getText())?.[1] ?? "",
        description: descriptionOf(node),
        inputs: args ? propertiesOf(args, find) : [],
        outputs: node.members.filter(ts.isPropertyDeclaration).filter(isPublic).map(propertyOf),
        types: args ? typesOf(args, interfacesOf(source), find) : [],
      };
    });
}

/** Interfaces of the file that the arguments, or one another, mention. */
function typesOf(
  args: ts.InterfaceDeclaration,
  declared: readonly ts.InterfaceDeclaration[],
  find: FindInterface,
): readonly TypeSource[] {
  const found = new Set<ts.InterfaceDeclaration>();
  const follow = (node: ts.InterfaceDeclaration): void => {
    for (const other of declared) {
      if (other === args || found.has(other)) continue;
      const word = new RegExp(`\\b${other.name.text}\\b`);
      if (!propertiesOf(node, find).some(({ type }) => word.test(type))) continue;
      found.add(other);
      follow(other);
    }
  };
  follow(args);
  return [...found].map((node) => ({
    name: node.name.text,
    description: descriptionOf(node),
    properties: propertiesOf(node, find),
  }));
}

/** Own properties first, then those of what it extends. */
function propertiesOf(node: ts.InterfaceDeclaration, find: FindInterface): readonly PropertySource[] {
  const own = node.members.filter(ts.isPropertySignature).map(propertyOf);
  const inherited = heritageOf(node).flatMap((name) => {
    const base = find(name);
    return base ? propertiesOf(base, find) : [];
  });
  return [...own, ...inherited.filter(({ name }) => !own.some((property) => property.name === name))];
}

function propertyOf(node: ts.PropertySignature | ts.PropertyDeclaration): PropertySource {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === "default");
  return {
    name: node.name.getText(),
    type: (node.type?.getText() ?? "").replace(/\s+/g, " "),
    optional: node.questionToken !== undefined,
    description: descriptionOf(node),
    byDefault: tag ? textOf(tag.comment) : undefined,
  };
}

function heritageOf(node: ts.ClassDeclaration | ts.InterfaceDeclaration): readonly string[] {
  return (node.heritageClauses ?? []).flatMap(({ types }) =>
    types.map(({ expression }) => expression.getText()),
  );
}

function isPublic(node: ts.PropertyDeclaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (ts.getCombinedModifierFlags(node) & hidden) === 0;
}

function descriptionOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return textOf(comments.at(-1)?.comment);
}

/** Text of a comment, without the braces of its links. */
function textOf(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return (ts.getTextOfJSDocComment(comment) ?? "")
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .replace(/(?<!\n)\n(?!\n)/g, " ")
    .trim();
}
