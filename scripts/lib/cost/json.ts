import { amountOf, currency } from "./amounts";
import type { CostComparison } from "./compare";
import type { Estimate } from "./estimate";
import { indicationOf, partsBy, unknownsOf } from "./summary";

/** The estimate for programs. `version` changes when a field changes its meaning. */
export function estimateToJson(estimate: Estimate, comparison?: CostComparison): string {
  const { stack, lines, assumptions, priceDates, sources } = estimate;
  const document = {
    version: 1,
    stack,
    currency,
    period: "month",
    total: amountOf(estimate.total),
    complete: estimate.total.unknown.length === 0,
    priceDates,
    sources,
    workloads: partsBy(lines, ({ workload }) => workload),
    sharing: estimate.sharing,
    components: partsBy(lines, ({ component }) => component),
    lines,
    unknown: unknownsOf(estimate),
    indication: indicationOf(lines),
    assumptions,
    ...(comparison && { comparison }),
  };
  return JSON.stringify(document, null, 2);
}
