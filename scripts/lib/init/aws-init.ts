import { z } from "zod";
import type { Console } from "../console";
import { exitCode, Failure, type ExitCode } from "../failure";
import { loadStackFile, ofAzure } from "../stack-file";
import { awsAnswersSchema, type AwsAnswers, type Beside } from "./aws-answers";
import { awsStackFile } from "./aws-stack-file";
import { awsBootstrapSteps } from "./aws-steps";
import { script } from "./init";
import { writeStackFile } from "./write-stack-file";

export interface AwsInitOptions {
  readonly given: Partial<AwsAnswers>;
  /** The Azure stack that the new one is the second home of. */
  readonly beside: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly out: Console;
}

/** `cornerstone init --aws-account`: as `init`, for a stack on AWS beside one on Azure. */
export async function initAws(options: AwsInitOptions, now: Date = new Date()): Promise<ExitCode> {
  const { dryRun, out } = options;
  const beside = besideOf(options.beside);
  const answers = complete(options.yes ? options.given : await asked(options.given, beside));
  writeStackFile(answers.stack, (name) => awsStackFile(answers, beside, name, now), { dryRun, out });
  out.data(
    script(
      answers,
      awsBootstrapSteps(answers, beside),
      "aws, az, gh and pulumi, and an administrator of both",
    ),
  );
  out.say("Nothing was run. Read the commands above, then run them: each may be run again.");
  return exitCode.ok;
}

function besideOf(stack: string): Beside {
  const { config } = ofAzure(loadStackFile(stack), "init --aws-account");
  const { name, organization, owner } = config.environment;
  const { boundary, processing } = config.residency;
  return {
    stack,
    environment: { name, organization, owner, protected: config.environment.protected },
    ...{ boundary, processing, frameworks: config.compliance.frameworks },
  };
}

const questions: Readonly<Record<Exclude<keyof AwsAnswers, "monthlyBudget">, string>> = {
  stack: "Name of the new stack",
  accountId: "AWS account (12 digits)",
  region: "AWS region",
  tenantId: "Entra ID tenant of the identities that call",
  addressSpace: "Address space of its network",
  repository: "Repository on GitHub (owner/name)",
  subscription: "Azure subscription that keeps the state",
};

/** Asks a person for what is not given. Ctrl-C ends it with nothing written. */
async function asked(given: Partial<AwsAnswers>, { stack }: Beside): Promise<Partial<AwsAnswers>> {
  // The package is ESM only.
  const prompts = await import("@clack/prompts");
  const answers: Record<string, unknown> = { ...given };
  const ask = async (message: string): Promise<string> => {
    const said = await prompts.text({ message });
    if (prompts.isCancel(said)) throw new Failure("cancelled: nothing was written", exitCode.usage);
    return said;
  };
  prompts.intro(`A second home on AWS for ${stack}`);
  for (const [field, message] of Object.entries(questions)) answers[field] ??= await ask(message);
  answers["monthlyBudget"] ??= Number(await ask("Budget for a month"));
  return answers;
}

function complete(given: Partial<AwsAnswers>): AwsAnswers {
  const parsed = awsAnswersSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Failure(
    `this is missing or not valid:\n${z.prettifyError(parsed.error)}`,
    exitCode.usage,
    "Give it on the command line (see `cornerstone init --help`).",
  );
}
