import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

const stores = ["threadStorageConnections", "storageConnections", "vectorStoreConnections"];

export const agentOwnStores: ResourceRule = {
  id: "CS-0216",
  name: "cognitiveservices-agent-own-stores",
  title: "Agents keep threads, files and vectors in stores of the customer.",
  severity: "high",
  why: "Without stores of your own, conversations and uploads lie in storage of Microsoft that many customers share: under no key, network or retention of yours.",
  fix: {
    text: "Name a connection to Cosmos DB, to Storage and to AI Search in the capability host of the project.",
    code: "new cognitiveservices.ProjectCapabilityHost(name, { projectCapabilityHostProperties: { threadStorageConnections: [threads], storageConnections: [files], vectorStoreConnections: [vectors] } });",
  },
  controls: [
    ...ours("mcsb", "NS-2", "AI-4"),
    ...ours("gdpr", "25(1)", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/ai-foundry/agents/concepts/capability-hosts",
  scope: "resource",
  types: azure.projectCapabilityHost,
  check: (inputs) => {
    const missing = stores.filter(
      (store) => inputs.strings(`projectCapabilityHostProperties.${store}`).length === 0,
    );
    return missing.length === 0
      ? pass
      : fail(
          `${missing.join(", ")} names no connection`,
          `projectCapabilityHostProperties.${missing[0] ?? ""}`,
        );
  },
};
