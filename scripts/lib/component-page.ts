import type { ComponentSource, PropertySource } from "./component-source";

/** A worked use of a component: the program that it is taken from, and the statement that makes it. */
export interface WorkedExample {
  /** Path of the program from the root of the project. */
  readonly file: string;
  readonly code: string;
}

/** Where a component is imported from. */
export interface ComponentPlace {
  /** Module that exports it, e.g. `cornerstone`. */
  readonly module: string;
  /** Path of its source from the root of the project. */
  readonly file: string;
  /** True where programs in other languages can use it. */
  readonly packaged: boolean;
}

/** Everything that the source tells of a component, as a page of Markdown. */
export function componentPage(
  component: ComponentSource,
  { module, file, packaged }: ComponentPlace,
  example: WorkedExample | undefined,
): string {
  return [
    `# ${component.name}`,
    "",
    component.description,
    "",
    `Type \`${component.token}\` · \`import { ${component.name} } from "${module}"\` · ` +
      `${packaged ? "in the component package, for every language" : "TypeScript only"} · [source](../../../${file})`,
    "",
    "## Example",
    "",
    ...(example
      ? [`From [${example.file}](../../../${example.file}):`, "", "```ts", example.code, "```"]
      : ["None yet."]),
    "",
    "## Inputs",
    "",
    ...inputTable(component.inputs),
    ...component.types.flatMap(({ name, description, properties }) => [
      "",
      `### ${name}`,
      "",
      ...(description === "" ? [] : [description, ""]),
      ...inputTable(properties),
    ]),
    "",
    "## Outputs",
    "",
    ...outputTable(component.outputs),
    "",
  ].join("\n");
}

/** The table of all components, by the folder of their source. */
export function componentTable(rows: readonly (readonly [ComponentSource, ComponentPlace])[]): string {
  return [
    "# Components",
    "",
    `${rows.length} components, each on a page of its own. How to use them from another program, in TypeScript and in the other languages of Pulumi: [the library](../../library.md).`,
    "",
    "| component | module | every language | what it is |",
    "| --- | --- | --- | --- |",
    ...rows.map(
      ([{ name, description }, place]) =>
        `| [${name}](${pageName(name, place)}) | \`${place.module}\` | ${place.packaged ? "yes" : ""} | ${cell(summary(description))} |`,
    ),
    "",
  ].join("\n");
}

/** Two clouds may have a component of the same name. */
export function pageName(name: string, { module }: ComponentPlace): string {
  return `${module.replaceAll("/", "-")}-${name}.md`.replace(/^cornerstone-/, "");
}

function inputTable(properties: readonly PropertySource[]): readonly string[] {
  if (properties.length === 0) return ["None."];
  return [
    "| name | type | default | meaning |",
    "| --- | --- | --- | --- |",
    ...properties.map(
      ({ name, type, optional, description, byDefault }) =>
        `| \`${name}\` | ${code(type)} | ${cell(byDefault ?? (optional ? "none" : "required"))} | ${cell(description)} |`,
    ),
  ];
}

function outputTable(properties: readonly PropertySource[]): readonly string[] {
  if (properties.length === 0) return ["None."];
  return [
    "| name | type | meaning |",
    "| --- | --- | --- |",
    ...properties.map(
      ({ name, type, description }) => `| \`${name}\` | ${code(type)} | ${cell(description)} |`,
    ),
  ];
}

function code(type: string): string {
  return `\`${type.replace(/^\{.*\}$/s, "object").replaceAll("|", "\\|")}\``;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ");
}

/** Its first sentence. */
function summary(description: string): string {
  return /^.*?[.:](?=\s|$)/s.exec(description)?.[0].replace(/:$/, ".") ?? description;
}
