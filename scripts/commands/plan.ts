import * as path from "node:path";
import { command } from "../lib/command";
import { lazily } from "../lib/lazy";
import type * as Handler from "../lib/plan/plan";
import { homeDirectory } from "../lib/paths";
import { runArguments, type RunArguments } from "../lib/stack-arguments";
import { loadStackFile } from "../lib/stack-file";

interface PlanArguments extends RunArguments {
  action: "save" | "apply";
  folder?: string;
}

export const planCommand = command<PlanArguments>({
  command: "plan <action> [stack]",
  summary: "Save what a preview shows, and deploy exactly that after a review",
  description:
    "`save` previews a stack and keeps the engine's update plan, bound to the commit, the stack file, the lockfile and the " +
    "state that it was made from. `apply` deploys that plan; where any of these has changed it deploys nothing and says " +
    "what. (The engine alone would apply a plan to a state that has moved on.)",
  examples: [
    ["$0 plan save prod --folder plan", "before the approval"],
    ["$0 plan apply prod --folder plan", "after it"],
  ],
  exits:
    "0 saved or applied; 1 the plan is outdated, or a mandatory policy stopped it; 2 usage, configuration, or files that are not committed; 3 the engine or the cloud failed.",
  options: (yargs) =>
    runArguments(
      yargs.positional("action", {
        choices: ["save", "apply"] as const,
        demandOption: true,
        describe: "save before the review, apply after it",
      }),
    ).option("folder", {
      type: "string",
      describe: "Where the plan is kept. Default: .cornerstone/plans/<stack>",
    }) as never,
  run: ({ action, stack, local, json, folder }, out) => {
    const file = loadStackFile(stack);
    const { savePlan, applyPlan } = lazily(__filename, "../lib/plan/plan") as typeof Handler;
    const options = { file, local, json, out, folder: folder ?? path.join(homeDirectory(), "plans", stack) };
    return action === "save" ? savePlan(options) : applyPlan(options);
  },
});
