import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { runScript, type JobOptions, type StepResult } from "./workflow-job";

type Parameters = Readonly<Record<string, unknown>>;

/** As much of a node as makes it a step. */
interface Node {
  readonly [key: string]: unknown;
  readonly template?: string;
  readonly parameters?: object;
  readonly script?: string;
  readonly task?: string;
  readonly inputs?: { readonly inlineScript?: string };
  readonly displayName?: string;
  readonly condition?: string;
}

/** A step of a pipeline that runs commands. */
interface Command {
  readonly name: string;
  readonly script: string;
  readonly always: boolean;
}

const folder = join(__dirname, "..", "..", "ci", "azure-pipelines");

/** `values` are variables of the agent: `Build.ArtifactStagingDirectory`. */
export type PipelineOptions = JobOptions & {
  /** Those of the file's own parameters that are not as by default. */
  readonly parameters?: Parameters;
  /** Only the steps with these names. @default all */
  readonly only?: readonly string[];
};

/**
 * Runs the commands of a file of Azure Pipelines as an agent would, its templates filled in: in bash, up to the first that fails,
 * and after it those with `succeededOrFailed()`. Other tasks are left out, and so is the installation of packages.
 */
export async function runPipeline(file: string, options: PipelineOptions): Promise<readonly StepResult[]> {
  const commands = commandsOf(join(folder, file), options.parameters ?? {}).filter(
    ({ name }) => name !== "Install" && (options.only?.includes(name) ?? true),
  );
  const results: StepResult[] = [];
  let failed = false;
  for (const { name, script, always } of commands) {
    if (failed && !always) continue;
    const result = await runScript(withVariables(script, options.values), connection, options);
    results.push({ name, ...result });
    failed ||= result.code !== 0;
  }
  return results;
}

/** What the task `AzureCLI` sets with `addSpnToEnvironment`. */
const connection = { idToken: "token", servicePrincipalId: "client", tenantId: "tenant" };

/** The commands of a file and of the templates that it takes, in their order. */
function commandsOf(file: string, given: Parameters): readonly Command[] {
  const { parameters: declared, ...rest } = parse(readFileSync(file, "utf8")) as Record<string, unknown> & {
    parameters?: readonly { readonly name: string; readonly default?: unknown }[];
  };
  const parameters = {
    ...Object.fromEntries((declared ?? []).map((each) => [each.name, each.default])),
    ...given,
  };
  return commandsIn(rest, { parameters }, dirname(file));
}

/** What the expressions of a template may name: `parameters`, and the variables of the loops around. */
interface Scope {
  readonly parameters: Parameters;
  readonly variables?: Parameters;
}

function commandsIn(value: unknown, scope: Scope, directory: string): readonly Command[] {
  if (Array.isArray(value)) return value.flatMap((item) => commandsIn(item, scope, directory));
  if (typeof value !== "object" || value === null) return [];
  const node = value as Node;
  if (node.template !== undefined)
    return commandsOf(join(directory, node.template), filled(node.parameters ?? {}, scope) as Parameters);
  const script = node.script ?? (node.task === "AzureCLI@2" ? node.inputs?.inlineScript : undefined);
  if (script !== undefined) {
    const name = filled(node.displayName ?? "", scope) as string;
    const always = node.condition?.includes("succeededOrFailed()") ?? false;
    return [{ name, script: filled(script, scope) as string, always }];
  }
  return Object.entries(node).flatMap(([key, inside]) => {
    const [, variable = "", list = ""] = /^\$\{\{ each (\w+) in (.+?) \}\}$/.exec(key) ?? [];
    if (variable === "") return commandsIn(inside, scope, directory);
    return (valueOf(list, scope) as readonly unknown[]).flatMap((item) =>
      commandsIn(inside, { ...scope, variables: { ...scope.variables, [variable]: item } }, directory),
    );
  });
}

function filled(value: unknown, scope: Scope): unknown {
  if (typeof value === "string")
    return value.replace(/\$\{\{\s*(.+?)\s*\}\}/g, (_, expression: string) =>
      String(valueOf(expression, scope)),
    );
  if (Array.isArray(value)) return value.map((item) => filled(item, scope));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, scope)]));
}

/** One expression that nobody gave a value to is an error, so that none goes unnoticed. */
function valueOf(expression: string, { parameters, variables = {} }: Scope): unknown {
  const name = expression.replace(/^parameters\./, "");
  const found = (name === expression ? variables : parameters)[name];
  if (found === undefined) throw new Error(`no value for the expression \${{ ${expression} }}`);
  return found;
}

/** Macros of the agent, `$(Agent.TempDirectory)`; a command substitution of bash is none. */
function withVariables(script: string, values: Readonly<Record<string, string>>): string {
  return script.replace(/\$\(([A-Z][\w.]*)\)/g, (_, name: string) => {
    const found = values[name];
    if (found === undefined) throw new Error(`no value for the variable $(${name})`);
    return found;
  });
}
