import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass, same } from "../../verdicts";

export const filterBlocklistExists: GraphRule = {
  id: "CS-0153",
  name: "cognitiveservices-filter-blocklist-exists",
  title: "Blocklists that a content filter names stand in its account, and block.",
  severity: "medium",
  why: "A filter that names a blocklist of another account, or one that only annotates, lets through what somebody wrote down as not to be let through.",
  fix: {
    text: "Create the blocklist in the account of the filter, and set blocking on the entry.",
    code: 'customBlocklists: [{ blocklistName: blocklist.name, blocking: true, source: "Completion" }]',
  },
  controls: [
    ...ours("mcsb", "AI-2"),
    ...ours("gdpr", "25(1)"),
    ...ours("hipaa", "164.308(a)(1)(ii)(B)"),
    ...ours("nist80053", "SI-4", "SI-10", "SI-15"),
    ...ours("iso27001", "A.8.7", "A.8.28"),
    ...ours("euAiAct", "9", "15(5)"),
    ...ours("owaspLlm", "LLM01", "LLM05"),
    ...ours("nistAiRmf", "MEASURE 2.6"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/ai-foundry/openai/how-to/use-blocklists",
  scope: "graph",
  types: azure.raiPolicy,
  check: (policy, graph) => {
    const inputs = graph.inputs(policy);
    const entries = inputs.list("properties.customBlocklists");
    if (entries.length === 0) return notApplicable("it names no blocklist");
    const account = inputs.string("accountName") ?? "";
    for (const entry of entries) {
      const name = entry.string("blocklistName") ?? "";
      if (entry.boolean("blocking") !== true)
        return fail(
          `${entry.path} does not block what "${name}" holds (blocking is ${entry.show("blocking")})`,
          entry.path,
        );
      const exists = graph.all(azure.raiBlocklist).some((list) => {
        const of = graph.inputs(list);
        return same(of.string("raiBlocklistName"), name) && same(of.string("accountName"), account);
      });
      if (!exists) return fail(`no blocklist "${name}" stands in its account`, entry.path);
    }
    return pass;
  },
};
