import { runningAllMonth } from "../../../catalog/cost";
import { canonicalType, type PropertyMap, type PropertyValue, type ResourceNode } from "../../../graph/types";
import type { Assumptions } from "./assumptions";
import { awsChargesOf } from "./aws-charges";

/** A meter, as prices.json names it. */
export interface MeterName {
  readonly service: string;
  readonly meter: string;
}

/** One meter that a resource runs up in a month. */
export interface Charge extends MeterName {
  /** Units a month, in the meter's unit. */
  readonly quantity: number;
  /** The assumption that the quantity rests on; absent where it runs all month. */
  readonly assumed?: keyof Assumptions;
}

/** A part of a bill that nobody can tell beforehand, or that the catalog has no meter for. */
export interface UnknownCharge {
  readonly item: string;
  readonly reason: string;
  /** What it is billed by, where the catalog has list prices of it. */
  readonly meters?: readonly MeterName[];
}

type Pricing = (node: ResourceNode, assumptions: Assumptions) => readonly (Charge | UnknownCharge)[];

const free: Pricing = () => [];

/** A resource whose price depends on a use that no stack file states. */
function byUse(item: string, service = "", ...meters: readonly string[]): Pricing {
  const reason = "it is billed by use, and the stack file does not state the use";
  return () => [{ item, reason, meters: meters.map((meter) => ({ service, meter })) }];
}

function allMonth(service: string, meter: string, unit: string, count = 1): Charge {
  return { service, meter, quantity: runningAllMonth(unit, count) };
}

const containers = byUse(
  "processor and memory",
  "Container Apps",
  "Standard vCPU Active",
  "Standard Memory Active",
);

const privateEndpoint: Pricing = (_, { endpointGigabytes }) => [
  allMonth("Private Link", "Standard Private Endpoint", "hour"),
  {
    service: "Private Link",
    meter: "Data Processed ingress/egress first 1PB",
    quantity: endpointGigabytes,
    assumed: "endpointGigabytes",
  },
];

/** Machines that are started and stopped by their load; https://azure.microsoft.com/pricing/details/machine-learning/ */
const machines: Pricing = ({ inputs }) => {
  const size = ["properties.properties.vmSize", "properties.instanceType"]
    .map((path) => text(inputs, path))
    .find((name) => name !== "");
  const service = "Machine Learning compute (VM price)";
  const item = size === undefined ? "compute" : `compute of ${size}`;
  const reason = "it is billed by use, and the stack file does not state the use";
  return [{ item, reason, meters: size === undefined ? [] : [{ service, meter: `${size} Linux` }] }];
};

/**
 * What a resource is billed by, for each type that a platform has. A type that is missing here is unknown in an estimate,
 * never free. Model deployments are priced apart: theirs is a matter of tokens.
 */
const pricing: Readonly<Record<string, Pricing>> = {
  // Billed by what they hold or carry, not for themselves. https://azure.microsoft.com/pricing/details/virtual-network/
  "resources:ResourceGroup": free,
  "resources:Deployment": free,
  "network:VirtualNetwork": free,
  "network:Subnet": free,
  "network:VirtualNetworkPeering": byUse("data that passes between regions"),
  "network:NetworkSecurityGroup": free,
  "network:RouteTable": free,
  // A policy of one firewall, and its rules. https://azure.microsoft.com/pricing/details/firewall-manager/
  "network:FirewallPolicy": free,
  "network:FirewallPolicyRuleCollectionGroup": free,
  "network:PrivateDnsZoneGroup": free,
  "privatedns:VirtualNetworkLink": free,
  "privatedns:PrivateRecordSet": free,
  "authorization:RoleAssignment": free,
  "authorization:PimRoleEligibilitySchedule": free,
  "authorization:RoleDefinition": free,
  "authorization:PolicyAssignment": free,
  "authorization:ManagementLockByScope": free,
  "managedidentity:UserAssignedIdentity": free,
  "managedidentity:FederatedIdentityCredential": free,
  "consumption:Budget": free,
  "cognitiveservices:Account": free,
  "cognitiveservices:RaiPolicy": free,
  "cognitiveservices:RaiBlocklist": free,
  "cognitiveservices:RaiBlocklistItem": free,
  "cognitiveservices:Project": free,
  "cognitiveservices:AccountConnection": free,
  "cognitiveservices:ProjectConnection": free,
  "cognitiveservices:AccountCapabilityHost": free,
  "cognitiveservices:ProjectCapabilityHost": free,
  "cognitiveservices:AgentApplication": free,
  "cognitiveservices:AgentDeployment": byUse("hosted agents"),
  "monitor:DiagnosticSetting": free,
  "monitor:PrivateLinkScope": free,
  "monitor:PrivateLinkScopedResource": free,
  "monitor:ActivityLogAlert": free,
  // Stores in its workspace, which is billed for it.
  "applicationinsights:Component": free,
  "monitor:ActionGroup": free,
  "applicationinsights:Workbook": free,
  // Azure Monitor dashboards with Grafana, not a Managed Grafana workspace.
  // https://learn.microsoft.com/azure/azure-monitor/visualize/visualize-grafana-overview
  "dashboard:Dashboard": free,
  "dashboard:DashboardDefinition": free,
  "databricks:AccessConnector": free,

  "network:FlowLog": byUse("flows collected and analysed"),
  "security:Pricing": byUse("tokens, resources or events that Defender scans"),
  "network:PrivateEndpoint": privateEndpoint,
  "privatedns:PrivateZone": () => [allMonth("Private DNS", "Private Zone", "zone-month")],
  "network:PublicIPAddress": () => [allMonth("Public IP", "Standard IPv4 Static", "hour")],
  "network:AzureFirewall": () => [
    allMonth("Azure Firewall", "Standard Deployment", "hour"),
    {
      item: "data through the firewall",
      reason: "it is billed by use, and the stack file does not state the use",
    },
  ],
  "network:NatGateway": () => [allMonth("NAT Gateway", "Standard Gateway", "hour")],
  "keyvault:Vault": free,
  "keyvault:Key": keyCharges,
  "operationalinsights:Workspace": workspaceCharges,
  "monitor:MetricAlert": () => [
    { item: "alert rule", reason: "the catalog has no price of metric alert rules" },
  ],
  "monitor:ScheduledQueryRule": () => [
    { item: "alert rule", reason: "the catalog has no price of log search alert rules" },
  ],
  "search:Service": searchCharges,
  "redisenterprise:RedisEnterprise": ({ inputs }) => [
    { item: `Redis ${text(inputs, "sku.name")}`, reason: "the catalog has no price of Azure Managed Redis" },
  ],
  "redisenterprise:Database": free,
  "apimanagement:ApiManagementService": gatewayCharges,
  "storage:StorageAccount": byUse(
    "data and operations",
    "Storage",
    "Hot LRS Data Stored (Block Blob v2)",
    "Hot Read Operations",
  ),
  "cosmosdb:DatabaseAccount": byUse(
    "request units and data",
    "Cosmos DB",
    "Provisioned 100 RU/s",
    "Serverless 1M RU",
    "Data Stored",
  ),
  // https://azure.microsoft.com/pricing/details/container-apps/: an environment costs nothing itself on the consumption plan.
  "app:ManagedEnvironment": ({ inputs }) =>
    Array.isArray(inputs["workloadProfiles"]) && inputs["workloadProfiles"].some(isDedicated)
      ? [{ item: "dedicated plan", reason: "the catalog has no price of dedicated workload profiles" }]
      : [],
  "app:ContainerAppsSessionPool": byUse("sessions"),
  "app:ContainerApp": containers,
  "app:Job": containers,
  "databricks:Workspace": byUse(
    "compute",
    "Databricks",
    "Premium All-purpose Compute DBU",
    "Premium Jobs Compute DBU",
  ),
  "machinelearningservices:Workspace": free,
  // A managed network costs nothing itself, its private endpoints what others do.
  // https://learn.microsoft.com/azure/machine-learning/how-to-managed-network#pricing
  "machinelearningservices:ManagedNetworkSettingsRule": (rule, assumptions) =>
    text(rule.inputs, "properties.type") === "PrivateEndpoint"
      ? privateEndpoint(rule, assumptions)
      : byUse("a firewall, where a rule lets host names through")(rule, assumptions),
  "machinelearningservices:Compute": machines,
  "machinelearningservices:OnlineDeployment": machines,
  "containerregistry:Registry": ({ inputs }) => [
    allMonth("Container Registry", text(inputs, "sku.name"), "day"),
  ],
};

/** What a resource costs beside tokens. Components and providers cost nothing; an unlisted type is unknown. */
export function chargesOf(
  node: ResourceNode,
  assumptions: Assumptions,
): readonly (Charge | UnknownCharge)[] | "free" {
  if (!node.custom || node.external || node.type.startsWith("pulumi:")) return "free";
  // Objects of Entra ID cost nothing themselves; its licences are bought by the person.
  if (node.type.startsWith("azuread:")) return "free";
  const aws = node.type.startsWith("aws:") && awsChargesOf(canonicalType(node.type), node.inputs);
  if (aws) return aws;
  const type = canonicalType(node.type).replace(/^azure-native:/, "");
  const rule = pricing[type];
  if (rule) return rule === free ? "free" : rule(node, assumptions);
  // Children of a service that is billed as a whole, e.g. the APIs of a gateway.
  const module = type.split(":")[0] ?? "";
  const whole = wholes[module];
  if (whole !== undefined && whole !== type) return "free";
  return [{ item: type, reason: `this command does not know how ${type} is billed` }];
}

/** Modules whose one main type carries the bill of all others. */
const wholes: Readonly<Record<string, string>> = {
  apimanagement: "apimanagement:ApiManagementService",
  storage: "storage:StorageAccount",
  cosmosdb: "cosmosdb:DatabaseAccount",
  search: "search:Service",
};

function keyCharges({ inputs }: ResourceNode, { keyOperations }: Assumptions): readonly Charge[] {
  const software = !/HSM/i.test(text(inputs, "properties.kty"));
  const advanced = (read(inputs, "properties.keySize") ?? 2048) !== 2048;
  const operations: Charge = {
    service: "Key Vault",
    meter: software && advanced ? "Advanced key operations" : "Operations (Standard)",
    quantity: keyOperations / 10_000,
    assumed: "keyOperations",
  };
  if (software) return [operations];
  const meter = advanced ? "Premium HSM-protected Advanced Key" : "Premium HSM-protected RSA 2048-bit key";
  return [allMonth("Key Vault", meter, "key-month"), operations];
}

/** Days of interactive retention that the price of ingestion includes. */
const includedRetentionDays = 31;

function workspaceCharges({ inputs }: ResourceNode, { logGigabytes }: Assumptions): readonly Charge[] {
  const days = Number(read(inputs, "retentionInDays") ?? includedRetentionDays);
  const paidMonths = Math.max(0, days - includedRetentionDays) / (365 / 12);
  const retained = Math.round(logGigabytes * paidMonths * 100) / 100;
  const service = "Log Analytics";
  const assumed = "logGigabytes";
  const ingestion = {
    service,
    meter: "Analytics Logs Data Ingestion",
    quantity: logGigabytes,
    assumed,
  } as const;
  if (retained === 0) return [ingestion];
  return [ingestion, { service, meter: "Analytics Logs Data Retention", quantity: retained, assumed }];
}

function searchCharges({ inputs }: ResourceNode): readonly Charge[] {
  const meters: Readonly<Record<string, string>> = {
    basic: "Basic Unit",
    standard: "Standard S1 Unit",
    standard2: "Standard S2 Unit",
    storage_optimized_l1: "Storage Optimized L1 Unit",
  };
  const sku = text(inputs, "sku.name").toLowerCase();
  const units = Number(read(inputs, "replicaCount") ?? 1) * Number(read(inputs, "partitionCount") ?? 1);
  return [allMonth("Azure AI Search", meters[sku] ?? `${sku} unit`, "hour", units)];
}

function gatewayCharges({ inputs }: ResourceNode): readonly (Charge | UnknownCharge)[] {
  const sku = text(inputs, "sku.name");
  if (sku === "Consumption")
    return [{ item: "calls", reason: "it is billed by call, and the stack file does not state the calls" }];
  const meter = `${sku.replace(/V2$/i, " v2")} Unit`;
  const further = read(inputs, "additionalLocations");
  const regions = [inputs, ...(Array.isArray(further) ? (further as readonly PropertyMap[]) : [])];
  const units = regions.reduce((sum, region) => sum + Number(read(region, "sku.capacity") ?? 1), 0);
  return [allMonth("API Management", meter, "hour", units)];
}

function isDedicated(profile: PropertyValue): boolean {
  const type =
    typeof profile === "object" && profile !== null && read({ profile }, "profile.workloadProfileType");
  return type !== "Consumption";
}

function text(properties: PropertyMap, path: string): string {
  const value = read(properties, path);
  return typeof value === "string" ? value : "";
}

function read(properties: PropertyMap, path: string): PropertyValue | undefined {
  return path.split(".").reduce<PropertyValue | undefined>((value, key) => {
    const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
    return isMap ? (value as PropertyMap)[key] : undefined;
  }, properties);
}
