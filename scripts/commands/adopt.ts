import { command } from "../lib/command";
import type * as Handler from "../lib/adopt/adopt";
import { lazily } from "../lib/lazy";

interface AdoptArguments {
  stack: string;
  state?: string;
  resourceGroup?: string;
  local: boolean;
  importFile?: string;
  group?: string[];
  force: boolean;
  json: boolean;
}

export const adoptCommand = command<AdoptArguments>({
  command: "adopt <stack>",
  summary: "Make a stack file, and an import file, of what stands already",
  description:
    "Reads a resource group from Azure, or the exported state of a Pulumi program, and writes the stack file that would make it, " +
    "with a comment for everything that had to be assumed. Then it runs the program in-process and writes, for each resource " +
    "that stands already, an entry for `pulumi import`. What it cannot map is listed and left alone; nothing in Azure or in any " +
    "state changes (docs/adopt.md).",
  examples: [
    ["$0 adopt prod --resource-group /subscriptions/.../resourceGroups/rg-ai", "a group that Azure has"],
    ["pulumi stack export | $0 adopt prod --state -", "a stack whose file is lost"],
    ["$0 adopt dev --resource-group ID --local", "from the local cloud of dev, which must run"],
  ],
  exits:
    "0 everything is mapped; 1 something is not, or the stack file needs a correction; 2 usage; 3 Azure cannot be read.",
  options: (yargs) =>
    yargs
      .positional("stack", {
        type: "string",
        demandOption: true,
        describe: "Name of the stack that is written",
      })
      .option("state", { type: "string", describe: "File of `pulumi stack export`; - is standard input" })
      .option("resource-group", { type: "string", describe: "ARM ID of a resource group" })
      .option("local", {
        type: "boolean",
        default: false,
        describe: "Read the group from the stack's local cloud",
      })
      .option("import-file", { type: "string", describe: "Where to write it. Default: <stack>.import.json" })
      .option("group", {
        type: "string",
        array: true,
        describe: "Whose a group of Entra ID is: customer-service=<object ID>. May be repeated",
      })
      .option("force", { type: "boolean", default: false, describe: "Write over files that are there" })
      .option("json", { type: "boolean", default: false, describe: "Print what was mapped as JSON" })
      .conflicts("state", "resource-group") as never,
  run: ({ stack, state, resourceGroup, local, importFile, group = [], force, json }, out) => {
    const { adopt } = lazily(__filename, "../lib/adopt/adopt") as typeof Handler;
    const file = importFile ?? `${stack}.import.json`;
    return adopt({ stack, state, resourceGroup, local, importFile: file, groups: group, force, json, out });
  },
});
