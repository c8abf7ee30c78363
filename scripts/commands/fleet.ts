import type { Argv, CommandModule } from "yargs";
import { command } from "../lib/command";
import type * as Exporter from "../lib/fleet/export/export";
import type { ExportTargetName } from "../lib/fleet/export/export";
import type * as Handler from "../lib/fleet/fleet";
import { fleetVerbs, type FleetVerb } from "../lib/fleet/model";
import { lazily } from "../lib/lazy";

interface SelectionArguments {
  stacks: string[];
  tag: string[];
}

interface FleetArguments extends SelectionArguments {
  local: boolean;
  parallel?: number;
  timeout?: number;
  resume: boolean;
  yes: boolean;
  json: boolean;
  output?: string[];
}

function selectionOptions<T>(yargs: Argv<T>): Argv<T & SelectionArguments> {
  return yargs
    .option("stacks", {
      type: "string",
      array: true,
      default: [] as string[],
      alias: "s",
      describe: "Names or patterns (prod-*, {eu,us}-*), ! takes out. Default: every stack that has a file",
    })
    .option("tag", {
      type: "string",
      array: true,
      default: [] as string[],
      describe: "key=value of the environment's tags, or of environment, organization, region, protected",
    });
}

const purposes: Readonly<Record<FleetVerb, { readonly summary: string; readonly description: string }>> = {
  preview: {
    summary: "Preview many stacks",
    description: "Shows what `up` would do to each stack. Changes nothing.",
  },
  up: {
    summary: "Deploy many stacks",
    description:
      "Deploys each stack; one that reads another's outputs comes after it. Asks before, unless --yes or --local.",
  },
  review: {
    summary: "Judge many stacks by their policies",
    description:
      "Runs the program of each stack in-process and judges it. Needs neither an engine nor a login.",
  },
  drift: {
    summary: "Find what was changed outside of Pulumi, in many stacks",
    description: "Asks the cloud for every resource of each state. Changes nothing.",
  },
};

const common =
  "\n\nA few at a time, in processes that stay warm. A stack that fails, hangs or breaks its process takes no other with it. " +
  "What each stack said is kept in .cornerstone/fleet; --resume goes on with the stacks that did not finish, as long as " +
  "program and stack file are what they were (docs/fleet.md).";

const verbCommand = (verb: FleetVerb): CommandModule<object, FleetArguments> =>
  command<FleetArguments>({
    command: verb,
    summary: purposes[verb].summary,
    description: purposes[verb].description + common,
    examples: [
      [`$0 fleet ${verb}`, "every stack"],
      [`$0 fleet ${verb} --stacks "eu-*" "!eu-test" --parallel 4`, "some of them, four at a time"],
      [`$0 fleet ${verb} --tag region=swedencentral -o fleet.md`, "one region, with a report"],
      [`$0 fleet ${verb} --resume`, "go on with a run that was stopped, or had failures"],
    ],
    exits:
      "0 all good; 1 findings in some; 2 usage, or the configuration of one is wrong; 3 one failed, hung or was not begun.",
    options: (yargs) => {
      const options = selectionOptions(yargs)
        .option("parallel", {
          type: "number",
          describe: "Stacks at a time. Default: the processors, at most 8",
        })
        .option("timeout", {
          type: "number",
          describe: "Minutes for one stack. Default: review 5, preview 15, drift 30, up 180",
        })
        .option("resume", {
          type: "boolean",
          default: false,
          describe: "Go on with the last run of this verb",
        })
        .option("json", { type: "boolean", default: false, describe: "Print the report as JSON" })
        .option("output", {
          type: "string",
          array: true,
          alias: "o",
          describe: "Write the report: .md or .json; may be given again",
        })
        .option("yes", {
          type: "boolean",
          default: false,
          alias: "y",
          hidden: verb !== "up",
          describe: "Do not ask",
        })
        .option("local", {
          type: "boolean",
          default: false,
          hidden: verb === "review",
          describe: "Use the local cloud: no account, no credentials",
        })
        .check(({ parallel, timeout }) => {
          if (parallel !== undefined && !(Number.isInteger(parallel) && parallel > 0))
            throw new Error("--parallel must be a whole number from 1 up");
          if (timeout !== undefined && !(timeout > 0))
            throw new Error("--timeout must be more than 0 minutes");
          return true;
        });
      return options as never;
    },
    run: ({ stacks, tag, ...options }, out) => {
      const { fleet } = lazily(__filename, "../lib/fleet/fleet") as typeof Handler;
      return fleet({ verb, selection: { stacks, tags: tag }, ...options, out });
    },
  });

interface ExportArguments extends SelectionArguments {
  to: ExportTargetName;
  repository?: string;
  branch: string;
  organization: string;
  namespace: string;
  backend?: string;
  folder?: string;
  force: boolean;
}

const exportCommand = command<ExportArguments>({
  command: "export",
  summary: "Hand the fleet over to another engine: GitHub Actions, Pulumi Deployments, Kubernetes",
  description:
    "Writes what the engine needs to run these stacks, and says what it cannot do and what remains to be done by hand. When one " +
    "machine is enough and when it is not: docs/fleet.md. Runs nothing.",
  examples: [
    ["$0 fleet export --to github-matrix --tag protected=true", "matrices for fromJSON, one a wave"],
    [
      "$0 fleet export --to pulumi-deployments --folder deployments",
      "settings for Pulumi Cloud's API, a file a stack",
    ],
    ["$0 fleet export --to kubernetes-operator > stacks.yaml", "Stack resources, for kubectl"],
  ],
  exits: "0 written; 2 usage, or a file is there already.",
  options: (yargs) =>
    selectionOptions(yargs)
      .option("to", {
        choices: ["github-matrix", "pulumi-deployments", "kubernetes-operator"] as const,
        demandOption: true,
        describe: "The engine",
      })
      .option("repository", {
        type: "string",
        describe: "owner/name on GitHub. Default: that of the remote origin",
      })
      .option("branch", { type: "string", default: "main", describe: "What is deployed" })
      .option("organization", {
        type: "string",
        default: "organization",
        describe: "Organisation of Pulumi Cloud",
      })
      .option("namespace", {
        type: "string",
        default: "pulumi",
        describe: "Namespace of the operator's resources",
      })
      .option("backend", {
        type: "string",
        describe: "For the operator: the state's backend, where it is not Pulumi Cloud",
      })
      .option("folder", { type: "string", describe: "Write files there instead of printing" })
      .option("force", {
        type: "boolean",
        default: false,
        describe: "Write over files that are there",
      }) as never,
  run: ({ stacks, tag, ...options }, out) => {
    const { exportFleet } = lazily(__filename, "../lib/fleet/export/export") as typeof Exporter;
    return Promise.resolve(exportFleet({ selection: { stacks, tags: tag }, ...options, out }));
  },
});

export const fleetCommand: CommandModule = {
  command: "fleet <action>",
  describe: "Preview, deploy, review or check many stacks at once",
  builder: (yargs) =>
    yargs
      .usage(
        "$0 fleet <action>\n\nDoes one thing to many stacks: every one that has a file, or those that --stacks and --tag choose.",
      )
      .command([...fleetVerbs.map(verbCommand), exportCommand] as unknown as CommandModule[])
      .demandCommand(1, "say what the fleet is to do, e.g. `cornerstone fleet review`")
      .recommendCommands()
      .strict(),
  handler: () => undefined,
};
