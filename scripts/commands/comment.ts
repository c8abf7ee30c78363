import { command } from "../lib/command";
import { lazily } from "../lib/lazy";
import type * as Handler from "../lib/pull-request/post-report";

interface CommentArguments {
  report: string;
  pullRequest: number;
  head?: string;
  author: string;
  dryRun: boolean;
}

export const commentCommand = command<CommentArguments>({
  command: "comment <report>",
  summary: "Put a report of `preview --report` into its pull request on GitHub",
  description:
    "Renders the one comment of a pull request from a report's data and creates or updates it in place. The data may come " +
    "from a run of code that nobody has reviewed: whatever is not a report is refused, and the text is written here. Reads " +
    "GITHUB_TOKEN, GITHUB_REPOSITORY and GITHUB_API_URL.",
  examples: [
    ["$0 comment report.json --pull-request 12", "post, or update what is there"],
    ["$0 comment report.json --pull-request 12 --dry-run", "print what would be posted"],
  ],
  exits: "0 posted, or not needed; 2 usage, no report, or not the pull request's head; 3 GitHub refuses.",
  options: (yargs) =>
    yargs
      .positional("report", { type: "string", demandOption: true, describe: "The report, as JSON" })
      .option("pull-request", { type: "number", demandOption: true, describe: "Number of the pull request" })
      .option("head", { type: "string", describe: "Commit that the pull request must stand at" })
      .option("author", {
        type: "string",
        default: "github-actions[bot]",
        describe: "Login whose comment is updated",
      })
      .option("dry-run", {
        type: "boolean",
        default: false,
        describe: "Print the comment, post nothing",
      }) as never,
  run: (args, out) => {
    const { postReport } = lazily(__filename, "../lib/pull-request/post-report") as typeof Handler;
    return postReport(args, out);
  },
});
