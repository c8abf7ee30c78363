import type { ResourceNode } from "../types";
import { isUnknown, text, type Estate } from "./estate";
import { awsTypes } from "./flows-aws";
import { unknownPlace } from "./places";
import type { DataClass, Flow, Located } from "./types";

const azure = (type: string) => `azure-native:${type}`;

/** Where a class of data enters a stack: what it reaches there first, and how. */
export function entriesOf(dataClass: DataClass, stack: string, estate: Estate): readonly Flow[] {
  if (dataClass === "log") return logEntries(stack, estate);
  return [
    ...(entries[dataClass] ?? []).flatMap(({ types, how }) =>
      estate.ofType(stack, ...types).map((to): Flow => ({ how, classes: [dataClass], to })),
    ),
    ...existing.flatMap(({ type, input, kind, how }) =>
      estate.ofType(stack, `cornerstone:index:${type}`).flatMap(({ node }): Flow[] => {
        const [id, means] = [text(node, input), how[dataClass]];
        if (id === undefined || means === undefined) return [];
        return [{ how: means, classes: [dataClass], to: estate.byId(id) ?? outside(kind, id) }];
      }),
    ),
  ];
}

/** What a stack takes as it stands: data enters it as it would enter one of the stack's own, wherever that is. */
const existing: readonly {
  readonly type: string;
  readonly input: string;
  readonly kind: string;
  readonly how: Readonly<Partial<Record<DataClass, string>>>;
}[] = [
  {
    type: "ExistingAccount",
    input: "accountId",
    kind: "account",
    how: {
      prompt: "callers in the network reach it",
      completion: "callers in the network reach it",
      trainingFile: "takes files for fine-tuning, at rest in its region",
    },
  },
  {
    type: "ExistingDatabricks",
    input: "workspaceId",
    kind: "Databricks workspace",
    how: { trainingFile: "data is prepared in it" },
  },
  {
    type: "ExistingMachineLearning",
    input: "workspaceId",
    kind: "learning workspace",
    how: { trainingFile: "models are trained in it" },
  },
  { type: "ExistingVault", input: "vaultId", kind: "key vault", how: { backup: "keeps deleted keys" } },
];

interface Entry {
  readonly types: readonly string[];
  readonly how: string;
}

const models: readonly Entry[] = [
  { types: [azure("apimanagement:ApiManagementService")], how: "workloads call it" },
  { types: [azure("cognitiveservices:Account")], how: "callers in the network reach it" },
  { types: [azure("cognitiveservices:Project")], how: "people and systems talk to its agents" },
  { types: [azure("app:ContainerAppsSessionPool")], how: "agents run code in it" },
  { types: [awsTypes.profile, awsTypes.provisioned], how: "workloads call it" },
  { types: [awsTypes.agent], how: "people and systems talk to it" },
];

const semanticCache: Entry = {
  types: [azure("redisenterprise:RedisEnterprise")],
  how: "keeps them for a while",
};

const entries: Readonly<Partial<Record<DataClass, readonly Entry[]>>> = {
  prompt: [...models, semanticCache],
  completion: [...models, semanticCache],
  thread: [
    { types: [azure("cognitiveservices:Project")], how: "agents work in it" },
    { types: [azure("cosmosdb:DatabaseAccount")], how: "may hold them" },
    { types: [awsTypes.agent], how: "keeps sessions of its own" },
  ],
  vector: [
    { types: [azure("cognitiveservices:Project")], how: "agents work in it" },
    { types: [azure("search:Service")], how: "may hold them" },
    { types: [awsTypes.knowledgeBase], how: "keeps them in its store" },
  ],
  trainingFile: [
    { types: [azure("databricks:Workspace")], how: "data is prepared in it" },
    { types: [azure("machinelearningservices:Workspace")], how: "models are trained in it" },
    {
      types: [azure("cognitiveservices:Account")],
      how: "takes files for fine-tuning, at rest in its region",
    },
    { types: [azure("storage:StorageAccount")], how: "may hold them" },
    { types: [awsTypes.bucket], how: "may hold them" },
  ],
  backup: [
    { types: [azure("storage:StorageAccount")], how: "keeps deleted and older versions" },
    { types: [azure("cosmosdb:DatabaseAccount")], how: "backs itself up" },
    { types: [azure("keyvault:Vault")], how: "keeps deleted keys" },
    { types: [awsTypes.bucket], how: "keeps older versions" },
  ],
};

/** Every sink of a log, with how many send to it. */
function logEntries(stack: string, estate: Estate): readonly Flow[] {
  const sinks = new Map<string, { readonly to: Flow["to"]; count: number }>();
  const add = (node: ResourceNode, input: string, kind: string) => {
    const id = isUnknown(node, input) ? `of ${node.name}` : trimmed(text(node, input));
    if (id === undefined) return;
    const to = estate.byId(id) ?? outside(kind, id);
    const key = "node" in to ? to.node.urn : to.name;
    const known = sinks.get(key) ?? { to, count: 0 };
    sinks.set(key, { to, count: known.count + 1 });
  };
  for (const { node } of estate.ofType(stack, azure("monitor:DiagnosticSetting"))) {
    add(node, "workspaceId", "log workspace");
    add(node, "storageAccountId", "storage account");
    add(node, "eventHubAuthorizationRuleId", "event hub");
    add(node, "marketplacePartnerId", "partner");
  }
  for (const { node } of estate.ofType(stack, azure("network:FlowLog"))) {
    const analytics = "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration";
    add(node, "storageId", "storage account");
    add(node, `${analytics}.workspaceResourceId`, "log workspace");
  }
  for (const { node } of estate.ofType(stack, azure("operationalinsights:DataExport")))
    add(node, "resourceId", "export");
  const direct = (types: readonly string[], how: string): Flow[] =>
    estate.ofType(stack, ...types).map((to: Located) => ({ how, classes: ["log"], to }));
  return [
    ...[...sinks.values()].map(({ to, count }): Flow => ({
      how: `${count} ${count === 1 ? "log goes" : "logs go"} to it`,
      classes: ["log"],
      to,
    })),
    ...direct([azure("applicationinsights:Component")], "requests are traced to it"),
    ...direct([awsTypes.logGroup], "logs are kept in it"),
    ...direct([awsTypes.trail], "calls of the account are recorded by it"),
    ...direct([awsTypes.flowLog], "the network's traffic is recorded by it"),
  ];
}

/** The namespace of an event hub, for the rule that a log is sent by. */
function trimmed(id: string | undefined): string | undefined {
  return id?.replace(/\/authorizationrules\/.*$/i, "");
}

function outside(kind: string, id: string): Flow["to"] {
  const name = id.split("/").at(-1) ?? id;
  return {
    kind,
    name,
    place: unknownPlace(
      "a place that is not known",
      `${name} is in no stack that is looked at; ask its owner where it stands`,
    ),
  };
}
