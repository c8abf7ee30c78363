import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse } from "yaml";

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly env?: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<
    Record<string, { readonly env?: Readonly<Record<string, unknown>>; readonly steps?: readonly Step[] }>
  >;
}

export interface JobOptions {
  /** Where the commands run. */
  readonly directory: string;
  /** Where the runner puts what is no part of the checkout. */
  readonly temp: string;
  /** Expression -> value: `inputs.stack` -> `dev`. A variable (`vars.X`) is empty. */
  readonly values: Readonly<Record<string, string>>;
  /** Programs that stand in for those of the runner: name -> shell script. */
  readonly programs: Readonly<Record<string, string>>;
  /** What the runner sets for each step: `GITHUB_BASE_REF`. @default nothing */
  readonly runner?: Readonly<Record<string, string>>;
}

export interface StepResult {
  readonly name: string;
  readonly code: number | null;
  readonly output: string;
}

/**
 * Runs the commands of a job of a GitHub workflow as its runner would: in bash, each step with its environment, up to the first
 * that fails, and after it those that run in any case. Actions are left out, and so is the installation of packages.
 */
export async function runJob(file: string, job: string, options: JobOptions): Promise<readonly StepResult[]> {
  const text = readFileSync(join(__dirname, "..", "..", ".github", "workflows", file), "utf8");
  const workflow = parse(text) as Workflow;
  const found = workflow.jobs[job];
  if (!found) throw new Error(`${file} has no job ${job}`);
  const results: StepResult[] = [];
  let failed = false;
  for (const { name = "", run, if: condition = "", env } of found.steps ?? []) {
    if (run === undefined || run.startsWith("npm ci")) continue;
    if (failed && !condition.includes("!cancelled()")) continue;
    const environment = { ...workflow.env, ...found.env, ...env };
    const own = Object.entries(environment).map(([name, value]) => [
      name,
      substituted(String(value), options.values, options.temp),
    ]);
    const result = await runScript(run, Object.fromEntries(own) as Record<string, string>, options);
    results.push({ name, ...result });
    failed ||= result.code !== 0;
  }
  return results;
}

/** Runs a script as a step of a pipeline runs it: in bash, which stops at the first command that fails. */
export async function runScript(
  script: string,
  environment: Readonly<Record<string, string>>,
  { directory, temp, programs, runner }: Omit<JobOptions, "values">,
): Promise<Omit<StepResult, "name">> {
  const bin = join(temp, "bin");
  mkdirSync(bin, { recursive: true });
  for (const [program, text] of Object.entries(programs)) {
    writeFileSync(join(bin, program), `#!/usr/bin/env bash\n${text}\n`);
    chmodSync(join(bin, program), 0o755);
  }
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd: directory,
    env: {
      ...process.env,
      ...runner,
      ...environment,
      PATH: [bin, process.env["PATH"]].join(delimiter),
      REAL_NODE: process.execPath,
      RUNNER_TEMP: temp,
      GITHUB_STEP_SUMMARY: join(temp, "summary.md"),
      GITHUB_OUTPUT: join(temp, "output.txt"),
      CI: "true",
      NO_COLOR: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  return { code, output };
}

/** Fills in the expressions of a value. One that nobody gave a value to is an error, so that none goes unnoticed. */
function substituted(value: string, values: Readonly<Record<string, string>>, temp: string): string {
  return value.replace(/\$\{\{\s*(.+?)\s*\}\}/g, (_, expression: string) => {
    const [, variable, fallback] = /^(vars\.\w+)(?:\s*\|\|\s*'([^']*)')?$/.exec(expression) ?? [];
    if (variable !== undefined) return values[variable] ?? fallback ?? "";
    const found = expression === "runner.temp" ? temp : values[expression];
    if (found === undefined) throw new Error(`no value for the expression \${{ ${expression} }}`);
    return found;
  });
}
