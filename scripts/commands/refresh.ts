import { command } from "../lib/command";
import { lazily } from "../lib/lazy";
import type * as Handler from "../lib/refresh";
import { runArguments, type RunArguments } from "../lib/stack-arguments";
import { loadStackFile } from "../lib/stack-file";

export const refreshCommand = command<RunArguments>({
  command: "refresh [stack]",
  summary: "Take over into the state what the cloud has",
  description:
    "Reads every resource from the cloud and corrects the state where they differ. Changes the state only; the next " +
    "`up` brings the cloud back to what the program says.",
  examples: [["$0 refresh prod", "after somebody changed something by hand"]],
  exits: "0 refreshed; 2 usage or configuration; 3 the engine or the cloud failed.",
  options: runArguments,
  run: ({ stack, local, json }, out) => {
    const file = loadStackFile(stack);
    const { refresh } = lazily(__filename, "../lib/refresh") as typeof Handler;
    return refresh({ file, local, json, out });
  },
});
