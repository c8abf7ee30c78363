/** Where prompts and completions go on Azure: gateways, accounts, deployments, the tools of agents. */
import { hostOf, modelEndpoint } from "../../catalog/endpoints";
import { listAt, text, textIn, valueAt, type Estate } from "./estate";
import {
  azurePlace,
  bedrockPlace,
  destinationsPlace,
  everyPlace,
  processingPlace,
  unknownPlace,
} from "./places";
import type { DeclaredResidency, Endpoint, Flow, Located, Place } from "./types";

const talk = ["prompt", "completion"] as const;

const management = "azure-native:apimanagement";

/** A gateway handles prompts in every region in which it stands. */
export function gatewayPlace({ node }: Located, declared: DeclaredResidency): Place {
  const regions = [
    text(node, "location"),
    ...listAt(node, "additionalLocations").map((each) => textIn(each, "location")),
  ];
  return everyPlace(regions.map((region) => azurePlace(region, declared)));
}

/** What a gateway calls: the accounts behind its backends, models of another cloud, services that its policies ask. */
export function gatewayFlows(gateway: Located, estate: Estate, declared: DeclaredResidency): readonly Flow[] {
  const own = (type: string) => childrenOf(gateway, estate, `${management}:${type}`);
  const backends = own("Backend").filter(({ node }) => valueAt(node, "url") !== undefined);
  const rank = poolRanks(own("Backend"));
  const flows = new Map<string, { flow: Flow; rank: number }>();
  for (const backend of backends) {
    const at = rank.get((backend.node.id as string).toLowerCase());
    for (const to of backendTargets(backend, estate)) {
      const key = "node" in to ? to.node.urn : to.name;
      const known = flows.get(key);
      const flow = { how: "calls it", classes: talk, to };
      if (!known || (at ?? Infinity) < known.rank)
        flows.set(key, { flow, rank: at ?? known?.rank ?? Infinity });
    }
  }
  const first = Math.min(...[...flows.values()].map((each) => each.rank));
  return [
    ...[...flows.values()]
      .sort((a, b) => a.rank - b.rank)
      .map(({ flow, rank: at }) => ({ ...flow, how: howOf(at, first) })),
    ...policyFlows(gateway, estate, declared),
    ...tracingFlows(gateway, estate),
  ];
}

function howOf(rank: number, first: number): string {
  if (!Number.isFinite(rank)) return "calls it";
  return rank <= Math.max(first, 2)
    ? `calls it first (priority ${rank})`
    : `fails over to it (priority ${rank})`;
}

/** The lowest priority number at which a pool uses each backend, by the backend's ID. */
function poolRanks(backends: readonly Located[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const { node } of backends) {
    for (const service of listAt(node, "pool.services")) {
      const id = textIn(service, "id")?.toLowerCase();
      const priority = service["priority"];
      if (id === undefined || typeof priority !== "number") continue;
      ranks.set(id, Math.min(priority, ranks.get(id) ?? Infinity));
    }
  }
  return ranks;
}

function backendTargets({ node }: Located, estate: Estate): readonly (Located | Endpoint)[] {
  const url = text(node, "url") ?? "";
  const account = estate.byHost(url);
  if (account) return [account];
  const endpoint = modelEndpoint(url);
  if (endpoint?.cloud === "aws") {
    const { region } = endpoint;
    const why = `a backend names no model: whatever is called from ${region} may be sent on by its profile`;
    return [{ kind: "backend", name: `Bedrock in ${region}`, place: unknownPlace(region, why) }];
  }
  return [
    {
      kind: "backend",
      name: text(node, "backendId") ?? node.name,
      place: unknownPlace(hostOf(url), `no stack that is looked at has what answers on ${hostOf(url)}`),
    },
  ];
}

/** A profile of a stack that is not looked at: by the regions that the gateway tells beside it, or by its ARN. */
function namedProfile(arn: string, regions: string | undefined, declared: DeclaredResidency): Endpoint {
  const place = regions ? destinationsPlace(regions.split(", "), declared) : bedrockPlace(arn, declared);
  return { kind: "inference profile", name: arn.slice(arn.indexOf("/") + 1), place };
}

/** Services that a policy sends the prompt to: `set-url` of each `send-request`. */
function policyFlows(gateway: Located, estate: Estate, declared: DeclaredResidency): readonly Flow[] {
  const named = new Map(
    childrenOf(gateway, estate, `${management}:NamedValue`).map(({ node }) => [
      text(node, "namedValueId") ?? "",
      text(node, "value") ?? "",
    ]),
  );
  const addresses = new Set(
    childrenOf(gateway, estate, `${management}:ApiPolicy`).flatMap(({ node }) =>
      [...(text(node, "value") ?? "").matchAll(/<set-url>([^<]+)<\/set-url>/g)].map(([, url = ""]) => url),
    ),
  );
  return [...addresses].flatMap((address): readonly Flow[] => {
    const url = address.replace(/\{\{([\w-]+)\}\}/g, (_, name: string) => named.get(name) ?? "");
    const host = hostOf(/https:\/\/[^"'\s]+/.exec(url)?.[0] ?? "");
    // The token service of AWS gets a token of the gateway's identity and nothing of the request.
    if (/^sts\./.test(host)) return [];
    if (/^bedrock/.test(host)) {
      const profile = /\{\{([\w-]+)-profile\}\}/.exec(address)?.[1];
      const regions = profile === undefined ? undefined : named.get(`${profile}-regions`);
      const to = bedrockTarget(/arn:aws[^"'\s]+/.exec(url)?.[0], regions, estate, declared);
      return [{ how: "fails over to it last", classes: talk, to }];
    }
    const to = estate.byHost(`https://${host}`) ?? {
      kind: "service",
      name: host || "an address that is not known",
      place: unknownPlace(host || "an address that is not known", "no stack that is looked at has it"),
    };
    return [{ how: "asks it about the prompt", classes: ["prompt"], to }];
  });
}

/** What a Bedrock model or profile is: of a stack that is looked at, else as far as its ARN and the gateway tell. */
function bedrockTarget(
  arn: string | undefined,
  regions: string | undefined,
  estate: Estate,
  declared: DeclaredResidency,
): Located | Endpoint {
  if (arn !== undefined) return estate.byId(arn) ?? namedProfile(arn, regions, declared);
  const place = unknownPlace("processing unknown", "which model is called is not known yet");
  return { kind: "Bedrock", name: "a model of Bedrock", place };
}

/** Tracing that keeps bodies takes prompts and completions along. */
function tracingFlows(gateway: Located, estate: Estate): readonly Flow[] {
  return childrenOf(gateway, estate, `${management}:Diagnostic`).flatMap(({ node }): Flow[] => {
    const sides = (["frontend", "backend"] as const).flatMap((side) =>
      (["request", "response"] as const).map((part) => ({ side, part })),
    );
    const kept = sides.filter(
      ({ side, part }) => Number(valueAt(node, `${side}.${part}.body.bytes`) ?? 0) > 0,
    );
    const logger = estate.byId(text(node, "loggerId") ?? "");
    const component = logger && estate.byId(text(logger.node, "resourceId") ?? "");
    if (kept.length === 0) return [];
    const classes = [
      ...(kept.some(({ part }) => part === "request") ? (["prompt"] as const) : []),
      ...(kept.some(({ part }) => part === "response") ? (["completion"] as const) : []),
    ];
    const missing = { kind: "log", name: node.name, place: unknownPlace("a logger", "it is in no stack") };
    return [{ how: "traces bodies to it", classes, to: component ?? missing }];
  });
}

/** The deployments of an account: whoever may call the account may call each. */
export function accountFlows(account: Located, estate: Estate): readonly Flow[] {
  return childrenOf(account, estate, "azure-native:cognitiveservices:Deployment").map((deployment) => ({
    how: "runs the model",
    classes: talk,
    to: deployment,
  }));
}

/** Where a deployment processes prompts: its SKU decides, with the region of its account. */
export function deploymentPlace({ node }: Located, declared: DeclaredResidency, estate: Estate): Place {
  const account = typeof node.id === "string" ? node.id.split("/deployments/")[0] : undefined;
  const region = text(estate.byId(account ?? "")?.node ?? node, "location");
  return processingPlace(text(node, "sku.name") ?? "", region, declared);
}

/** Name, model and SKU of a deployment. */
export function deploymentTitle({ node }: Located): string {
  const [name, model, sku] = ["deploymentName", "properties.model.name", "sku.name"].map((input) =>
    text(node, input),
  );
  return `${name ?? node.name} (${model ?? "model unknown"}, ${sku ?? "SKU unknown"})`;
}

/** A provisioned deployment may hand what it cannot serve to another one of its account. */
export function deploymentFlows({ stack, node }: Located, estate: Estate): readonly Flow[] {
  const name = text(node, "properties.spilloverDeploymentName");
  const account = text(node, "accountName");
  const to = estate
    .ofType(stack, "azure-native:cognitiveservices:Deployment")
    .find(
      (other) => text(other.node, "deploymentName") === name && text(other.node, "accountName") === account,
    );
  return name === undefined || !to ? [] : [{ how: "spills over to it", classes: talk, to }];
}

/** What stands below a resource of Azure: by the ARM ID, which contains that of its parent. */
export function childrenOf(parent: Located, estate: Estate, type: string): readonly Located[] {
  const { id } = parent.node;
  if (typeof id !== "string") return [];
  const prefix = `${id.toLowerCase()}/`;
  return estate
    .ofType(parent.stack, type)
    .filter(({ node }) => typeof node.id === "string" && node.id.toLowerCase().startsWith(prefix));
}
