import { command } from "../lib/command";
import type { AwsAnswers } from "../lib/init/aws-answers";
import { givenBy, type InitArguments } from "../lib/init/given";
import type * as AwsHandler from "../lib/init/aws-init";
import type * as Handler from "../lib/init/init";
import { exitCode, Failure } from "../lib/failure";
import { lazily } from "../lib/lazy";

export const initCommand = command<InitArguments>({
  command: "init [stack]",
  summary: "Make a new environment: its stack file, and the commands that prepare Azure and GitHub for it",
  description:
    "Asks for what a new environment needs, writes its stack file, and prints a script with the backend of the state, the " +
    "key of its secrets, two identities for CI (one plans, one deploys, none has a secret) with the least roles, and the " +
    "registration of resource providers. It runs none of them. Run again, it leaves the stack file as it is.",
  examples: [
    ["$0 init", "asks"],
    ["$0 init test --dry-run", "asks, and writes nothing"],
    [
      "$0 init aws-prod --aws-account 111122223333 --beside prod --region eu-central-1",
      "a second home on AWS for the workloads of prod",
    ],
    [
      "$0 init test --yes --organization contoso --owner platform@contoso.example --region swedencentral --boundary eu --admins ID --address-space 10.50.0.0/20 --budget 2000 --repository contoso/platform --subscription ID > bootstrap.sh",
      "asks nothing; the script on standard output",
    ],
  ],
  exits: "0 written, or there already; 2 usage, or answers from which no valid stack file follows.",
  options: (yargs) =>
    yargs
      .positional("stack", { type: "string", describe: "Name of the environment" })
      .option("organization", { type: "string", describe: "Short name of the organisation" })
      .option("owner", { type: "string", describe: "Mailbox of the team that answers for it" })
      .option("region", { type: "string", describe: "Primary region" })
      .option("boundary", { type: "string", describe: "Residency boundary: eu, us, uk, ..., global" })
      .option("processing", {
        choices: ["region", "dataZone", "global"] as const,
        describe: "Where prompts may be processed",
      })
      .option("protected", { type: "boolean", describe: "Whether its data must survive mistakes" })
      .option("framework", {
        choices: ["gdpr", "hipaa"] as const,
        array: true,
        describe: "Regulation; may be given again",
      })
      .option("admins", { type: "string", describe: "Object ID of the group that runs it" })
      .option("address-space", { type: "string", describe: "Address space of a network of its own" })
      .option("network", { type: "string", describe: "ARM ID of a network that stands, with --subnet" })
      .option("subnet", { type: "string", describe: "ARM ID of its subnet for private endpoints" })
      .option("dns", {
        choices: ["own", "existing", "policy"] as const,
        describe: "Who keeps the private DNS zones",
      })
      .option("zones", { type: "string", describe: "ARM ID of the resource group of existing zones" })
      .option("log-workspace", {
        type: "string",
        describe: "ARM ID of a Log Analytics workspace that stands",
      })
      .option("vault", { type: "string", describe: "ARM ID of a key vault of the region that stands" })
      .option("account", { type: "string", describe: "ARM ID of an account that stands" })
      .option("databricks", { type: "string", describe: "ARM ID of a Databricks workspace that stands" })
      .option("machine-learning", {
        type: "string",
        describe: "ARM ID of a Machine Learning workspace that stands",
      })
      .option("budget", { type: "number", describe: "Budget for a month" })
      .option("repository", { type: "string", describe: "owner/name on GitHub" })
      .option("subscription", { type: "string", describe: "ID of the Azure subscription" })
      .option("aws-account", {
        type: "string",
        requiresArg: true,
        describe: "Make a stack on AWS, in this account: the second home of --beside",
      })
      .option("beside", {
        type: "string",
        describe: "Stack on Azure, whose backend keeps the state of the one on AWS",
      })
      .option("tenant", { type: "string", describe: "Entra ID tenant whose identities call models on AWS" })
      .option("yes", { type: "boolean", default: false, describe: "Ask nothing" })
      .option("dry-run", { type: "boolean", default: false, describe: "Write nothing" }) as never,
  run: (args, out) => {
    if (!args.yes && !process.stdin.isTTY)
      throw new Failure(
        "there is nobody to ask: this is no terminal",
        exitCode.usage,
        "Add --yes and give every answer as an option.",
      );
    const { yes, dryRun, awsAccount, beside } = args;
    if (awsAccount !== undefined) {
      if (beside === undefined)
        throw new Failure("--aws-account needs --beside, the stack on Azure that it is for", exitCode.usage);
      const { initAws } = lazily(__filename, "../lib/init/aws-init") as typeof AwsHandler;
      return initAws({ given: givenOnAws(args, awsAccount), beside, yes, dryRun, out });
    }
    const { init } = lazily(__filename, "../lib/init/init") as typeof Handler;
    return init({ given: givenBy(args), yes, dryRun, out });
  },
});

function givenOnAws(args: InitArguments, accountId: string): Partial<AwsAnswers> {
  const { stack, region, tenant, addressSpace, budget, repository, subscription } = args;
  const given = {
    stack,
    region,
    tenantId: tenant,
    addressSpace,
    monthlyBudget: budget,
    repository,
    subscription,
  };
  const told = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(told) as Partial<AwsAnswers>), accountId };
}
