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
import { meterPrices } from "../../../catalog/prices";
import { findSku } from "../../../catalog/skus";
import { indexGraph, type GraphIndex } from "../../../graph/queries";
import { canonicalType, type ResourceGraph, type ResourceNode } from "../../../graph/types";
import type { DeploymentConfig, StackConfig } from "../../../stacks/config/index";
import { declaredModels } from "../models/declared";
import { assumptionText, type Assumptions } from "./assumptions";
import { chargesOf } from "./charges";
import { consumptionOf, type Consumption } from "./usage";

/** What is not a workload's: network, keys, logs, and capacity that no workload has a share of. */
export const platformShare = "platform";

/** One line of an estimate: what one resource costs one workload by one meter. */
export interface EstimateLine {
  readonly workload: string;
  /** The component under the platform: `OpenAIAccount contoso-prod-primary`. */
  readonly component: string;
  readonly resource: { readonly urn: string; readonly type: string; readonly name: string };
  /** Where the quantity comes from. */
  readonly basis: "declared" | "assumed" | "always on" | "unknown";
  readonly cost: CostLine;
}

export interface Estimate {
  readonly stack: string;
  readonly lines: readonly EstimateLine[];
  readonly total: CostTotal;
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
  readonly config: StackConfig;
  readonly assumptions: Assumptions;
}

/** The cost of a stack's month, resource by resource. */
export function estimate({ stack, graph, config, assumptions }: EstimateInput): Estimate {
  const index = indexGraph(graph);
  const used = new Set<keyof Assumptions>();
  let freeResources = 0;
  const lines = graph.resources.flatMap((node): readonly EstimateLine[] => {
    if (canonicalType(node.type) === "azure-native:cognitiveservices:Deployment")
      return deploymentLines(node, index, config, assumptions, used);
    const charges = chargesOf(node, assumptions);
    if (charges === "free") {
      if (node.custom) freeResources += 1;
      return [];
    }
    const region = regionOf(node, config);
    return charges.map((charge): EstimateLine => {
      const at = { workload: platformShare, component: componentOf(node, index), resource: identity(node) };
      if ("item" in charge) return { ...at, basis: "unknown", cost: unknownLine(charge.item, charge.reason) };
      if (charge.assumed) used.add(charge.assumed);
      const { service, meter, quantity } = charge;
      const cost = withPricesElsewhere(meterCost({ service, meter, region, quantity }), service, meter);
      return { ...at, basis: charge.assumed ? "assumed" : "always on", cost };
    });
  });
  return {
    stack,
    lines,
    total: totalCost(lines.map(({ cost }) => cost)),
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
  config: StackConfig,
  assumptions: Assumptions,
  used: Set<keyof Assumptions>,
): readonly EstimateLine[] {
  const name = node.inputs["deploymentName"];
  const at = { component: componentOf(node, index), resource: identity(node) };
  const declared = config.models.deployments.find((deployment) => deployment.name === name);
  const model = declared && findModel(declared.model, declared.version, declaredModels(config));
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
    return deploymentCost({ ...query, ...(tokens && { usage: tokens }) }).map((cost): EstimateLine => ({
      ...at,
      workload,
      basis: tokens ? basis : "unknown",
      cost,
    }));
  });
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

/** A price of another place helps a reader to an idea of the size; the sum does not use it. */
function withPricesElsewhere(line: CostLine, service: string, meter: string): CostLine {
  if (line.cost.kind === "known") return line;
  const elsewhere = meterPrices(service, meter).filter(({ currency }) => currency === "USD");
  const [first] = elsewhere;
  if (!first) return line;
  const hint = `${first.price} ${first.currency} per ${first.unit} in ${first.region}`;
  return { ...line, cost: { ...line.cost, reason: `${line.cost.reason} (${hint})` } };
}

function regionOfDeployment({ account }: DeploymentConfig, config: StackConfig): string {
  return config.models.accounts.find(({ name }) => name === account)?.region ?? config.environment.region;
}

/** Zones and other resources of no region (`global`) are priced where the platform is at home. */
function regionOf({ inputs }: ResourceNode, config: StackConfig): string {
  const location = inputs["location"];
  return typeof location === "string" && location.toLowerCase() !== "global"
    ? location
    : config.environment.region;
}

function identity({ urn, type, name }: ResourceNode): EstimateLine["resource"] {
  return { urn, type, name };
}

/** The component right under the platform that a resource belongs to. */
function componentOf(node: ResourceNode, index: GraphIndex): string {
  const chain = [node, ...index.ancestors(node.urn)];
  const root = chain.findIndex(({ type }) => type === "cornerstone:index:Platform");
  const component = chain[root - 1] ?? node;
  return `${component.type.split(":").at(-1) ?? component.type} ${component.name}`;
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
