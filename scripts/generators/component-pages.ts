import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import * as ts from "typescript";
import { componentPage, componentTable, pageName } from "../lib/component-page";
import type { ComponentPlace, WorkedExample } from "../lib/component-page";
import { componentsOf, interfacesOf, parseSource } from "../lib/component-source";
import type { ComponentSource } from "../lib/component-source";
import { projectRoot } from "../lib/paths";
import type { Generator } from "./generator";

const folder = join(projectRoot, "docs", "reference", "components");

/** Where worked examples are looked for, the best first: programs of others, the programs of the stacks, other components. */
const exampleFolders = ["examples", "stacks", "components"];

/** A page for each component that the library exports, and the table of all. */
export const componentPages: Generator = {
  name: "component pages",
  outputs: () => Promise.resolve(pages()),
};

function pages(): ReadonlyMap<string, string> {
  const sources = exampleFolders.flatMap(sourcesIn);
  const packaged = exportsOf("components/package/index.ts");
  const entries = [
    ["cornerstone", "components/index.ts"],
    ["cornerstone/aws", "components/aws/index.ts"],
  ].flatMap(([module = "", index = ""]) => {
    const names = exportsOf(index);
    return ofCloud(sources, module).flatMap((source) => {
      const interfaces = [source, ...sources].flatMap(interfacesOf);
      const find = (name: string) => interfaces.find((node) => node.name.text === name);
      return componentsOf(source, find)
        .filter(({ name }) => names.has(name))
        .map((component): [ComponentSource, ComponentPlace] => [
          component,
          {
            module,
            file: source.fileName,
            packaged: module === "cornerstone" && packaged.has(component.name),
          },
        ]);
    });
  });
  return new Map([
    [join(folder, "README.md"), componentTable(entries)],
    ...entries.map(
      ([component, place]) =>
        [
          join(folder, pageName(component.name, place)),
          componentPage(component, place, exampleOf(component, ofCloud(sources, place.module))),
        ] as const,
    ),
  ]);
}

/** Two clouds have components of the same name: those of AWS, and their users, are in folders of that name. */
function ofCloud(sources: readonly ts.SourceFile[], module: string): readonly ts.SourceFile[] {
  return sources.filter(({ fileName }) => fileName.includes("/aws") === (module === "cornerstone/aws"));
}

function sourcesIn(name: string): readonly ts.SourceFile[] {
  return readdirSync(join(projectRoot, name), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.endsWith(".d.ts"))
    .sort()
    .map((file) => parsed(`${name}/${file.split(sep).join("/")}`));
}

function parsed(file: string): ts.SourceFile {
  return parseSource(file, readFileSync(join(projectRoot, file), "utf8"));
}

/** Names that an index exports. */
function exportsOf(index: string): ReadonlySet<string> {
  const names = parsed(index).statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name.text)
      : [],
  );
  return new Set(names);
}

/** The first statement of a program that makes the component. */
function exampleOf({ name }: ComponentSource, sources: readonly ts.SourceFile[]): WorkedExample | undefined {
  for (const source of sources) {
    const made = firstUse(source, name);
    if (made) return { file: source.fileName, code: outdented(statementOf(made), source) };
  }
  return undefined;
}

function firstUse(node: ts.Node, name: string): ts.NewExpression | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === name) return node;
  return ts.forEachChild(node, (child) => firstUse(child, name));
}

function statementOf(node: ts.Node): ts.Node {
  for (let each = node; !ts.isSourceFile(each); each = each.parent) {
    if (ts.isVariableStatement(each) || ts.isExpressionStatement(each) || ts.isReturnStatement(each))
      return each;
  }
  return node;
}

/** Its text without the indentation of its first line. */
function outdented(node: ts.Node, source: ts.SourceFile): string {
  const { character } = source.getLineAndCharacterOfPosition(node.getStart());
  return node.getText().replaceAll(`\n${" ".repeat(character)}`, "\n");
}
