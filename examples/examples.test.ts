import { describe, expect, it } from "vitest";
import { cloudResolver } from "../graph/cloud-resolver";
import { programGraph } from "../graph/program-graph";
import { evaluate } from "../policies/evaluate";
import { declarationOf, packs } from "../policies/packs";
import { rules } from "../policies/rules";
import { all, today } from "../tests/support/record";
import { estate, estateConfig } from "../tests/support/estate";

const examples = {
  "private-openai": () => import("./private-openai/index.js"),
  "model-gateway": () => import("./model-gateway/index.js"),
  "agent-service": () => import("./agent-service/index.js"),
  "agent-workload": () => import("./agent-workload/index.js"),
  "training-workspace": () => import("./training-workspace/index.js"),
};

/** What each one is there to show. */
const shows: Readonly<Record<keyof typeof examples, Readonly<Record<string, number>>>> = {
  "private-openai": {
    "azure-native:cognitiveservices:Account": 1,
    "azure-native:cognitiveservices:Deployment": 1,
    "azure-native:network:PrivateEndpoint": 2,
    "azure-native:network:VirtualNetwork": 0,
  },
  "model-gateway": {
    "azure-native:apimanagement:ApiManagementService": 1,
    // Two deployments, each in both styles of path, and the workload's pool.
    "azure-native:apimanagement:Backend": 5,
    "azure-native:cognitiveservices:Account": 0,
  },
  "agent-service": {
    "azure-native:cognitiveservices:Project": 1,
    // The account's and the project's.
    "azure-native:cognitiveservices:AccountCapabilityHost": 1,
    "azure-native:cognitiveservices:ProjectCapabilityHost": 1,
    // Threads, vectors, files, and a tool.
    "azure-native:cognitiveservices:ProjectConnection": 4,
    // The vault's, the account's and one for each store.
    "azure-native:network:PrivateEndpoint": 5,
  },
  "training-workspace": {
    "azure-native:machinelearningservices:Workspace": 1,
    "azure-native:machinelearningservices:Compute": 1,
    // Keys, secrets, blobs, files, images, and the workspace itself.
    "azure-native:network:PrivateEndpoint": 6,
    "azure-native:cognitiveservices:Account": 0,
  },
  "agent-workload": {
    "azure-native:cognitiveservices:Project": 1,
    "azure-native:consumption:Budget": 2,
    "azure-native:managedidentity:FederatedIdentityCredential": 1,
  },
};

describe.each(Object.keys(examples) as (keyof typeof examples)[])("the example %s", (name) => {
  it("stands up on the local cloud and reviews clean", async () => {
    // What the examples join stands in the same cloud first: it refuses a reference to something that does not exist.
    const resolver = cloudResolver({});
    const hub = await programGraph({ project: "hub", stack: "prod", config: {}, resolver, program: estate });
    const graph = await programGraph({
      project: name,
      stack: "prod",
      config: estateConfig(hub),
      resolver,
      program: async () => ({ ...(await examples[name]()) }),
    });
    await resolver.close?.();
    for (const [type, count] of Object.entries(shows[name]))
      expect(all(graph, type), type).toHaveLength(count);
    const declaration = declarationOf(graph);
    expect(declaration.environment).toBe("prod");
    const packed = { ...packs["baseline"]?.levels, ...packs["residency"]?.levels };
    const findings = evaluate({
      graph,
      rules: rules.filter(({ id }) => id in packed),
      context: { declaration, now: today },
    });
    const wrong = findings.filter(({ outcome }) => outcome === "fail" || outcome === "broken");
    expect(wrong.map(({ ruleId, urn, message }) => `${ruleId} ${urn} ${message}`)).toEqual([]);
    expect(findings.filter(({ outcome }) => outcome === "pass").length).toBeGreaterThan(20);
  });
});
