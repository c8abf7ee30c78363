import { code, counted, head, plain, row } from "../../reports/pull-request/text";
import type { Console } from "../console";
import type { DriftedResource, StackDrift } from "./model";

/** Tells of one stack in the terminal. */
export function sayDrift(
  { stack, drifted, workloads, broken, unchanged, failure }: StackDrift,
  out: Console,
): void {
  const { red, green, yellow, bold, dim } = out.color;
  if (failure !== undefined) {
    out.say(`${red("✗")} ${stack} cannot be asked: ${failure}`);
    return;
  }
  if (drifted.length === 0) {
    out.say(`${green("✓")} ${stack}: no drift, ${counted(unchanged, "resource")} as they should be`);
    return;
  }
  out.say(`${yellow("!")} ${bold(stack)}: ${counted(drifted.length, "resource")} changed outside of Pulumi`);
  for (const resource of drifted) {
    const what = resource.kind === "deleted" ? red("deleted") : yellow("changed");
    out.say(`  ${what} ${kindOf(resource)} ${bold(resource.name)} ${dim(need(resource))}`);
    for (const { path, before, after } of resource.properties)
      out.say(`    ${path}: ${before} ${dim("->")} ${after}`);
    if (resource.data !== undefined) out.say(`    ${red(`lost: ${resource.data}`)}`);
  }
  if (workloads.length > 0) out.say(`  affected workloads: ${workloads.join(", ")}`);
  for (const { rule, title, severity, resource, message, fix } of broken) {
    out.say(`  ${red("breaks")} ${rule} ${title} ${dim(`(${severity})`)}`);
    out.say(`    ${resource}: ${message}`);
    out.say(`    ${dim(`fix: ${fix}`)}`);
  }
  out.say(
    `To bring it back: npx cornerstone refresh ${stack}, then up ${stack}. To keep it: change the program.`,
  );
}

/** The drift of stacks for an issue. */
export function driftMarkdown(stacks: readonly StackDrift[]): string {
  return `${stacks.flatMap(section).join("\n")}\n`;
}

function section({ stack, drifted, workloads, broken, unchanged, failure }: StackDrift): readonly string[] {
  const title = `## ${plain(stack)}`;
  if (failure !== undefined) return [title, "", `It cannot be asked: ${plain(failure)}`, ""];
  if (drifted.length === 0)
    return [title, "", `No drift: ${counted(unchanged, "resource")} are as they should be.`, ""];
  return [
    title,
    "",
    `${counted(drifted.length, "resource")} changed outside of Pulumi, ${unchanged} as they should be.`,
    ...(workloads.length > 0 ? [`Affected workloads: ${workloads.map(plain).join(", ")}.`] : []),
    "",
    ...head(["", "resource", "what differs", "needed by"]),
    ...drifted.slice(0, 100).map((resource) =>
      row([
        resource.kind,
        `${plain(kindOf(resource))} ${code(resource.name)}`,
        resource.data === undefined
          ? resource.properties
              .slice(0, 12)
              .map((at) => `${code(at.path)}: ${code(at.before)} → ${code(at.after)}`)
              .join("<br>")
          : `lost: ${plain(resource.data)}`,
        String(resource.dependents),
      ]),
    ),
    ...(drifted.length > 100 ? ["", `and ${drifted.length - 100} more`] : []),
    "",
    ...(broken.length === 0
      ? ["No rule is broken by it.", ""]
      : [
          "Rules that it breaks:",
          "",
          ...broken
            .slice(0, 50)
            .map(
              ({ rule, title: rules, url, severity, resource, message }) =>
                `- [${rule}](${url}) ${plain(rules)} (${severity}), ${code(resource)}: ${plain(message)}`,
            ),
          "",
        ]),
    `To bring it back: \`npx cornerstone refresh ${stack}\`, then \`up ${stack}\`. To keep it: change the program.`,
    "",
  ];
}

function need({ dependents }: DriftedResource): string {
  return dependents > 0 ? `(${counted(dependents, "resource")} need it)` : "";
}

function kindOf({ type }: DriftedResource): string {
  return type.split(":").at(-1) ?? type;
}
