import * as fs from "node:fs";
import * as path from "node:path";
import { formatProblems } from "../../../stacks/config/index";
import type { Console } from "../console";
import { exitCode, Failure } from "../failure";
import { projectRoot } from "../paths";
import type { StackFileText } from "./stack-file-text";

/**
 * Writes the stack file of a new environment, or says what it would write; one that is there already stays as it is.
 *
 * @param textOf the file's text, given the name that messages call it by
 * @returns the sections that it has
 * @throws Failure naming every problem, where the answers lead to no valid file
 */
export function writeStackFile(
  stack: string,
  textOf: (name: string) => StackFileText,
  { dryRun, out }: { readonly dryRun: boolean; readonly out: Console },
): Readonly<Record<string, unknown>> {
  const file = path.join(projectRoot, "stacks", `Pulumi.${stack}.yaml`);
  const name = path.relative(process.cwd(), file);
  const made = textOf(name);
  if (!made.ok) throw new Failure(formatProblems(made.problems), exitCode.usage);
  if (fs.existsSync(file)) out.say(`${out.color.yellow("!")} ${name} is there already, and stays as it is`);
  else if (dryRun) out.say(`would write ${name}:\n\n${made.text}`);
  else {
    fs.writeFileSync(file, made.text, { flag: "wx" });
    out.say(`${out.color.green("✓")} ${name}`);
  }
  return made.sections;
}
