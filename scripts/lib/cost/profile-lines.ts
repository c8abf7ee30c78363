import { bedrockCost, type CostLine } from "../../../catalog/cost";
import type { ResourceNode } from "../../../graph/types";
import type { AwsStackConfig } from "../../../stacks/config/index";
import { platformShare } from "./attribution";

/** A line of an application inference profile. */
export interface ProfileLine {
  readonly workload: string;
  readonly basis: "declared" | "unknown";
  readonly cost: CostLine;
}

/** The tokens of a workload's calls of a model: its own profile tells them apart, its `usage` says how many. */
export function profileLines({ inputs }: ResourceNode, config: AwsStackConfig): readonly ProfileLine[] {
  const tags = inputs["tags"] as Readonly<Record<string, unknown>> | undefined;
  const workload = config.workloads.find(({ name }) => name === tags?.["workload"]);
  const model = config.aws.models.find(({ name }) => name === tags?.["model"]);
  const usage = workload?.models.find(({ deployment }) => deployment === model?.name)?.usage;
  const owner = workload?.name ?? platformShare;
  if (model?.provisionedUnits !== undefined)
    return [
      unknownTokens(owner, "the model's provisioned units pay for them, and no list holds their price"),
    ];
  if (!model || !usage) return [unknownTokens(owner, "the stack file does not state the tokens a month")];
  const tokens = Object.fromEntries(
    Object.entries(usage).map(([kind, millions]) => [kind, (millions ?? 0) * 1_000_000]),
  );
  const query = { id: model.profile, region: config.environment.region, usage: tokens };
  return bedrockCost(query).map((cost) => ({ workload: owner, basis: "declared", cost }));
}

function unknownTokens(workload: string, reason: string): ProfileLine {
  const cost = { kind: "unknown", reason } as const;
  return { workload, basis: "unknown", cost: { item: "tokens", quantity: 0, unit: "", price: cost, cost } };
}
