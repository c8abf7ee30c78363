import { command } from "../lib/command";
import type * as Handler from "../lib/exempt/index";
import { lazily } from "../lib/lazy";
import { stackArgument, type StackArguments } from "../lib/stack-arguments";

interface ExemptArguments extends StackArguments {
  rule?: string;
  resource?: string;
  reason?: string;
  ticket?: string;
  owner?: string;
  expires?: string;
  days?: number;
  compensatingControl?: string;
  ics?: string;
  azure?: string;
  json: boolean;
}

export const exemptCommand = command<ExemptArguments>({
  command: "exempt [stack]",
  summary: "Exempt a resource from a rule for a while, or show what is exempted",
  description:
    "With --rule, adds a record to stacks/exemptions/<stack>.yaml after it was tried: it must match something that fails, " +
    "and last no longer than the rule's severity allows. Comments in the file stay. Without --rule, lists the exemptions, " +
    "or writes their calendar or their twins for Azure Policy. Changes nothing else.",
  examples: [
    [
      '$0 exempt dev --rule CS-0023 --resource "azure-native:keyvault:Vault::*-dev" --reason "..." --ticket SEC-12 --owner ada@contoso.example',
      "write one; it ends when the rule's severity demands, or at --expires",
    ],
    ["$0 exempt prod", "what is exempted, until when, and what it covers"],
    ["$0 exempt prod --ics exemptions.ics", "their last days as a calendar"],
    ["$0 exempt prod --azure exemptions.json", "as Azure Policy exemptions, an ARM template"],
  ],
  exits:
    "0 done, or every exemption is sound; 1 one expired, is in error or matches nothing; 2 usage or configuration; 3 the program cannot run.",
  options: (yargs) =>
    stackArgument(yargs)
      .option("rule", { type: "string", describe: "ID or name of the rule" })
      .option("resource", {
        type: "string",
        describe: "URN, or <type>::<name> where * in the name stands for any characters",
      })
      .option("reason", { type: "string", describe: "Why the risk is accepted" })
      .option("ticket", { type: "string", describe: "Where it was decided" })
      .option("owner", { type: "string", describe: "Email address of who answers for it" })
      .option("compensating-control", { type: "string", describe: "What limits the risk meanwhile" })
      .option("expires", { type: "string", describe: "Last day, like 2026-12-31" })
      .option("days", { type: "number", describe: "Instead: days from today. Default: the most allowed" })
      .conflicts("expires", "days")
      .option("ics", { type: "string", describe: "Write the calendar of their last days to this file" })
      .option("azure", { type: "string", describe: "Write Azure Policy exemptions to this file" })
      .option("json", { type: "boolean", default: false, describe: "Print the list as JSON" }) as never,
  run: (args, out) => {
    const { exempt } = lazily(__filename, "../lib/exempt/index") as typeof Handler;
    return exempt(args, out);
  },
});
