import Big from "big.js";
import { minutesPerMonth, type TokenUsage } from "../../../catalog/cost";
import type { Model } from "../../../catalog/models";
import { tokensPerMinutePerUnit } from "../../../catalog/quotas";
import { findSku } from "../../../catalog/skus";
import type { StackConfig } from "../../../stacks/config/index";
import type { Assumptions } from "./assumptions";

/** What one workload takes of a deployment. */
export interface Consumption {
  readonly workload: string;
  /** Part of the whole capacity, above 0 and at most 1. */
  readonly part: number;
  /** Tokens a month; absent where neither the stack file nor an assumption says them. */
  readonly tokens?: TokenUsage;
  readonly basis: "declared" | "assumed";
}

/** The workloads that call a deployment. Shares that add up to more than 100 % are scaled down to it. */
export function consumptionOf(
  deployment: string,
  capacity: number,
  sku: string,
  model: Model | undefined,
  workloads: StackConfig["workloads"],
  assumptions: Assumptions,
): readonly Consumption[] {
  const shares = workloads.flatMap(({ name, models }) =>
    models.filter((share) => share.deployment === deployment).map((share) => ({ workload: name, ...share })),
  );
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  return shares.map(({ workload, share, usage }): Consumption => {
    const part = Big(share).div(Math.max(100, total)).toNumber();
    if (usage) {
      const tokens = Object.fromEntries(
        Object.entries(usage).map(([kind, millions]) => [
          kind,
          Big(millions ?? 0)
            .times(1_000_000)
            .toNumber(),
        ]),
      );
      return { workload, part, basis: "declared", tokens };
    }
    const tokens = assumedTokens(capacity * part, sku, model, assumptions);
    return { workload, part, basis: "assumed", ...(tokens && { tokens }) };
  });
}

/** A month of tokens at the assumed load; undefined for SKUs whose capacity is not tokens a minute. */
function assumedTokens(
  units: number,
  sku: string,
  model: Model | undefined,
  { utilization, outputShare }: Assumptions,
): TokenUsage | undefined {
  if (!model || findSku(sku)?.capacityUnit !== "tpm") return undefined;
  const tokens = Big(units)
    .times(tokensPerMinutePerUnit(model.name))
    .times(minutesPerMonth)
    .times(utilization)
    .div(100);
  const output = model.capabilities.includes("embeddings") ? Big(0) : tokens.times(outputShare).div(100);
  return { input: tokens.minus(output).toNumber(), output: output.toNumber() };
}
