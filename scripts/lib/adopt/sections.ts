import { boundaryNames, isRegionInBoundary, regionsInBoundary } from "../../../catalog/regions";
import { findSku, processingScopes } from "../../../catalog/skus";
import { neededZones } from "../../../stacks/config/checks/dns";
import { assignmentsOf } from "./assignments";
import { dataOf } from "./data";
import { Assumptions, type Draft } from "./draft";
import {
  isMap,
  isWithin,
  numberAt,
  ofType,
  regionOf,
  textAt,
  textsAt,
  valueAt,
  type Estate,
} from "./existing";
import { flowLogsOf } from "./flow-logs";
import { learningOf } from "./learning";
import { modelsOf } from "./models";
import { mailboxesOf, peopleOf } from "./people";

/** Tags that the platform sets itself. */
const ownTags: ReadonlySet<string> = new Set([
  "environment",
  "owner",
  "managedBy",
  "workload",
  "dataClassification",
]);

/**
 * The sections of a stack file that would make what stands, as far as it can be told.
 *
 * @param groups whose groups are, where somebody says it: nothing that stands tells apart those with the same roles
 */
export function draftOf(estate: Estate, groups: Readonly<Record<string, string>> = {}): Draft {
  // A platform of this project remembers what it was made from: nothing need be guessed.
  if (estate.configuration) return { sections: estate.configuration, assumed: [] };
  const assumptions = new Assumptions();
  const environment = environmentOf(estate, assumptions);
  const models = modelsOf(estate, environment, assumptions);
  const people = peopleOf(estate, models.called, assumptions, groups);
  const residency = residencyOf(estate, assumptions);
  const around = { estate, assignments: assignmentsOf(estate), accountNames: models.accountNames };
  const data = dataOf(around, assumptions);
  const learning = learningOf(around);
  const sections = {
    environment,
    residency,
    compliance: complianceOf(estate, environment, residency, assumptions),
    network: networkOf(estate, assumptions),
    identity: { groups: people.groups },
    models: models.section,
    workloads: people.workloads,
    ...(data && { data }),
    ...(learning && { learning }),
    operations: operationsOf(estate, environment, assumptions),
  };
  return { sections, assumed: assumptions.list };
}

interface Environment {
  readonly name: string;
  readonly organization: string;
  readonly owner: string;
  readonly region: string;
  readonly protected: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

function environmentOf(estate: Estate, assumptions: Assumptions): Environment {
  const groupName = estate.group.split("/").at(-1) ?? "";
  const group = ofType(estate, "microsoft.resources/resourcegroups").find(
    ({ id }) => id.toLowerCase() === estate.group.toLowerCase(),
  );
  const tags = group?.tags ?? {};
  // `<organisation>-<environment>-group<suffix>`: the name that the platform gives its group.
  const [, organization, name] =
    /^([a-z][a-z0-9]{1,9})-([a-z][a-z0-9]{1,11})-group[0-9a-f]{8}$/.exec(groupName) ?? [];
  const words = groupName
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => /^[a-z]/.test(word) && word !== "rg");
  const custom = Object.entries(tags).filter(([key]) => !ownTags.has(key));
  // The platform locks what must not be lost, and nothing where all may be.
  const locked = ofType(estate, "microsoft.authorization/locks").length > 0;
  const declared = estate.declaration?.["protected"];
  const byName = "the name of the group is not one that this project gives";
  return {
    name: assumptions.or("environment.name", name, (words.at(-1) ?? "adopted").slice(0, 12), byName),
    organization: assumptions.or(
      "environment.organization",
      organization,
      (words[0] ?? "contoso").slice(0, 10),
      byName,
    ),
    owner: assumptions.or(
      "environment.owner",
      tags["owner"],
      "platform@example.com",
      "the group has no tag `owner`",
    ),
    region: assumptions.or(
      "environment.region",
      regionOf(group?.location) ?? regionOf(estate.resources.find(({ location }) => location)?.location),
      "swedencentral",
      "nothing tells a region",
    ),
    protected: assumptions.or(
      "environment.protected",
      typeof declared === "boolean" ? declared : tags["managedBy"] === "cornerstone" ? locked : undefined,
      true,
      "whether its data may be lost is for you to say",
    ),
    ...(custom.length > 0 ? { tags: Object.fromEntries(custom) } : {}),
  };
}

function residencyOf({ declaration, resources }: Estate, assumptions: Assumptions): Record<string, unknown> {
  const declared = declaration?.["residency"];
  if (isMap(declared)) return { ...declared };
  const used = [...new Set(resources.flatMap(({ location }) => regionOf(location) ?? []))].sort();
  const fitting = boundaryNames
    .filter(
      (boundary) => boundary !== "global" && used.every((region) => isRegionInBoundary(region, boundary)),
    )
    .sort((a, b) => regionsInBoundary(b).length - regionsInBoundary(a).length);
  const boundary = fitting.find((each) => each === "eu") ?? fitting.at(-1) ?? "global";
  const scopes = resources
    .filter(({ type }) => type === "microsoft.cognitiveservices/accounts/deployments")
    .flatMap((deployment) => findSku(textAt(deployment, "sku.name") ?? "")?.processing ?? []);
  const widest = Math.max(0, ...scopes.map((scope) => processingScopes.indexOf(scope)));
  assumptions.take("residency", boundary, "the narrowest that everything which stands keeps to");
  return { boundary, allowedRegions: used, processing: processingScopes[widest] };
}

function complianceOf(
  { declaration }: Estate,
  { tags = {} }: Environment,
  { boundary }: Readonly<Record<string, unknown>>,
  assumptions: Assumptions,
): Record<string, unknown> {
  const frameworks = declaration?.["frameworks"];
  const required = declaration?.["requiredTags"];
  return {
    frameworks: Array.isArray(frameworks)
      ? frameworks
      : assumptions.take(
          "compliance.frameworks",
          boundary === "eu" ? ["gdpr"] : [],
          "no resource tells which regulations it answers to",
        ),
    requiredTags: Array.isArray(required) ? required : ["environment", "owner", ...Object.keys(tags)],
  };
}

function networkOf(estate: Estate, assumptions: Assumptions): Record<string, unknown> {
  const [network, ...others] = ofType(estate, "microsoft.network/virtualnetworks");
  const zones = ofType(estate, "microsoft.network/privatednszones");
  const dns = zones.some(({ name }) => neededZones.includes(name)) ? { mode: "own" } : { mode: "policy" };
  if (dns.mode === "policy")
    assumptions.take(
      "network.dns.mode",
      "policy",
      "the private DNS zones are not in this group: name them with mode existing",
    );
  if (!network)
    return {
      addressSpace: assumptions.take(
        "network.addressSpace",
        "10.40.0.0/20",
        "there is no network in the group",
      ),
      dns,
    };
  if (others.length > 0)
    assumptions.take("network", network.name, `the first of ${others.length + 1} networks`);
  const ours = network.tags["managedBy"] === "cornerstone";
  const [addressSpace] = textsAt(network, "addressSpace.addressPrefixes");
  if (ours && addressSpace !== undefined) return { addressSpace, dns };
  const subnets = ofType(estate, "microsoft.network/virtualnetworks/subnets").filter(({ id }) =>
    isWithin(id, network.id),
  );
  const subnet = subnets.find(({ name }) => /endpoint|pe/i.test(name)) ?? subnets[0];
  return {
    existing: {
      virtualNetworkId: network.id,
      privateEndpointSubnetId: assumptions.take(
        "network.existing.privateEndpointSubnetId",
        subnet?.id ?? `${network.id}/subnets/private-endpoints`,
        "which subnet takes private endpoints is told by its name alone",
      ),
    },
    dns,
  };
}

function operationsOf(
  estate: Estate,
  { owner }: Environment,
  assumptions: Assumptions,
): Record<string, unknown> {
  const budgets = ofType(estate, "microsoft.consumption/budgets");
  const budget = budgets.find((each) => valueAt(each, "filter") === undefined) ?? budgets[0];
  const [workspace] = ofType(estate, "microsoft.operationalinsights/workspaces");
  const emails = budget ? mailboxesOf(budget) : [];
  const notice = estate.declaration?.["retirementNoticeDays"];
  const declaredDays = estate.declaration?.["logRetentionDays"];
  const flowLogs = flowLogsOf(estate);
  const has = (type: string): boolean => ofType(estate, type).length > 0;
  return {
    logRetentionDays: assumptions.or(
      "operations.logRetentionDays",
      typeof declaredDays === "number" ? declaredDays : workspace && numberAt(workspace, "retentionInDays"),
      90,
      "there is no Log Analytics workspace in the group",
    ),
    alertEmails: assumptions.or(
      "operations.alertEmails",
      emails.length > 0 ? [...emails] : undefined,
      [owner],
      "no budget names mailboxes",
    ),
    monthlyBudget: assumptions.or(
      "operations.monthlyBudget",
      budget && numberAt(budget, "amount"),
      1_000,
      "there is no budget on the group",
    ),
    ...(typeof notice === "number" ? { retirementNoticeDays: notice } : {}),
    ...(has("microsoft.insights/actiongroups") ? { alerts: {} } : {}),
    ...(has("microsoft.insights/workbooks") ? { dashboards: true } : {}),
    ...(flowLogs && { flowLogs }),
  };
}
