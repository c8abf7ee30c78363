import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { agentOwnStores as rule } from "./cognitiveservices-agent-own-stores";

const host = (projectCapabilityHostProperties: Record<string, string[]>) => [
  resource(azure.projectCapabilityHost[0], { projectCapabilityHostProperties }),
];
const own = { threadStorageConnections: ["t"], storageConnections: ["f"], vectorStoreConnections: ["v"] };

export const cases: RuleCases = {
  rule,
  pass: { "all three": host(own) },
  fail: {
    "no store of threads": [host({ ...own, threadStorageConnections: [] }), "threadStorageConnections"],
    "none at all": [host({}), "threadStorageConnections, storageConnections, vectorStoreConnections"],
  },
};
