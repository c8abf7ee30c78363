import { z } from "zod";
import { graphFromProgram } from "../../../graph/from-program";
import { canonicalType } from "../../../graph/types";
import type { Console } from "../console";
import { exitCode, Failure, type ExitCode } from "../failure";
import { answersSchema, unfit, type Answers } from "./answers";
import { ask, type Given } from "./ask";
import { elsewhere } from "./elsewhere";
import { stackFileText } from "./stack-file-text";
import { bootstrapSteps, type Step } from "./steps";
import { writeStackFile } from "./write-stack-file";

export interface InitOptions {
  readonly given: Given;
  /** Asks nothing: what is missing is an error. */
  readonly yes: boolean;
  /** Writes nothing. */
  readonly dryRun: boolean;
  readonly out: Console;
}

/**
 * `cornerstone init`: writes the stack file of a new environment and prints what has to stand before its first deployment.
 * Run again, it leaves a stack file that is there as it is.
 */
export async function init(
  { given, yes, dryRun, out }: InitOptions,
  now: Date = new Date(),
): Promise<ExitCode> {
  const answers = yes ? complete(given) : await ask(given);
  refuseUnfit(answers);
  const sections = writeStackFile(answers.stack, (name) => stackFileText(answers, name, now), {
    dryRun,
    out,
  });
  const graph = await graphFromProgram({ stack: answers.stack, config: sections });
  const assigned = graph.resources
    .filter(({ type }) => canonicalType(type) === "azure-native:authorization:RoleAssignment")
    .flatMap(({ inputs }) => {
      const role = inputs["roleDefinitionId"];
      return typeof role === "string" ? [role.slice(role.lastIndexOf("/") + 1)] : [];
    });
  const owner = "az, gh and pulumi, and an owner of the subscription";
  const needs = elsewhere(answers).length > 0 ? `${owner} and of what stands in others` : owner;
  out.data(script(answers, bootstrapSteps(answers, assigned), needs));
  out.say("Nothing was run. Read the commands above, then run them: each may be run again.");
  return exitCode.ok;
}

/** Before anything is written: the stack file knows nothing of subscriptions. */
function refuseUnfit({ existing, subscription }: Answers): void {
  const problems = Object.entries(existing).flatMap(
    ([part, id]) => unfit(part as keyof typeof existing, id, subscription) ?? [],
  );
  if (problems.length > 0) throw new Failure(problems.join("\n"), exitCode.usage);
}

/** The steps as a script: what a person reads is what runs. */
export function script(
  { stack }: Pick<Answers, "stack">,
  steps: readonly Step[],
  needs = "az, gh and pulumi, and an owner of the subscription",
): string {
  return [
    "#!/usr/bin/env bash",
    `# What has to stand before the first deployment of ${stack}. Needs ${needs}.`,
    "set -euo pipefail",
    ...steps.flatMap(({ title, why, commands }, index) => [
      "",
      `# ${index + 1}. ${title}`,
      `# ${why}`,
      ...commands,
    ]),
  ].join("\n");
}

function complete(given: Given): Answers {
  const parsed = answersSchema.safeParse({
    processing: "dataZone",
    protected: true,
    frameworks: [],
    dns: { mode: "own" },
    ...given,
  });
  if (parsed.success) return parsed.data;
  throw new Failure(
    `--yes asks nothing, and this is missing or not valid:\n${z.prettifyError(parsed.error)}`,
    exitCode.usage,
    "Give it on the command line (see `cornerstone init --help`), or leave --yes out.",
  );
}
