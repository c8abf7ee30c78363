import { command } from "../lib/command";
import { lazily } from "../lib/lazy";
import type * as Handler from "../lib/place/index";
import { stackArgument } from "../lib/stack-arguments";

type PlaceArguments = Handler.PlaceOptions;

export const placeCommand = command<PlaceArguments>({
  command: "place [stack]",
  summary: "Propose regions, SKUs and capacities: the cheapest that satisfy a demand",
  description:
    "Takes a demand (tokens a minute, latency, residency, availability) and the quota that there is, and proposes the cheapest " +
    "deployments that satisfy all of it, with the reason for every option that it does not take and the load from which " +
    "provisioned units pay. Without --model or --demand the demand is the `usage` of the stack's own workloads. Residency, " +
    "regions and quota are those of the stack file. Changes nothing unless --write is given.",
  examples: [
    ["$0 place prod", "what the declared usage of prod would cost at best, and how"],
    ["$0 place prod --model gpt-5.1 --input-tpm 300000 --output-tpm 40000 --regions 2", "one demand"],
    ["$0 place prod --demand demand.yaml --all", "several; every rejected option (docs/place.md)"],
    ["$0 place prod --demand demand.yaml --write --dry-run", "the edit of the stack file, as a diff"],
  ],
  exits:
    "0 every demand is placed; 1 one cannot be; 2 usage or configuration, or the proposal does not fit the stack.",
  options: (yargs) =>
    stackArgument(yargs)
      .option("demand", { type: "string", describe: "YAML file with demands and quota" })
      .option("model", {
        type: "string",
        array: true,
        conflicts: "demand",
        describe: "Model, or MODEL@VERSION; any one of several will do",
      })
      .option("input-tpm", { type: "number", describe: "Input tokens a minute at the peak" })
      .option("cached-tpm", { type: "number", describe: "Cached input tokens a minute at the peak" })
      .option("output-tpm", { type: "number", describe: "Output tokens a minute at the peak" })
      .option("utilization", {
        type: "number",
        describe: "Load over the month in percent of the peak. Default: 50",
      })
      .option("latency", {
        choices: ["guaranteed", "standard", "batch"] as const,
        describe: "guaranteed: provisioned units; batch: within a day. Default: standard",
      })
      .option("regions", {
        choices: [1, 2] as const,
        describe: "2: served in full when a region fails. Default: 1",
      })
      .option("boundary", { type: "string", describe: "Residency boundary. Default: the stack's" })
      .option("peak", {
        type: "number",
        default: 2,
        describe: "For the stack's own usage: the busiest minute in averages of the month",
      })
      .option("reservation", {
        choices: ["month", "year"] as const,
        describe: "Pay provisioned units by a reservation. Default: by the hour",
      })
      .option("confirmed-quota", {
        type: "boolean",
        default: false,
        describe: "Take no option whose quota is not known",
      })
      .option("write", { type: "boolean", default: false, describe: "Write it into the stack file" })
      .option("dry-run", { type: "boolean", default: false, describe: "With --write: only show the diff" })
      .option("all", { type: "boolean", default: false, describe: "List every rejected option by itself" })
      .option("json", { type: "boolean", default: false, describe: "Print the proposal as JSON" }) as never,
  run: (args, out) => {
    const { place } = lazily(__filename, "../lib/place/index") as typeof Handler;
    return place(args, out);
  },
});
