import { frameworks } from "../../policies/frameworks";
import { packs } from "../../policies/packs";
import type { Rule } from "../../policies/rule";

/** Everything that is known of a rule, as a page of Markdown in the shape of PSRule's rule pages. */
export function rulePage(rule: Rule): string {
  const weights = Object.values(packs).flatMap(({ name, levels }) =>
    levels[rule.id] === undefined ? [] : [`${name}: ${levels[rule.id] ?? ""}`],
  );
  return [
    `# ${rule.id}: ${rule.title}`,
    "",
    `\`${rule.name}\` · severity **${rule.severity}** · ${weights.join(", ") || "in no pack"} · judges ${rule.scope === "graph" ? "the resource and what stands around it" : "the resource by its own properties"}`,
    "",
    "## Why",
    "",
    rule.why,
    "",
    "## How to fix",
    "",
    rule.fix.text,
    ...(rule.fix.code === undefined ? [] : ["", "```ts", rule.fix.code.trim(), "```"]),
    "",
    "## Judges",
    "",
    ...(rule.types.includes("*") ? ["Every resource."] : rule.types.map((type) => `- \`${type}\``)),
    "",
    "## Controls",
    "",
    ...controlTable(rule),
    "",
    "## Covers these public rules",
    "",
    ...(rule.covers.length === 0
      ? ["None: no public rule set checks this."]
      : rule.covers.map((each) => `- ${publicRule(each)}`)),
    "",
    "## Links",
    "",
    `- [Documentation of the setting](${rule.url})`,
    "",
  ].join("\n");
}

function controlTable({ controls }: Rule): string[] {
  if (controls.length === 0) return ["None."];
  return [
    "| framework | control | about | mapped by |",
    "| --- | --- | --- | --- |",
    ...controls.map(({ framework, control, mappedBy }) => {
      const known = frameworks[framework];
      const who = mappedBy === "vendor" ? "the vendor or the framework's owner" : "this toolkit";
      return `| ${cell(known?.title ?? framework)} | ${cell(control)} | ${cell(known?.controls[control]?.title ?? "")} | ${who} |`;
    }),
  ];
}

/** A table of every rule with the controls of each framework that it serves and the public rules that it covers. */
export function ruleTable(rules: readonly Rule[]): string {
  const keys = [
    ...new Set(rules.flatMap(({ controls }) => controls.map(({ framework }) => framework))),
  ].sort();
  return [
    "# Rules",
    "",
    `${rules.length} rules, each on a page of its own. \`v\` marks a mapping that the vendor or the framework's owner publishes; the others are this toolkit's reading. An empty cell means that the rule serves no control of the framework.`,
    "",
    `| rule | severity | packs | ${keys.map((key) => cell(frameworks[key]?.title ?? key)).join(" | ")} | public rules |`,
    `| --- | --- | --- | ${keys.map(() => "---").join(" | ")} | --- |`,
    ...rules.map((rule) => {
      const weights = Object.values(packs).flatMap(({ name, levels }) =>
        levels[rule.id] === undefined ? [] : [`${name} (${levels[rule.id] ?? ""})`],
      );
      const controls = keys.map((key) =>
        rule.controls
          .filter(({ framework }) => framework === key)
          .map(({ control, mappedBy }) => `${cell(control)}${mappedBy === "vendor" ? " v" : ""}`)
          .join(", "),
      );
      return `| [${rule.id}](${rule.name}.md) ${cell(rule.title)} | ${rule.severity} | ${weights.join(", ")} | ${controls.join(" | ")} | ${rule.covers.map(publicRule).join("<br>")} |`;
    }),
    "",
  ].join("\n");
}

/** A public rule, linked where its address follows from its name. */
function publicRule(name: string): string {
  const [set = "", ...rest] = name.split(":");
  const id = rest.join(":");
  if (/^https?$/.test(set)) return `<${name}>`;
  if (set === "azure-policy")
    return `Azure Policy [\`${id}\`](https://www.azadvertizer.net/azpolicyadvertizer/${id}.html)`;
  if (set === "psrule-azure")
    return `PSRule [\`${id}\`](https://azure.github.io/PSRule.Rules.Azure/en/rules/${id}/)`;
  return `${set} \`${id}\``;
}

function cell(text: string): string {
  return text.replace(/\|/g, "\\|").replace(/\s+/g, " ");
}
