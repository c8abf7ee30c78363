import { command } from "../lib/command";
import { exitCode, Failure } from "../lib/failure";
import { lazily } from "../lib/lazy";
import type * as Handler from "../lib/preview";
import type * as Report from "../lib/pull-request/preview-report";
import type { RunArguments } from "../lib/stack-arguments";
import { loadStackFile } from "../lib/stack-file";

interface PreviewArguments extends Omit<RunArguments, "stack"> {
  stack: string[];
  report?: string[];
  base?: string;
  from: "program" | "engine";
}

export const previewCommand = command<PreviewArguments>({
  command: "preview [stack..]",
  summary: "Show what up would do, or what a pull request changes",
  description:
    "Asks the Pulumi engine what `up` would create, update, replace and delete. Changes nothing, neither in the cloud " +
    "nor in the state.\n\n" +
    "With --report it writes what a change does to the stacks as one comment for its pull request: resources, policy " +
    "findings, cost, access and residency, before and after. That needs neither an engine nor a login unless " +
    "--from engine asks for them. Without a stack it takes all that the change can reach.",
  examples: [
    ["$0 preview dev --local", "against the local cloud"],
    ["$0 preview prod --json", "the steps as data, without property values"],
    ["$0 preview --report comment.md", "what this branch does to every stack that it can reach"],
    ["$0 preview prod --report - --base v1.2.0", "what prod gets since a tag"],
  ],
  exits:
    "0 previewed; 1 a mandatory policy would stop it, or is newly broken; 2 usage or configuration; 3 the engine, the cloud or a program failed.",
  options: (yargs) =>
    yargs
      .positional("stack", {
        type: "string",
        array: true,
        default: [],
        defaultDescription: "dev; with --report: all that the change reaches",
        describe: "Environment: the part of stacks/Pulumi.<stack>.yaml between the dots",
      })
      .option("local", {
        type: "boolean",
        default: false,
        describe: "Use the local cloud: no account, no credentials, nothing outside .cornerstone/ changes",
      })
      .option("json", { type: "boolean", default: false, describe: "Print the result as JSON" })
      .option("report", {
        type: "string",
        // As an array option it would swallow the stacks behind it.
        coerce: (files?: string | string[]) => (files === undefined ? undefined : [files].flat()),
        describe: "Write what a change does: .md is the comment, .json the data; - prints the comment",
      })
      .option("base", {
        type: "string",
        describe:
          "With --report: branch or commit to compare with. Default: the CI's target branch, else main",
      })
      .option("from", {
        choices: ["program", "engine"] as const,
        default: "program",
        describe: "With --report: who says what changes, the program run in-process or the engine",
      }) as never,
  run: ({ stack, local, json, report, base, from }, out) => {
    if (report !== undefined) {
      const { previewReport } = lazily(__filename, "../lib/pull-request/preview-report") as typeof Report;
      return previewReport(
        {
          // To yargs a hyphen alone is no value but a positional.
          stacks: stack.filter((name) => name !== "-"),
          files: report.map((file) => file || "-"),
          base,
          from: local ? "engine" : from,
          local,
        },
        out,
      );
    }
    const [name = "dev", ...others] = stack;
    if (others.length > 0 || base !== undefined)
      throw new Failure(
        others.length > 0 ? "preview takes one stack at a time" : "--base goes with --report",
        exitCode.usage,
        "With --report FILE it takes several, and compares them with a base.",
      );
    const file = loadStackFile(name);
    const { preview } = lazily(__filename, "../lib/preview") as typeof Handler;
    return preview({ file, local, json, out });
  },
});
