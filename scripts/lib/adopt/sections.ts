import { boundaryNames, findRegion, isRegionInBoundary, regionsInBoundary } from "../../../catalog/regions";
import { findSku, processingScopes } from "../../../catalog/skus";
import { findModel } from "../../../catalog/models";
import { neededZones } from "../../../stacks/config/checks/dns";
import { blocklistsOf, byName, contentFilterOf } from "./content-filters";
import { Assumptions, type Draft } from "./draft";
import {
  isMap,
  isWithin,
  numberAt,
  ofType,
  textAt,
  textsAt,
  valueAt,
  type Estate,
  type Existing,
} from "./existing";
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
  const sections = {
    environment,
    residency,
    compliance: complianceOf(estate, environment, residency, assumptions),
    network: networkOf(estate, assumptions),
    identity: { groups: people.groups },
    models: models.section,
    workloads: people.workloads,
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

interface Models {
  readonly section: Record<string, unknown>;
  readonly called: readonly {
    readonly name: string;
    readonly account: Existing;
    readonly workload?: string;
  }[];
}

function modelsOf(estate: Estate, environment: Environment, assumptions: Assumptions): Models {
  const prefix = `${environment.organization}-${environment.name}-`;
  const accounts = ofType(estate, "microsoft.cognitiveservices/accounts").filter((account) =>
    ["AIServices", "OpenAI"].includes(textAt(account, "kind") ?? ""),
  );
  const nameOf = (account: Existing): string => {
    // `<prefix><name>-<hash>`: the name that the platform gives an account.
    const own = account.name.startsWith(prefix)
      ? /^(.+)-[0-9a-z]{6}$/.exec(account.name.slice(prefix.length))?.[1]
      : undefined;
    return (
      own ??
      account.name
        .toLowerCase()
        .replace(/[^a-z0-9-]+/g, "-")
        .slice(0, 20)
        .replace(/^[^a-z]+|-+$/g, "")
    );
  };
  const deployments = ofType(estate, "microsoft.cognitiveservices/accounts/deployments").flatMap(
    (deployment) => {
      const account = accounts.find(({ id }) => isWithin(deployment.id, id));
      return account ? [{ deployment, account }] : [];
    },
  );
  const known = new Set(
    ofType(estate, "microsoft.cognitiveservices/accounts/raipolicies").map(({ name }) => name),
  );
  const filters = ofType(estate, "microsoft.cognitiveservices/accounts/raipolicies").filter(
    ({ name }) => !name.startsWith("Microsoft."),
  );
  const declared = new Map<string, { readonly name: string; readonly version: string }>();
  const written = deployments.map(({ deployment, account }) => {
    const [model, version] = [
      textAt(deployment, "model.name") ?? "",
      textAt(deployment, "model.version") ?? "",
    ];
    if (findModel(model, version) === undefined)
      declared.set(`${model} ${version}`, { name: model, version });
    const filter = textAt(deployment, "raiPolicyName");
    const upgrade = textAt(deployment, "versionUpgradeOption");
    return {
      name: deployment.name,
      account: nameOf(account),
      model,
      version,
      sku: textAt(deployment, "sku.name"),
      capacity: numberAt(deployment, "sku.capacity"),
      ...(filter !== undefined && known.has(filter) && !filter.startsWith("Microsoft.")
        ? { contentFilter: filter }
        : {}),
      ...(upgrade === undefined || upgrade === "NoAutoUpgrade" ? {} : { versionUpgrade: upgrade }),
    };
  });
  const blocklists = blocklistsOf(estate);
  for (const { name, version } of declared.values())
    assumptions.take("models.declared", `${name} ${version}`, "the catalog does not know this version");
  return {
    section: {
      accounts: accounts.map((account) => ({
        name: nameOf(account),
        region: regionOf(account.location) ?? environment.region,
        ...(textAt(account, "kind") === "OpenAI" ? { kind: "OpenAI" } : {}),
      })),
      ...(blocklists.length > 0 ? { blocklists } : {}),
      ...(filters.length > 0 ? { contentFilters: byName(filters.map(contentFilterOf)) } : {}),
      deployments: written,
      ...(declared.size > 0 ? { declared: [...declared.values()] } : {}),
    },
    called: deployments.map(({ deployment, account }) => {
      const workload = deployment.tags["workload"];
      return { name: deployment.name, account, ...(workload === undefined ? {} : { workload }) };
    }),
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
  };
}

/** A region of the catalog, however Resource Manager writes it (`Sweden Central`). */
function regionOf(location: string | undefined): string | undefined {
  const found = location === undefined ? undefined : findRegion(location.toLowerCase().replace(/\s+/g, ""));
  return found?.name;
}
