/** Where what is kept on Azure lies: agents' stores, data for training, copies of them. */
import { findRegion } from "../../catalog/regions";
import { isUnknown, listAt, text, textIn, type Estate } from "./estate";
import { childrenOf } from "./flows-models";
import { azurePlace, processingPlace, unknownPlace } from "./places";
import type { DataClass, DeclaredResidency, Endpoint, Flow, Located, Place } from "./types";

const stored: readonly DataClass[] = ["thread", "vector", "trainingFile", "log", "backup"];

/** What the agents of a project keep, and what they send to their tools. */
export function projectFlows(project: Located, estate: Estate, declared: DeclaredResidency): readonly Flow[] {
  return childrenOf(project, estate, "azure-native:cognitiveservices:ProjectConnection").map((connection) =>
    connectionFlow(connection, estate, declared),
  );
}

const stores: Readonly<Record<string, readonly [kind: string, dataClass: DataClass]>> = {
  cosmosdb: ["thread store", "thread"],
  azurestorageaccount: ["file store", "thread"],
  azureblob: ["file store", "thread"],
  cognitivesearch: ["vector store", "vector"],
};

function connectionFlow({ node }: Located, estate: Estate, declared: DeclaredResidency): Flow {
  const category = text(node, "properties.category")?.toLowerCase() ?? "";
  const resource = text(node, "properties.metadata.ResourceId");
  const target = text(node, "properties.target") ?? "";
  const store = stores[category];
  if (store) {
    const [kind, dataClass] = store;
    const place = azurePlace(text(node, "properties.metadata.location"), declared);
    const to = estate.byId(resource ?? "") ?? { kind, name: target, place };
    return { how: `keeps them in its ${kind}`, classes: [dataClass], to };
  }
  if (category === "appinsights") {
    const to = estate.byId(resource ?? target) ?? elsewhere("tracing", target);
    return { how: "traces to it", classes: ["prompt", "completion", "log"], to };
  }
  const name = text(node, "properties.metadata.kind") ?? category;
  const to = estate.byHost(target) ?? elsewhere("tool", target);
  return { how: `its agents call it as a tool (${name})`, classes: ["prompt", "completion"], to };
}

function elsewhere(kind: string, address: string): Endpoint {
  const place = unknownPlace(
    "a place that is not known",
    "it is in no stack that is looked at; ask its owner where it stands",
  );
  return { kind, name: address.replace(/^https:\/\//, ""), place };
}

/** Copies that a storage account keeps of itself. */
export function storageFlows({ node }: Located, declared: DeclaredResidency): readonly Flow[] {
  return /GRS|GZRS/i.test(text(node, "sku.name") ?? "")
    ? [pairFlow(text(node, "location"), declared, "choose Standard_ZRS")]
    : [];
}

/** Regions and backups of a Cosmos DB account. Periodic backups are geo-redundant unless something else is stated. */
export function cosmosFlows({ node }: Located, declared: DeclaredResidency): readonly Flow[] {
  const home = text(node, "location");
  const regions = listAt(node, "locations").flatMap((each) => textIn(each, "locationName") ?? []);
  const others = regions.filter(
    (name) => azurePlace(name, declared).name !== azurePlace(home, declared).name,
  );
  const periodic = text(node, "backupPolicy.type") !== "Continuous";
  const redundancy = text(node, "backupPolicy.periodicModeProperties.backupStorageRedundancy") ?? "Geo";
  return [
    ...others.map((name) => copy("replicates to it", "region of the account", azurePlace(name, declared))),
    ...(periodic && redundancy === "Geo"
      ? [pairFlow(home, declared, "choose continuous backup, or backupStorageRedundancy: Zone")]
      : []),
  ];
}

/** A vault copies keys and secrets to the paired region of its own; nobody can turn it off. */
export function vaultFlows({ node }: Located, declared: DeclaredResidency): readonly Flow[] {
  return [pairFlow(text(node, "location"), declared, "choose a region whose pair lies inside the boundary")];
}

/** Where a registry copies its images. */
export function registryFlows(
  registry: Located,
  estate: Estate,
  declared: DeclaredResidency,
): readonly Flow[] {
  return childrenOf(registry, estate, "azure-native:containerregistry:Replication").map(({ node }) =>
    copy("replicates to it", "registry replica", azurePlace(text(node, "location"), declared)),
  );
}

/** What a workspace of Databricks keeps beside itself: its root storage. */
export function databricksFlows({ node }: Located, declared: DeclaredResidency): readonly Flow[] {
  const sku = text(node, "parameters.storageAccountSkuName.value") ?? "Standard_GRS";
  const home = text(node, "location");
  const root: Endpoint = { kind: "root storage", name: sku, place: azurePlace(home, declared) };
  return [
    { how: "keeps them in its root storage", classes: ["trainingFile"], to: root },
    ...(/GRS|GZRS/i.test(sku)
      ? [pairFlow(home, declared, "choose storageAccountSkuName: Standard_ZRS")]
      : []),
  ];
}

/** What a workspace of Machine Learning works with. */
export function learningFlows(workspace: Located, estate: Estate): readonly Flow[] {
  const linked = (["storageAccount", "containerRegistry"] as const).flatMap((input): Flow[] => {
    const id = text(workspace.node, input);
    if (id === undefined) return [];
    const to = estate.byId(id) ?? elsewhere(input, id);
    return [{ how: "keeps them in it", classes: ["trainingFile"], to }];
  });
  const computes = childrenOf(workspace, estate, "azure-native:machinelearningservices:Compute");
  return [...linked, ...computes.map((to): Flow => ({ how: "trains on it", classes: ["trainingFile"], to }))];
}

/** Where log lines go from a workspace or a component: replicas, the workspace behind it. */
export function logFlows({ node }: Located, estate: Estate, declared: DeclaredResidency): readonly Flow[] {
  const workspace = text(node, "workspaceResourceId");
  const replica = text(node, "replication.location");
  return [
    ...(workspace === undefined
      ? []
      : [
          {
            how: "keeps them in its workspace",
            classes: ["log", "prompt", "completion"] as const,
            to: estate.byId(workspace) ?? elsewhere("log workspace", workspace),
          },
        ]),
    ...(replica === undefined
      ? []
      : [copy("replicates to it", "workspace replica", azurePlace(replica, declared))]),
    ...(isUnknown(node, "workspaceResourceId")
      ? [
          {
            how: "keeps them in its workspace",
            classes: ["log"] as const,
            to: elsewhere("log workspace", ""),
          },
        ]
      : []),
  ];
}

function pairFlow(home: string | undefined, declared: DeclaredResidency, fix: string): Flow {
  const how = "copies to the paired region";
  const region = home === undefined ? undefined : findRegion(home);
  if (!region) return copy(how, "copy", unknownPlace("paired region", "its own region is not known"));
  const [pair] = region.paired;
  if (pair === undefined) {
    const why = `Azure pairs ${region.name} with no region`;
    return copy("copies within the region", "copy", { ...azurePlace(home, declared), why });
  }
  const place = findRegion(pair)
    ? azurePlace(pair, declared)
    : samePlace(pair, region.geography, home, declared);
  return copy(how, "copy", place.verdict === "outside" ? { ...place, fix } : place);
}

/**
 * A pair that the catalog does not know takes no customers but copies; it lies in the geography of its partner. The one pair
 * that does not (Brazil South's) is known. https://learn.microsoft.com/azure/reliability/cross-region-replication-azure
 */
function samePlace(
  pair: string,
  geography: string,
  home: string | undefined,
  declared: DeclaredResidency,
): Place {
  return {
    ...processingPlace("Standard", home, declared),
    name: `${pair} (${geography})`,
    why: `Azure pairs within a geography: ${geography}`,
  };
}

function copy(how: string, kind: string, place: Place): Flow {
  return { how, classes: stored, to: { kind, name: place.name, place } };
}
