import Big from "big.js";
import {
  deploymentCost,
  meterCost,
  totalCost,
  type CostLine,
  type CostTotal,
  type DeploymentCostQuery,
} from "../../../catalog/cost";
import { findModel } from "../../../catalog/models";
import type { TokenKind } from "../../../catalog/prices";
import { findSku } from "../../../catalog/skus";
import { indexGraph, type GraphIndex } from "../../../graph/queries";
import { canonicalType, type ResourceGraph, type ResourceNode } from "../../../graph/types";
import { declaredModels } from "../../../stacks/config/declared-models";
import {
  azureModelsOf,
  isAws,
  type AnyStackConfig,
  type DeploymentConfig,
} from "../../../stacks/config/index";
import type { Amount } from "./amounts";
import { assumptionText, type Assumptions } from "./assumptions";
import { componentOf, platformShare, workloadOf } from "./attribution";
import { chargesOf } from "./charges";
import { listPriceHint, withPricesElsewhere, withPricesOfWiderSkus, type Indicated } from "./indication";
import { profileLines } from "./profile-lines";
import { shareOut, type Sharing, type SharingKey } from "./sharing";
import { consumptionOf, type Consumption } from "./usage";

/** One line of an estimate: what one resource costs one workload by one meter. */
export interface EstimateLine {
  readonly workload: string;
  /** The component under the platform: `OpenAIAccount contoso-prod-primary`. */
  readonly component: string;
  readonly resource: { readonly urn: string; readonly type: string; readonly name: string };
  /** Where the quantity comes from. */
  readonly basis: "declared" | "assumed" | "always on" | "unknown";
  readonly cost: CostLine;
  /** Where the price is not known: USD a month at list prices of other places or SKUs. Part of no sum. */
  readonly indication?: Amount;
}

export interface Estimate {
  readonly stack: string;
  readonly lines: readonly EstimateLine[];
  readonly total: CostTotal;
  /** What each workload pays with its part of the platform's cost. */
  readonly sharing: Sharing;
  /** The assumptions that lines rest on, as sentences. */
  readonly assumptions: readonly string[];
  /** From the oldest to the newest date of a price that is in the sum. */
  readonly priceDates: { readonly oldest: string; readonly newest: string } | undefined;
  /** Keys of catalog/sources.json. */
  readonly sources: readonly string[];
  /** Number of resources that are billed for nothing themselves. */
  readonly freeResources: number;
  /** What every name of the platform begins with; a report for people leaves it out. */
  readonly namePrefix: string;
}

export interface EstimateInput {
  readonly stack: string;
  readonly graph: ResourceGraph;
  readonly config: AnyStackConfig;
  readonly assumptions: Assumptions;
  /** @default "cost" */
  readonly sharedBy?: SharingKey;
}

/** The cost of a stack's month, resource by resource. */
export function estimate({ stack, graph, config, assumptions, sharedBy }: EstimateInput): Estimate {
  const index = indexGraph(graph);
  const workloads = new Set(config.workloads.map(({ name }) => name));
  const used = new Set<keyof Assumptions>();
  let freeResources = 0;
  const lines = graph.resources.flatMap((node): readonly EstimateLine[] => {
    if (canonicalType(node.type) === "azure-native:cognitiveservices:Deployment")
      return deploymentLines(node, index, config, assumptions, used);
    if (node.type === "aws:bedrock/inferenceProfile:InferenceProfile" && isAws(config)) {
      const at = { component: componentOf(node, index), resource: identity(node) };
      return profileLines(node, config).map((line) => ({ ...at, ...line }));
    }
    const charges = chargesOf(node, assumptions);
    if (charges === "free") {
      if (node.custom) freeResources += 1;
      return [];
    }
    const region = regionOf(node, config);
    return charges.map((charge): EstimateLine => {
      const at = {
        workload: workloadOf(node, index, workloads),
        component: componentOf(node, index),
        resource: identity(node),
      };
      if ("item" in charge) {
        const reason = `${charge.reason}${listPriceHint(charge.meters ?? [])}`;
        return { ...at, basis: "unknown", cost: unknownLine(charge.item, reason) };
      }
      if (charge.assumed) used.add(charge.assumed);
      const { service, meter, quantity } = charge;
      const priced = withPricesElsewhere(meterCost({ service, meter, region, quantity }), charge);
      return { ...at, basis: charge.assumed ? "assumed" : "always on", ...priced };
    });
  });
  return {
    stack,
    lines,
    total: totalCost(lines.map(({ cost }) => cost)),
    sharing: shareOut(lines, config.workloads, sharedBy ?? "cost"),
    assumptions: (Object.keys(assumptionText) as (keyof Assumptions)[])
      .filter((key) => used.has(key))
      .map((key) => assumptionText[key](assumptions)),
    priceDates: priceDates(lines),
    sources: sourcesOf(lines),
    freeResources,
    namePrefix: `${config.environment.organization}-${config.environment.name}-`,
  };
}

function deploymentLines(
  node: ResourceNode,
  index: GraphIndex,
  config: AnyStackConfig,
  assumptions: Assumptions,
  used: Set<keyof Assumptions>,
): readonly EstimateLine[] {
  const name = node.inputs["deploymentName"];
  const at = { component: componentOf(node, index), resource: identity(node) };
  const declared = azureModelsOf(config).deployments.find((deployment) => deployment.name === name);
  const model =
    declared && findModel(declared.model, declared.version, declaredModels(azureModelsOf(config)));
  if (!declared || !model) {
    const reason = declared
      ? `the catalog does not know ${declared.model} ${declared.version}`
      : "the stack file does not declare this deployment";
    return [{ ...at, workload: platformShare, basis: "unknown", cost: unknownLine("tokens", reason) }];
  }
  const { sku, capacity } = declared;
  const region = regionOfDeployment(declared, config);
  const callers = consumptionOf(declared.name, capacity, sku, model, config.workloads, assumptions);
  const query = { model, sku, region, capacity };
  if (findSku(sku)?.provisioned)
    return provisionedLines(query, callers).map((line) => ({ ...at, ...line, basis: "always on" }));
  if (callers.length === 0) {
    const cost = unknownLine("tokens", "no workload has a share of it, so nobody states its tokens");
    return [{ ...at, workload: platformShare, basis: "unknown", cost }];
  }
  return callers.flatMap(({ workload, tokens, basis }) => {
    if (basis === "assumed" && tokens) used.add("utilization").add("outputShare");
    return tokenLines(query, tokens).map((priced): EstimateLine => ({
      ...at,
      workload,
      basis: tokens ? basis : "unknown",
      ...priced,
    }));
  });
}

/** One line for each kind of token, so that a kind without a price is told apart from the others. */
function tokenLines(query: DeploymentCostQuery, tokens: Consumption["tokens"]): readonly Indicated[] {
  if (!tokens) return deploymentCost(query).map((cost) => ({ cost }));
  return (Object.entries(tokens) as [TokenKind, number][]).flatMap(([kind, count]) =>
    deploymentCost({ ...query, usage: { [kind]: count } }).map((cost) =>
      withPricesOfWiderSkus(cost, query, kind),
    ),
  );
}

/** Provisioned units are paid whoever uses them: each workload pays its share, the platform pays the rest. */
function provisionedLines(
  query: DeploymentCostQuery,
  callers: readonly Consumption[],
): readonly { readonly workload: string; readonly cost: CostLine }[] {
  const shared = callers.map(({ workload, part }) => ({
    workload,
    capacity: Big(query.capacity).times(part).toNumber(),
  }));
  const rest = shared.reduce((left, { capacity }) => left.minus(capacity), Big(query.capacity)).toNumber();
  // Shares in thirds leave a rest of rounding.
  const parts = rest > 1e-9 ? [...shared, { workload: platformShare, capacity: rest }] : shared;
  return parts.flatMap(({ workload, capacity }) =>
    deploymentCost({ ...query, capacity }).map((cost) => ({ workload, cost })),
  );
}

function unknownLine(item: string, reason: string): CostLine {
  const cost = { kind: "unknown", reason } as const;
  return { item, quantity: 0, unit: "", price: cost, cost };
}

function regionOfDeployment({ account }: DeploymentConfig, config: AnyStackConfig): string {
  return (
    azureModelsOf(config).accounts.find(({ name }) => name === account)?.region ?? config.environment.region
  );
}

/** Zones and other resources of no region (`global`) are priced where the platform is at home. */
function regionOf({ inputs }: ResourceNode, config: AnyStackConfig): string {
  const location = inputs["location"];
  return typeof location === "string" && location.toLowerCase() !== "global"
    ? location
    : config.environment.region;
}

function identity({ urn, type, name }: ResourceNode): EstimateLine["resource"] {
  return { urn, type, name };
}

function priceDates(lines: readonly EstimateLine[]): Estimate["priceDates"] {
  const dates = lines
    .flatMap(({ cost }) => (cost.price.kind === "known" ? cost.price.sources : []))
    .flatMap(({ asOf }) => asOf ?? [])
    .sort();
  const [oldest] = dates;
  const newest = dates.at(-1);
  return oldest === undefined || newest === undefined ? undefined : { oldest, newest };
}

function sourcesOf(lines: readonly EstimateLine[]): readonly string[] {
  const keys = lines.flatMap(({ cost }) => (cost.price.kind === "known" ? cost.price.sources : []));
  return [...new Set(keys.map(({ source }) => source))].sort((a, b) =>
    a.localeCompare(b, "en", { numeric: true }),
  );
}
