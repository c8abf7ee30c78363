import { command } from "../lib/command";
import type * as Handler from "../lib/destroy";
import { lazily } from "../lib/lazy";
import { runArguments, type RunArguments } from "../lib/stack-arguments";
import { loadStackFile } from "../lib/stack-file";

interface DestroyArguments extends RunArguments {
  yes: boolean;
  force: boolean;
  purge?: boolean;
}

export const destroyCommand = command<DestroyArguments>({
  command: "destroy [stack]",
  summary: "Take an environment down",
  description:
    "Deletes every resource of the stack, last created first. Asks before, unless --yes. A protected environment, and " +
    "any protected resource, is refused unless --force is given as well.\n\n" +
    "Azure keeps deleted accounts, gateways and vaults, and their names, for a while. In the local cloud they are purged. In " +
    "Azure the commands that purge them are printed, or run with --purge: accounts first, then what waited for them (the " +
    "subnet of agents, some 20 minutes), vaults last. A run that was interrupted is gone on with by the same command. " +
    "A vault under purge protection stays, and the day on which it goes is told; nothing of a protected environment is " +
    "purged (docs/drift.md).",
  examples: [
    ["$0 destroy dev --local --yes", "leave nothing of dev in the local cloud"],
    ["$0 destroy test --purge", "leave nothing of test in Azure, and its names free"],
    ["$0 destroy prod --yes --force", "take down production: what its vault encrypted is lost"],
  ],
  exits: "0 gone (or you said no); 2 usage, or protected; 3 the engine or the cloud failed.",
  options: (yargs) =>
    runArguments(yargs)
      .option("yes", { type: "boolean", default: false, alias: "y", describe: "Do not ask" })
      .option("force", { type: "boolean", default: false, describe: "Destroy what is protected as well" })
      .option("purge", {
        type: "boolean",
        describe: "Purge what is soft-deleted. Default: in the local cloud alone, where --no-purge keeps it",
      }) as never,
  run: ({ stack, local, json, yes, force, purge }, out) => {
    const file = loadStackFile(stack);
    const { destroy } = lazily(__filename, "../lib/destroy") as typeof Handler;
    return destroy({ file, local, json, yes, force, purge, out });
  },
});
