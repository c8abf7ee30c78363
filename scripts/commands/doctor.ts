import { command } from "../lib/command";
import type * as Handler from "../lib/doctor";
import { lazily } from "../lib/lazy";

export const doctorCommand = command<{ json: boolean }>({
  command: "doctor",
  summary: "See whether this machine has what is needed, and how to cure what is missing",
  description:
    "Looks at the engine (which one, and why), Node, Go, disk, cache, backend, login, passphrase, local clouds and policy " +
    "packs. A warning names what only some commands need. Changes nothing.",
  examples: [
    ["$0 doctor", "before the first run, or when something fails"],
    ["$0 doctor --json", "as data, for a bug report: no secret is in it"],
  ],
  exits: "0 no failure (there may be warnings); 1 something needed is missing; 2 usage.",
  options: (yargs) => yargs.option("json", { type: "boolean", default: false, describe: "Print JSON" }),
  run: ({ json }, out) => {
    const { doctor } = lazily(__filename, "../lib/doctor") as typeof Handler;
    return doctor(json, out);
  },
});
