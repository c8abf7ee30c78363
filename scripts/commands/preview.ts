import { command } from "../lib/command";
import { lazily } from "../lib/lazy";
import type * as Handler from "../lib/preview";
import { runArguments, type RunArguments } from "../lib/stack-arguments";
import { loadStackFile } from "../lib/stack-file";

export const previewCommand = command<RunArguments>({
  command: "preview [stack]",
  summary: "Show what up would do",
  description:
    "Asks the Pulumi engine what `up` would create, update, replace and delete. Changes nothing, neither in the cloud " +
    "nor in the state.",
  examples: [
    ["$0 preview dev --local", "against the local cloud"],
    ["$0 preview prod --json", "the steps as data, without property values"],
  ],
  exits:
    "0 previewed; 1 a mandatory policy would stop it; 2 usage or configuration; 3 the engine or the cloud failed.",
  options: runArguments,
  run: ({ stack, local, json }, out) => {
    const file = loadStackFile(stack);
    const { preview } = lazily(__filename, "../lib/preview") as typeof Handler;
    return preview({ file, local, json, out });
  },
});
