/** What each type of resource is called, where it lies, and where data goes from there: a row a type. */
import { awsRegionOf, text, typeOf, type Estate } from "./estate";
import {
  agentFlows,
  awsTypes,
  bucketFlows,
  guardrailPlace,
  loggingFlows,
  profileFlows,
  profilePlace,
  trailFlows,
} from "./flows-aws";
import {
  accountFlows,
  deploymentFlows,
  deploymentPlace,
  deploymentTitle,
  gatewayFlows,
  gatewayPlace,
} from "./flows-models";
import {
  cosmosFlows,
  databricksFlows,
  learningFlows,
  logFlows,
  projectFlows,
  registryFlows,
  storageFlows,
  vaultFlows,
} from "./flows-stores";
import { awsPlace, azurePlace } from "./places";
import type { DeclaredResidency, Flow, Located, Place } from "./types";

interface Row {
  readonly kind: string;
  /**
   * The input that names it, or what makes its name.
   * @default the logical name
   */
  readonly name?: string | ((located: Located) => string);
  /** @default its region */
  readonly place?: (located: Located, declared: DeclaredResidency, estate: Estate) => Place;
  readonly flows?: (located: Located, estate: Estate, declared: DeclaredResidency) => readonly Flow[];
}

const azure = (type: string) => `azure-native:${type}`;

const rows: Readonly<Record<string, Row>> = {
  [azure("apimanagement:ApiManagementService")]: {
    kind: "gateway",
    name: "serviceName",
    place: gatewayPlace,
    flows: gatewayFlows,
  },
  [azure("cognitiveservices:Account")]: { kind: "account", name: "accountName", flows: accountFlows },
  [azure("cognitiveservices:Deployment")]: {
    kind: "deployment",
    name: deploymentTitle,
    place: deploymentPlace,
    flows: deploymentFlows,
  },
  [azure("cognitiveservices:Project")]: {
    kind: "project of agents",
    name: "projectName",
    flows: projectFlows,
  },
  [azure("app:ContainerAppsSessionPool")]: { kind: "code sandboxes", name: "sessionPoolName" },
  [azure("redisenterprise:RedisEnterprise")]: { kind: "semantic cache", name: "clusterName" },
  [azure("search:Service")]: { kind: "search service", name: "searchServiceName" },
  [azure("cosmosdb:DatabaseAccount")]: {
    kind: "Cosmos DB account",
    name: "accountName",
    flows: (at, _, declared) => cosmosFlows(at, declared),
  },
  [azure("storage:StorageAccount")]: {
    kind: "storage account",
    name: "accountName",
    flows: (at, _, declared) => storageFlows(at, declared),
  },
  [azure("keyvault:Vault")]: {
    kind: "key vault",
    name: "vaultName",
    flows: (at, _, declared) => vaultFlows(at, declared),
  },
  [azure("containerregistry:Registry")]: { kind: "registry", name: "registryName", flows: registryFlows },
  [azure("databricks:Workspace")]: {
    kind: "Databricks workspace",
    name: "workspaceName",
    flows: (at, _, declared) => databricksFlows(at, declared),
  },
  [azure("machinelearningservices:Workspace")]: {
    kind: "learning workspace",
    name: "workspaceName",
    flows: learningFlows,
  },
  [azure("machinelearningservices:Compute")]: { kind: "compute", name: "computeName" },
  [azure("operationalinsights:Workspace")]: { kind: "log workspace", name: "workspaceName", flows: logFlows },
  [azure("applicationinsights:Component")]: { kind: "tracing", name: "resourceName", flows: logFlows },
  [azure("eventhub:Namespace")]: { kind: "event hub", name: "namespaceName" },
  [awsTypes.profile]: { kind: "inference profile", name: "name", place: profilePlace, flows: profileFlows },
  [awsTypes.provisioned]: { kind: "provisioned model", place: profilePlace, flows: profileFlows },
  [awsTypes.guardrail]: { kind: "guardrail", name: "name", place: guardrailPlace },
  [awsTypes.logging]: { kind: "invocation log", flows: loggingFlows },
  [awsTypes.agent]: { kind: "Bedrock agent", name: "agentName", flows: agentFlows },
  [awsTypes.knowledgeBase]: { kind: "knowledge base", name: "name", flows: agentFlows },
  [awsTypes.bucket]: { kind: "bucket", name: "bucket", flows: bucketFlows },
  [awsTypes.logGroup]: { kind: "log group", name: "name" },
  [awsTypes.trail]: { kind: "trail", name: "name", flows: trailFlows },
  [awsTypes.flowLog]: { kind: "flow log", flows: trailFlows },
};

/** Kind and name of a resource, as people would say them. */
export function titleOf(located: Located): { readonly kind: string; readonly name: string } {
  const { node } = located;
  const row = rows[typeOf(node)];
  const kind = row?.kind ?? node.type.split(":").at(-1) ?? node.type;
  const name = typeof row?.name === "function" ? row.name(located) : text(node, row?.name ?? "");
  return { kind, name: name ?? node.name };
}

/** Where a resource holds or processes what reaches it. */
export function placeOf(located: Located, declared: DeclaredResidency, estate: Estate): Place {
  const { node } = located;
  const own = rows[typeOf(node)]?.place;
  if (own) return own(located, declared, estate);
  if (node.type.startsWith("aws:")) return awsPlace(awsRegionOf(node), declared);
  return azurePlace(text(node, "location"), declared);
}

/** Where data goes from a resource. */
export function flowsFrom(located: Located, estate: Estate, declared: DeclaredResidency): readonly Flow[] {
  return rows[typeOf(located.node)]?.flows?.(located, estate, declared) ?? [];
}
