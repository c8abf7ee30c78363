import { describe, expect, it } from "vitest";
import { Unknown, type PropertyMap, type ResourceGraph, type ResourceNode } from "../types";
import { residencyMermaid } from "./mermaid";
import { declaredResidency, hops, pathsTo, proveResidency } from "./prove";
import type { DataClass, ResidencyProof } from "./types";

const arm = "/subscriptions/s/resourceGroups/g/providers";

function node(
  type: string,
  id: string | Unknown,
  inputs: PropertyMap,
  outputs: PropertyMap = {},
): ResourceNode {
  const name = typeof id === "string" ? (id.split("/").at(-1) as string) : "later";
  return {
    urn: `urn:pulumi:t::p::${type}::${name}`,
    type,
    name,
    custom: true,
    id,
    dependencies: [],
    propertyDependencies: {},
    inputs,
    outputs,
    protect: false,
    retainOnDelete: false,
  };
}

function graphOf(stack: string, ...resources: readonly ResourceNode[]): ResourceGraph {
  return { project: "p", stack, basis: "program", resources };
}

const account = (name: string, location: string) =>
  node("azure-native:cognitiveservices:Account", `${arm}/Microsoft.CognitiveServices/accounts/${name}`, {
    accountName: name,
    location,
    properties: { customSubDomainName: name },
  });
const deployment = (of: string, name: string, sku: string) =>
  node(
    "azure-native:cognitiveservices:Deployment",
    `${arm}/Microsoft.CognitiveServices/accounts/${of}/deployments/${name}`,
    { accountName: of, deploymentName: name, sku: { name: sku }, properties: { model: { name: "m" } } },
  );
const service = `${arm}/Microsoft.ApiManagement/service/apim`;
const gateway = node("azure-native:apimanagement:ApiManagementService", service, {
  serviceName: "apim",
  location: "swedencentral",
});
const backend = (id: string, url: string) =>
  node("azure-native:apimanagement:Backend", `${service}/backends/${id}`, { backendId: id, url });
const pool = (...members: readonly (readonly [string, number])[]) =>
  node("azure-native:apimanagement:Backend", `${service}/backends/pool`, {
    backendId: "pool",
    pool: { services: members.map(([id, priority]) => ({ id: `${service}/backends/${id}`, priority })) },
  });
const namedValue = (id: string, value: string) =>
  node("azure-native:apimanagement:NamedValue", `${service}/namedValues/${id}`, {
    namedValueId: id,
    value,
  });

const eu = { boundary: "eu", processing: "dataZone" } as const;

function verdicts(proof: ResidencyProof): Partial<Record<DataClass, string>> {
  return Object.fromEntries(proof.classes.map((each) => [each.class, each.verdict]));
}

function leaksOf(proof: ResidencyProof, dataClass: DataClass): readonly string[] {
  const entries = proof.classes.find((each) => each.class === dataClass)?.entries ?? [];
  return pathsTo("outside", entries).map((path) =>
    path.map(({ kind, place }) => `${kind} ${place.name}`).join(" > "),
  );
}

describe("prompts", () => {
  const platform = [account("one", "swedencentral"), deployment("one", "chat", "DataZoneStandard")];

  it("stay where the SKU of the deployment processes them", () => {
    expect(proveResidency(graphOf("a", ...platform), eu).verdict).toBe("inside");
    const worldwide = graphOf("a", ...platform, deployment("one", "wide", "GlobalStandard"));
    expect(leaksOf(proveResidency(worldwide, eu), "prompt")).toEqual([
      "account swedencentral (Sweden) > deployment any region of the world",
    ]);
  });

  it("leave a limit that is narrower than the boundary", () => {
    const proof = proveResidency(graphOf("a", ...platform), { boundary: "eu", processing: "region" });
    expect(leaksOf(proof, "prompt")).toHaveLength(1);
  });

  it("follow a gateway over its failover into an account elsewhere", () => {
    const graph = graphOf(
      "a",
      gateway,
      backend("near", "https://one.openai.azure.com/openai"),
      backend("far", "https://two.openai.azure.com/openai"),
      pool(["near", 1], ["far", 4]),
      ...platform,
      account("two", "eastus2"),
      deployment("two", "chat-us", "Standard"),
    );
    const proof = proveResidency(graph, eu);
    expect(leaksOf(proof, "completion")).toContain(
      "gateway swedencentral (Sweden) > account eastus2 (United States) > deployment eastus2 (United States)",
    );
    const far = hops(proof.classes[0]?.entries ?? []).find(({ name }) => name === "two");
    expect(far?.how).toBe("fails over to it (priority 4)");
  });

  it("are not known to stay in what a stack takes as it stands, unless another stack that is looked at made it", () => {
    const at = (type: string, input: string) => ({
      ...node(`cornerstone:index:Existing${type}`, new Unknown("component"), {
        [input]: `${arm}/Microsoft.CognitiveServices/accounts/one`,
      }),
      custom: false,
    });
    const graph = graphOf("a", at("Account", "accountId"));
    expect(verdicts(proveResidency(graph, eu))).toMatchObject({
      prompt: "unknown",
      completion: "unknown",
      trainingFile: "unknown",
    });
    expect(proveResidency(graph, eu, [graphOf("b", ...platform)]).verdict).toBe("inside");
    for (const type of ["Databricks", "MachineLearning"])
      expect(verdicts(proveResidency(graphOf("a", at(type, "workspaceId")), eu))).toMatchObject({
        prompt: "inside",
        trainingFile: "unknown",
      });
    expect(verdicts(proveResidency(graphOf("a", at("Vault", "vaultId")), eu)).backup).toBe("unknown");
  });

  it("are not known to stay behind a backend that no stack has", () => {
    const graph = graphOf("a", gateway, backend("x", "https://models.example.com/v1"));
    expect(verdicts(proveResidency(graph, eu)).prompt).toBe("unknown");
    const later = { ...backend("x", ""), inputs: { url: new Unknown("later") } };
    expect(verdicts(proveResidency(graphOf("a", gateway, later), eu)).prompt).toBe("unknown");
  });

  it("leave with tracing that keeps bodies, and not without", () => {
    const tracing = (bytes: number) => [
      node("azure-native:apimanagement:Diagnostic", `${service}/diagnostics/d`, {
        loggerId: `${service}/loggers/l`,
        frontend: { request: { body: { bytes } } },
      }),
      node("azure-native:apimanagement:Logger", `${service}/loggers/l`, { resourceId: `${arm}/insights/i` }),
      node("azure-native:applicationinsights:Component", `${arm}/insights/i`, { location: "westus" }),
    ];
    expect(leaksOf(proveResidency(graphOf("a", gateway, ...tracing(1024)), eu), "prompt")).toHaveLength(1);
    const quiet = proveResidency(graphOf("a", gateway, ...tracing(0)), eu);
    expect(leaksOf(quiet, "prompt")).toEqual([]);
    expect(leaksOf(quiet, "log")).toHaveLength(1);
  });

  it("are not known to stay with a tool of an agent", () => {
    const project = `${arm}/Microsoft.CognitiveServices/accounts/one/projects/p`;
    const graph = graphOf(
      "a",
      node("azure-native:cognitiveservices:Project", project, {
        projectName: "p",
        location: "swedencentral",
      }),
      node("azure-native:cognitiveservices:ProjectConnection", `${project}/connections/crm`, {
        properties: { category: "Salesforce", target: "https://crm.example" },
      }),
    );
    expect(verdicts(proveResidency(graph, eu))).toMatchObject({ prompt: "unknown", log: "inside" });
  });
});

describe("a second cloud", () => {
  const policy = (region: string) =>
    node("azure-native:apimanagement:ApiPolicy", `${service}/apis/w/policies/policy`, {
      value:
        `<policies><send-request><set-url>https://sts.${region}.amazonaws.com/</set-url></send-request><send-request><set-url>` +
        `@("https://bedrock-runtime.${region}.amazonaws.com/model/" + Uri.EscapeDataString("{{p-profile}}") + "/converse")</set-url></send-request></policies>`,
    });
  const bedrock = policy("eu-central-1");
  const arn = "arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/abc";
  const profile = (copyFrom: string, regions: readonly string[]) =>
    node(
      "aws:bedrock/inferenceProfile:InferenceProfile",
      arn,
      { name: "chat", modelSource: { copyFrom } },
      {
        arn,
        models: regions.map((region) => ({ modelArn: `arn:aws:bedrock:${region}::foundation-model/m` })),
      },
    );
  const from = (prefix: string) =>
    `arn:aws:bedrock:eu-central-1:111122223333:inference-profile/${prefix}.anthropic.claude-sonnet-5`;
  const azure = graphOf("prod", gateway, bedrock, namedValue("p-profile", arn));

  it("is followed into the stack that has the profile", () => {
    const aws = graphOf("aws-prod", profile(from("eu"), ["eu-central-1", "eu-west-3"]));
    const proof = proveResidency(azure, eu, [aws]);
    expect(verdicts(proof).prompt).toBe("inside");
    expect(hops(proof.classes[0]?.entries ?? []).map(({ stack, how }) => `${stack}: ${how}`)).toContain(
      "aws-prod: fails over to it last",
    );
  });

  it.each(["us", "global"])("leaks through a profile of %s, with the path", (prefix) => {
    const aws = graphOf("aws-prod", profile(from(prefix), []));
    const proof = proveResidency(azure, eu, [aws]);
    expect(proof.verdict).toBe("outside");
    expect(leaksOf(proof, "prompt")[0]).toMatch(/^gateway swedencentral \(Sweden\) > inference profile /);
  });

  it("is no way out of the boundary, wherever else the gateway stands", () => {
    const in_ = (...further: readonly string[]) => ({
      ...gateway,
      inputs: { ...gateway.inputs, additionalLocations: further.map((location) => ({ location })) },
    });
    expect(verdicts(proveResidency(graphOf("prod", in_("francecentral")), eu)).prompt).toBe("inside");
    const proof = proveResidency(graphOf("prod", in_("francecentral", "eastus2")), eu);
    expect(leaksOf(proof, "prompt")).toEqual([
      "gateway swedencentral (Sweden) and francecentral (France) and eastus2 (United States)",
    ]);
    expect(verdicts(proveResidency(graphOf("prod", in_("atlantis")), eu)).prompt).toBe("unknown");
  });

  it("of the United States is inside for a stack of the United States", () => {
    const us = graphOf(
      "prod",
      { ...gateway, inputs: { ...gateway.inputs, location: "eastus2" } },
      policy("us-east-1"),
      namedValue(
        "p-profile",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-5",
      ),
    );
    expect(verdicts(proveResidency(us, { boundary: "us", processing: "dataZone" })).prompt).toBe("inside");
  });

  it("is judged by every region that the profile lists, whatever it is called", () => {
    const aws = graphOf("aws-prod", profile(from("eu"), ["eu-central-1", "eu-central-2"]));
    expect(leaksOf(proveResidency(azure, eu, [aws]), "prompt")).toHaveLength(1);
  });

  it("is unknown without its stack, unless the gateway tells the destinations", () => {
    expect(verdicts(proveResidency(azure, eu)).prompt).toBe("unknown");
    expect(verdicts(proveResidency(graphOf("prod", gateway, bedrock), eu)).prompt).toBe("unknown");
    const direct = backend("bedrock", "https://bedrock-runtime.eu-central-1.amazonaws.com");
    expect(verdicts(proveResidency(graphOf("prod", gateway, direct), eu)).prompt).toBe("unknown");
    const told = (region: string) =>
      graphOf("prod", gateway, bedrock, namedValue("p-profile", arn), namedValue("p-regions", region));
    expect(verdicts(proveResidency(told("eu-west-1"), eu)).prompt).toBe("inside");
    expect(verdicts(proveResidency(told("eu-west-1, us-east-1"), eu)).prompt).toBe("outside");
    expect(verdicts(proveResidency(told("anywhere"), eu)).prompt).toBe("outside");
  });

  it("logs prompts where its account logs them", () => {
    const logging = node(
      "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration",
      "l",
      {
        loggingConfig: { s3Config: { bucketName: "prompts" } },
        region: "eu-central-1",
      },
    );
    const bucket = (region: string) => node("aws:s3/bucket:Bucket", "prompts", { bucket: "prompts", region });
    const prove = (region: string) =>
      proveResidency(azure, eu, [graphOf("aws-prod", profile(from("eu"), []), logging, bucket(region))]);
    expect(verdicts(prove("eu-central-1")).completion).toBe("inside");
    expect(leaksOf(prove("us-east-1"), "completion")).toHaveLength(1);
  });

  it("leaks through a guardrail that evaluates elsewhere", () => {
    const guardrail = node("aws:bedrock/guardrail:Guardrail", "g", {
      name: "strict",
      crossRegionConfig: { guardrailProfileIdentifier: "us.guardrail.v1:0" },
    });
    const proof = proveResidency(azure, eu, [graphOf("aws-prod", profile(from("eu"), []), guardrail)]);
    expect(leaksOf(proof, "prompt")).toHaveLength(1);
  });
});

describe("what is kept", () => {
  const cosmos = (inputs: PropertyMap) =>
    node("azure-native:cosmosdb:DatabaseAccount", `${arm}/cosmos/c`, { accountName: "c", ...inputs });
  const storage = (sku: string, location: string) =>
    node("azure-native:storage:StorageAccount", `${arm}/storage/s`, {
      accountName: "s",
      location,
      sku: { name: sku },
    });
  const narrow = { boundary: "no", processing: "region" } as const;

  it("is copied to the pair by geo-redundant storage", () => {
    const brazil = { boundary: "br", processing: "region" } as const;
    const leak = proveResidency(graphOf("a", storage("Standard_GRS", "brazilsouth")), brazil);
    expect(leaksOf(leak, "backup")[0]).toMatch(/> copy southcentralus/);
    expect(proveResidency(graphOf("a", storage("Standard_ZRS", "brazilsouth")), brazil).verdict).toBe(
      "inside",
    );
  });

  it("is backed up to the pair by a database with periodic backups", () => {
    const inputs = { location: "brazilsouth", locations: [{ locationName: "brazilsouth" }] };
    const brazil = { boundary: "br", processing: "region" } as const;
    expect(leaksOf(proveResidency(graphOf("a", cosmos(inputs)), brazil), "backup")).toHaveLength(1);
    const continuous = cosmos({ ...inputs, backupPolicy: { type: "Continuous" } });
    expect(proveResidency(graphOf("a", continuous), brazil).verdict).toBe("inside");
  });

  it("is in every region of a database", () => {
    const far = cosmos({
      location: "norwayeast",
      locations: [{ locationName: "norwayeast" }, { locationName: "West Europe" }],
      backupPolicy: { type: "Continuous" },
    });
    expect(leaksOf(proveResidency(graphOf("a", far), narrow), "thread")).toHaveLength(1);
  });

  it("is logged to a workspace wherever that stands", () => {
    const log = (workspaceId: string | Unknown) =>
      node("azure-native:monitor:DiagnosticSetting", `${arm}/d`, { workspaceId });
    const workspace = node("azure-native:operationalinsights:Workspace", `${arm}/w`, { location: "eastus" });
    expect(leaksOf(proveResidency(graphOf("a", log(`${arm}/w`), workspace), eu), "log")).toHaveLength(1);
    expect(verdicts(proveResidency(graphOf("a", log("/elsewhere/w")), eu)).log).toBe("unknown");
    expect(verdicts(proveResidency(graphOf("a", log(new Unknown("later"))), eu)).log).toBe("unknown");
  });
});

it("reads what a stack declares", () => {
  const platform = node("cornerstone:index:Platform", "x", {
    residency: { boundary: "eu", processing: "region", allowedRegions: [] },
  });
  expect(declaredResidency(graphOf("a", platform))).toEqual({ boundary: "eu", processing: "region" });
  expect(declaredResidency(graphOf("a"))).toBeUndefined();
});

it("draws each place once, in the frame of its stack", () => {
  const proof = proveResidency(
    graphOf("a", account("one", "swedencentral"), deployment("one", "chat", "GlobalStandard")),
    eu,
  );
  const picture = residencyMermaid([proof]);
  expect(picture).toContain('subgraph s0["a"]');
  expect(picture.match(/:::outside/g)).toHaveLength(1);
  expect(picture).toContain('-->|"prompts, completions"|');
});
