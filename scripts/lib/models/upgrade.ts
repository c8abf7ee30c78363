import { loadStackFile, type ConfigProblem } from "../../../stacks/config/index";
import { StackText } from "../stack-edit";
import type { LifecycleRow } from "./lifecycle";

/** What an upgrade did with one deployment. */
export interface UpgradeStep {
  readonly deployment: string;
  readonly from: string;
  readonly to?: string;
  /** Why it was left as it is. */
  readonly refused?: string;
}

export interface Upgrade {
  /** The text of the stack file after it. */
  readonly text: string;
  readonly steps: readonly UpgradeStep[];
}

/**
 * Moves each deployment to its replacement, one after the other. One that the configuration's checks would refuse (not
 * offered there, wrong capacity step, quota) stays as it is, and the step says why.
 */
export function upgrade(text: string, file: string, rows: readonly LifecycleRow[], on: Date): Upgrade {
  let current = text;
  const steps = rows.map((row): UpgradeStep => {
    const step = { deployment: row.deployment, from: `${row.model} ${row.version}` };
    const { replacement } = row;
    if (!replacement) return { ...step, refused: "the vendor names no replacement" };
    const to = `${replacement.model} ${replacement.version}`;
    const index = indexOf(current, row.deployment);
    if (index === undefined) return { ...step, to, refused: "the stack file does not declare it" };
    const edited = new StackText(current);
    const place = ["config", "cornerstone:models", "deployments", index];
    edited.set([...place, "model"], replacement.model);
    edited.set([...place, "version"], replacement.version);
    const before = new Set(problemsOf(current, file, on).map(textOf));
    const [problem] = problemsOf(edited.toString(), file, on).filter((each) => !before.has(textOf(each)));
    if (problem) return { ...step, to, refused: `${problem.message}; ${problem.fix}` };
    current = edited.toString();
    return { ...step, to };
  });
  return { text: current, steps };
}

function problemsOf(text: string, file: string, on: Date): readonly ConfigProblem[] {
  const result = loadStackFile(text, file, { on });
  return result.ok ? [] : result.problems;
}

function textOf({ path, message }: ConfigProblem): string {
  return `${path}\n${message}`;
}

function indexOf(text: string, deployment: string): number | undefined {
  const names = new StackText(text).names(["config", "cornerstone:models", "deployments"]);
  const index = names.indexOf(deployment);
  return index === -1 ? undefined : index;
}
