import { command } from "../lib/command";
import { lazily } from "../lib/lazy";
import type * as Handler from "../lib/models/index";
import { stackArgument, type StackArguments } from "../lib/stack-arguments";

interface ModelsArguments extends StackArguments {
  state?: string;
  within?: number;
  deployment?: string[];
  json: boolean;
  ics?: string;
  upgrade: boolean;
  dryRun: boolean;
}

export const modelsCommand = command<ModelsArguments>({
  command: "models [stack]",
  summary: "Show when models retire and what replaces them; upgrade them",
  description:
    "Lists the model version of each deployment of a stack file, or of any Pulumi program's exported state, with the day on " +
    "which it retires, the replacement that the vendor names, and whether that can be deployed with the same SKU in the same " +
    "region. Dates are the catalog's; `cornerstone catalog refresh` asks Azure. Changes nothing unless --upgrade is given.",
  examples: [
    ["$0 models prod", "every deployment, what retires first at the top"],
    ["$0 models prod --within 180", "only what retires in half a year, or has no date"],
    ["$0 models prod --ics retirements.ics", "a calendar file with reminders"],
    ["$0 models prod --within 180 --upgrade --dry-run", "the edit of the stack file, as a diff"],
    ["pulumi stack export | $0 models --state -", "what is deployed, by any program"],
  ],
  exits:
    "0 nothing retires within the notice period; 1 something does, or could not be upgraded; 2 usage or configuration.",
  options: (yargs) =>
    stackArgument(yargs)
      .option("state", { type: "string", describe: "Exported state to read instead; - is standard input" })
      .option("within", {
        type: "number",
        describe: "Days of notice, and list nothing else. Default: the stack's retirementNoticeDays, and all",
      })
      .option("deployment", {
        type: "string",
        array: true,
        describe: "Only this deployment; may be given again",
      })
      .option("json", { type: "boolean", default: false, describe: "Print the rows as JSON" })
      .option("ics", { type: "string", describe: "Write a calendar file (iCalendar) with each retirement" })
      .option("upgrade", {
        type: "boolean",
        default: false,
        describe: "Move what retires within the notice period to its replacement, in the stack file",
      })
      .option("dry-run", {
        type: "boolean",
        default: false,
        describe: "With --upgrade: only show the diff",
      }) as never,
  run: (args, out) => {
    const { models } = lazily(__filename, "../lib/models/index") as typeof Handler;
    return models(args, out);
  },
});
