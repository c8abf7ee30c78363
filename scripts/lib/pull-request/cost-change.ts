import type { ResourceGraph } from "../../../graph/types";
import type { AnyStackConfig } from "../../../stacks/config/index";
import type { StackReport } from "../../reports/pull-request/model";
import { money, signedMoney, type Amount } from "../cost/amounts";
import { defaultAssumptions } from "../cost/assumptions";
import { compareEstimates } from "../cost/compare";
import { estimate, type Estimate } from "../cost/estimate";

interface Side {
  readonly graph: ResourceGraph;
  readonly config: AnyStackConfig;
}

const none = { low: 0, high: 0 };

/** What a change does to a month's cost, by list prices and the usage that the stack file declares. */
export function compareCost(
  stack: string,
  before: Side | undefined,
  after: Side,
): NonNullable<StackReport["cost"]> {
  const price = (side: Side): Estimate => estimate({ stack, ...side, assumptions: defaultAssumptions });
  const now = price(after);
  const empty: Estimate = { ...now, lines: [], total: { ...now.total, known: [], unknown: [] } };
  const compared = compareEstimates("base", before ? price(before) : empty, now);
  const side = (amount: Amount | "unknown" | undefined): string =>
    amount === undefined ? "" : amount === "unknown" ? "not known" : money(amount);
  return {
    before: before ? compared.before : none,
    after: compared.after,
    change: compared.change,
    unknown: compared.unknownChanges,
    lines: compared.changes.map((line) => ({
      workload: line.workload,
      resource: line.resource,
      item: line.item,
      before: side(line.before),
      after: side(line.after),
      change: line.change ? signedMoney(line.change) : "not known",
    })),
  };
}
