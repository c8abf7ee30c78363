import { command } from "../lib/command";
import type * as Handler from "../lib/catalog-refresh/index";
import { lazily } from "../lib/lazy";

interface CatalogArguments {
  action: "refresh";
  subscription?: string;
  region?: string[];
  awsRegion?: string[];
  dryRun: boolean;
  json: boolean;
}

export const catalogCommand = command<CatalogArguments>({
  command: "catalog <action>",
  summary: "Refresh the facts about models, quota and prices from Azure and AWS",
  description:
    "`catalog refresh` asks Azure Resource Manager for models, lifecycle and quota with your own login (az login; role " +
    "Cognitive Services Usages Reader), the public Retail Prices API for prices, and Amazon Bedrock for models and inference " +
    "profiles where --aws-region is given. It prints what differs from the catalog and writes catalog/overlays/<day>.json, " +
    "which every other verb takes into account. What a source refuses is reported as unverified.",
  examples: [
    ["$0 catalog refresh --subscription ID", "the regions of the stack files"],
    ["$0 catalog refresh --region swedencentral --dry-run", "only show what differs"],
    ["$0 catalog refresh --aws-region eu-central-1", "Bedrock too"],
  ],
  exits: "0 everything was read; 2 usage; 3 a source did not answer (what did is written).",
  options: (yargs) =>
    yargs
      .positional("action", { choices: ["refresh"] as const, demandOption: true, describe: "What to do" })
      .option("subscription", {
        type: "string",
        describe:
          "Azure subscription. Default: AZURE_SUBSCRIPTION_ID or ARM_SUBSCRIPTION_ID; without, prices only",
      })
      .option("region", {
        type: "string",
        array: true,
        describe: "Azure region; may be given again. Default: those of the stack files",
      })
      .option("aws-region", {
        type: "string",
        array: true,
        describe: "AWS region to ask Bedrock in; may be given again. Default: none",
      })
      .option("dry-run", { type: "boolean", default: false, describe: "Write nothing" })
      .option("json", {
        type: "boolean",
        default: false,
        describe: "Print the overlay and the changes as JSON",
      }) as never,
  run: (args, out) => {
    const { refreshCatalog } = lazily(__filename, "../lib/catalog-refresh/index") as typeof Handler;
    return refreshCatalog(args, out);
  },
});
