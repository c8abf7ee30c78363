import { command } from "../lib/command";
import type * as Handler from "../lib/destroy";
import { lazily } from "../lib/lazy";
import { runArguments, type RunArguments } from "../lib/stack-arguments";
import { loadStackFile } from "../lib/stack-file";

interface DestroyArguments extends RunArguments {
  yes: boolean;
  force: boolean;
  purge: boolean;
}

export const destroyCommand = command<DestroyArguments>({
  command: "destroy [stack]",
  summary: "Take an environment down",
  description:
    "Deletes every resource of the stack, last created first. Asks before, unless --yes. A protected environment, and " +
    "any protected resource, is refused unless --force is given as well.\n\n" +
    "Azure keeps deleted accounts and vaults, and their names, for a while. In the local cloud they are purged; in " +
    "Azure the commands that purge them are printed, never run.",
  examples: [
    ["$0 destroy dev --local --yes", "leave nothing of dev in the local cloud"],
    ["$0 destroy prod --yes --force", "take down production: what its vault encrypted is lost"],
  ],
  exits: "0 gone (or you said no); 2 usage, or protected; 3 the engine or the cloud failed.",
  options: (yargs) =>
    runArguments(yargs)
      .option("yes", { type: "boolean", default: false, alias: "y", describe: "Do not ask" })
      .option("force", { type: "boolean", default: false, describe: "Destroy what is protected as well" })
      .option("purge", {
        type: "boolean",
        default: true,
        describe: "In the local cloud, purge what is soft-deleted; --no-purge keeps it",
      }),
  run: ({ stack, local, json, yes, force, purge }, out) => {
    const file = loadStackFile(stack);
    const { destroy } = lazily(__filename, "../lib/destroy") as typeof Handler;
    return destroy({ file, local, json, yes, force, purge, out });
  },
});
