import { describe, expect, it } from "vitest";
import { graphFromProgram } from "../../../graph/from-program";
import type { PropertyMap, ResourceGraph } from "../../../graph/types";
import { onAzure, parseStackConfig } from "../../../stacks/config/index";
import { openConsole } from "../console";
import { adoptEstate } from "./adopt";
import type { Draft } from "./draft";
import { estateOfState, existing, type Estate } from "./existing";
import { askedGroups, groupsOf } from "./groups";
import { importFile, stableId } from "./match";
import { sayAdoption } from "./report";
import { draftOf } from "./sections";
import { sectionsOf, withServices } from "../../../tests/support/adopted-sections";

const today = new Date("2026-11-23");
const subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";

/** dev with more of everything that a stack file can say of the sections that are read. */
function richer(): Record<string, unknown> {
  const sections = structuredClone(sectionsOf("dev")) as unknown as {
    environment: { protected: boolean };
    identity: { groups: Record<string, string> };
    models: { contentFilters: object[]; blocklists: object[]; deployments: { contentFilter: string }[] };
    workloads: object[];
  };
  sections.environment.protected = true;
  sections.identity.groups["auditors"] = "e47b09d8-61f3-4a52-9c8e-5d20b7a3f614";
  sections.models.blocklists = [
    {
      name: "code-names",
      description: "Not yet public.",
      items: [{ pattern: "nightjar" }, { pattern: "nj-\\d+", regex: true }],
    },
  ];
  sections.models.contentFilters.push({
    name: "strict",
    streaming: "asynchronous",
    prompt: { hate: "low", jailbreak: "annotate", blocklists: ["code-names"] },
    completion: { violence: "high", protectedCode: "off" },
  });
  sections.models.deployments[1]!.contentFilter = "strict";
  sections.workloads.push({
    name: "analytics",
    owner: "analytics@contoso.example",
    group: "9b63d7e0-35c8-4f14-8a2d-e1f04c7b5a23",
    dataClassification: "confidential",
    federation: [
      { issuer: "https://token.actions.githubusercontent.com", subject: "repo:contoso/a:environment:dev" },
    ],
    models: [
      { deployment: "chat", share: 20 },
      { deployment: "embeddings", share: 20 },
    ],
    monthlyBudget: 90,
  });
  return sections;
}

const stacks: Readonly<Record<string, () => Record<string, unknown>>> = {
  dev: () => sectionsOf("dev"),
  richer,
  withServices,
};
const graphs = new Map<string, Promise<ResourceGraph>>();
function graphOf(stack: string): Promise<ResourceGraph> {
  const graph = graphs.get(stack) ?? graphFromProgram({ stack, config: stacks[stack]!() });
  graphs.set(stack, graph);
  return graph;
}

/** The same, of a state that does not tell what it was made from: of a version before it did. */
function withoutRecord(estate: Estate): Estate {
  const { configuration, ...rest } = estate;
  expect(configuration).toBeDefined();
  return rest;
}

/** The same resources, as Resource Manager would know them: no URNs, no declaration, no outputs. */
const withoutState = ({ group, resources, unread }: Estate): Estate => ({
  group,
  unread,
  resources: resources.map((resource) => {
    const told = { ...resource };
    delete (told as { urn?: string }).urn;
    return told;
  }),
});

describe("a platform that this project made", () => {
  it.each(["staging", "aws-prod"])(
    "%s: its stack file comes back from the state as it was, and makes each resource again",
    async (stack) => {
      const sections = sectionsOf(stack);
      const estate = estateOfState(await graphFromProgram({ stack, config: sections }));
      const { draft, problems, matching } = await adoptEstate(stack, "", estate, today);
      expect(problems).toEqual([]);
      expect(draft).toEqual({ sections, assumed: [] });
      expect(estate.unread).toEqual([]);
      expect(matching!.left.map(({ id }) => id)).toEqual([]);
      expect(matching!.missing.map(({ urn }) => urn)).toEqual([]);
    },
  );

  it.each(["dev", "richer"])(
    "%s: its stack file can be told from the resources of the state, and makes each of them again",
    async (stack) => {
      const original = parseStackConfig(stacks[stack]!(), "", { on: today });
      if (!original.ok) throw new Error("the shipped stack is refused");
      const config = onAzure(original.config);
      const estate = withoutRecord(estateOfState(await graphOf(stack)));
      const adoption = await adoptEstate(stack, "", estate, today);
      expect(adoption.problems).toEqual([]);
      expect(adoption.matching!.left.map(({ id }) => id)).toEqual([]);
      expect(adoption.matching!.missing.map(({ urn }) => urn)).toEqual([]);
      const parsed = parseStackConfig({ ...adoption.draft.sections }, "", { on: today });
      if (!parsed.ok) throw new Error("refused");
      const adopted = onAzure(parsed.config);
      // The tier of a subscription is nothing that stands; these fit into the first.
      const quotaTier = config.models.quotaTier;
      expect({ ...adopted.models, quotaTier }).toEqual(config.models);
      for (const section of ["environment", "residency", "network", "identity"] as const)
        expect(adopted[section], section).toEqual(config[section]);
      expect(adoption.draft.assumed.map(({ path }) => path.replace(/\[.*?\]/, ""))).toEqual(
        config.workloads.map(() => "workloads.models[].share"),
      );
    },
  );

  it("comes back from its resources alone, whatever the group is called, and says what it assumed", async () => {
    const graph = await graphOf("dev");
    const estate = withoutState(estateOfState(graph));
    // Another group, and so other hashes and suffixes, than the program's own run will have.
    const renamed = JSON.parse(
      JSON.stringify(estate)
        .replaceAll(/(contoso-dev-group)[0-9a-f]{8}/g, "$1deadbeef")
        .replaceAll(/(contoso-dev-primary)-[0-9a-z]{6}\b/g, "$1-abc123"),
    ) as Estate;
    const adoption = await adoptEstate("dev", "", renamed, today);
    expect(adoption.matching!.left.map(({ id }) => id)).toEqual([]);
    expect(adoption.matching!.missing.map(({ urn }) => urn)).toEqual([]);
    expect(adoption.draft.assumed.map(({ path }) => path)).toEqual([
      "workloads[customer-service].group",
      "workloads[customer-service].models[].share",
      "residency",
      "compliance.frameworks",
    ]);
  });

  it("data, training and logs of flows come back from their resources alone, and make each of them again", async () => {
    const sections = withServices();
    const original = parseStackConfig(sections, "", { on: today });
    if (!original.ok) throw new Error("the sample is refused");
    const config = onAzure(original.config);
    const estate = withoutState(withoutRecord(estateOfState(await graphOf("withServices"))));
    const renamed = JSON.parse(
      JSON.stringify(estate)
        .replaceAll(/(contoso-dev-group)[0-9a-f]{8}/g, "$1deadbeef")
        .replaceAll(/(contosodev(?:lake|learn\w*|flows\w*))[0-9a-z]{6}\b/g, "$1abc123"),
    ) as Estate;
    const { draft, problems, matching } = await adoptEstate("dev", "", renamed, today);
    expect(problems).toEqual([]);
    const parsed = parseStackConfig({ ...draft.sections }, "", { on: today });
    if (!parsed.ok) throw new Error("refused");
    const adopted = onAzure(parsed.config);
    expect(adopted.data).toEqual(config.data);
    expect(adopted.learning).toEqual(config.learning);
    expect(adopted.operations.flowLogs).toEqual(config.operations.flowLogs);
    expect(matching!.left.map(({ id }) => id)).toEqual([]);
    expect(matching!.missing.map(({ urn }) => urn)).toEqual([]);
  });

  it("takes groups that nothing tells apart from whoever knows them, by option or answer", async () => {
    const estate = withoutState(estateOfState(await graphOf("richer")));
    const group = (draft: Draft, name: string): unknown =>
      (draft.sections["workloads"] as { name: string; group: string }[]).find((each) => each.name === name)
        ?.group;
    const [support, analytics] = [
      "c8e5a1f6-74d2-4e39-b05c-2f9a6d8b1e21",
      "9b63d7e0-35c8-4f14-8a2d-e1f04c7b5a23",
    ];
    const said = groupsOf([`customer-service=${analytics}`, `analytics=${support}`], estate);
    const draft = draftOf(estate, said);
    expect([group(draft, "customer-service"), group(draft, "analytics")]).toEqual([analytics, support]);
    expect(draft.assumed.map(({ path }) => path)).not.toContain("workloads[analytics].group");

    const asked: string[] = [];
    const answers = await askedGroups(estate, {}, (question) => {
      asked.push(question);
      return Promise.resolve(question.includes("analytics") ? analytics : "");
    });
    expect(asked.length).toBeGreaterThan(0);
    expect(group(draftOf(estate, answers), "analytics")).toBe(analytics);
    expect(draftOf(estate, answers).assumed.filter(({ path }) => path.endsWith("].group"))).toEqual([]);
    expect(() => groupsOf([`somebody=${support}`], estate)).toThrow("nothing of that name stands");
    expect(() => groupsOf(["analytics=admins"], estate)).toThrow("is not a name and an object ID");
  });

  it("the import file names each resource once, below its parent, by the ID that it has", async () => {
    const graph = await graphOf("dev");
    const adoption = await adoptEstate("dev", "", estateOfState(graph), today);
    const { resources } = importFile(adoption.matching!.graph, adoption.matching!.matches);
    const names = resources.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [index, { parent, id, component, type }] of resources.entries()) {
      expect((id === undefined) === (component === true), type).toBe(true);
      if (parent !== undefined) expect(names.slice(0, index)).toContain(parent);
    }
    const ids = resources.flatMap(({ id }) => id ?? []);
    expect(ids.sort()).toEqual(
      estateOfState(graph)
        .resources.map(({ id }) => id)
        .sort(),
    );
  });
});

describe("a group that somebody else made", () => {
  const group = `${subscription}/resourceGroups/rg-ai-fabrikam`;
  const at = (path: string, body: PropertyMap = {}) => existing(`${group}/providers/${path}`, body);
  const account = "Microsoft.CognitiveServices/accounts/FabrikamAI";
  const estate: Estate = {
    group,
    unread: [],
    resources: [
      existing(group, { location: "francecentral", tags: { team: "ml" } }),
      at(account, {
        kind: "OpenAI",
        location: "France Central",
        properties: { publicNetworkAccess: "Enabled" },
      }),
      at(`${account}/deployments/gpt`, {
        sku: { name: "Standard", capacity: 30 },
        properties: { model: { name: "gpt-4o-mini", version: "2024-07-18" } },
      }),
      at("Microsoft.Network/virtualNetworks/hub", {
        properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
      }),
      at("Microsoft.Network/virtualNetworks/hub/subnets/endpoints"),
      at("Microsoft.Web/sites/chat-portal", { location: "francecentral" }),
    ],
  };

  it("maps what it can, assumes nothing in silence, and lists the rest", async () => {
    const { draft, problems, matching } = await adoptEstate("fabrikam", "", estate, today);
    const config = draft.sections as {
      environment: { region: string; tags: object };
      models: { accounts: unknown[]; deployments: unknown[] };
      network: { existing: { virtualNetworkId: string; privateEndpointSubnetId: string } };
    };
    expect(config.environment).toMatchObject({ region: "francecentral", tags: { team: "ml" } });
    expect(config.models.accounts).toEqual([{ name: "fabrikamai", region: "francecentral", kind: "OpenAI" }]);
    expect(config.models.deployments).toMatchObject([{ name: "gpt", account: "fabrikamai", capacity: 30 }]);
    expect(config.network.existing.privateEndpointSubnetId).toBe(
      `${group}/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints`,
    );
    const assumed = draft.assumed.map(({ path }) => path);
    for (const path of [
      "environment.name",
      "environment.owner",
      "identity.groups.platformAdmins",
      "operations.monthlyBudget",
    ])
      expect(assumed).toContain(path);
    // Its account has a name of its own: the platform would make another beside it.
    const left = (matching?.left ?? estate.resources).map(({ type }) => type);
    expect(left).toContain("microsoft.web/sites");
    expect(left).toContain("microsoft.cognitiveservices/accounts");
    for (const problem of problems) expect(problem.path).toMatch(/^(identity|models|network)/);
  });

  it("an empty group gives a draft that says what is missing", async () => {
    const empty: Estate = { group, unread: [], resources: [existing(group, { location: "francecentral" })] };
    const { problems } = await adoptEstate("fabrikam", "", empty, today);
    expect(problems.map(({ path }) => path)).toContain("models.accounts");
    expect(draftOf(empty).assumed.length).toBeGreaterThan(5);
  });
});

it("two IDs of one resource in two groups are the same but for what chance decided", () => {
  const id = (group: string, name: string) =>
    `${subscription}/resourceGroups/${group}/providers/Microsoft.KeyVault/vaults/${name}/keys/primary`;
  expect(stableId(id("a", "vault-ber639"))).toBe(stableId(id("b", "vault-y41gn1")));
  expect(stableId(id("a", "vault-ber639"))).not.toBe(stableId(id("a", "other-ber639")));
});

it("warns that a run with the state deletes what the stack file does not make", async () => {
  const adoption = await adoptEstate("dev", "", estateOfState(await graphOf("dev")), today);
  const [first, ...left] = adoption.matching!.matches;
  const partly = {
    ...adoption,
    matching: { ...adoption.matching!, matches: [first!], left: left.map(({ existing: one }) => one) },
  };
  const said = (fromState: boolean) => {
    const lines: string[] = [];
    const out = { ...openConsole({ color: false }), say: (text: string) => lines.push(text) };
    sayAdoption(partly, { stack: "dev", written: [], importFile: "dev.import.json", fromState, out });
    return lines.join("\n");
  };
  expect(said(true)).toContain("an `up` with this state would delete them");
  expect(said(false)).not.toContain("would delete");
  expect(said(false)).toContain("pulumi import --file dev.import.json");
});
