import type { Colors } from "../console";
import { figure, money } from "../cost/amounts";
import { plainTable, wrapText } from "../plain-table";
import type { Plan, RejectedOption } from "./plan";

export interface PlanView {
  readonly colors: Colors;
  readonly columns: number;
  /** Every rejected option on a line of its own, instead of one line a reason. */
  readonly every: boolean;
}

/** The proposal for a person: what to deploy, when provisioned units pay, why not the rest. */
export function renderPlan(plan: Plan, { colors, columns, every }: PlanView): string {
  const { deployments, breakEvens, unplaced } = plan;
  const unverified = [...new Set(deployments.flatMap((each) => each.unverified))];
  return [
    ...(deployments.length > 0 ? [deploymentTable(plan, columns)] : []),
    ...section("not verified:", unverified, columns).map(colors.yellow),
    ...(breakEvens.length > 0
      ? ["", "pay by the token, or by the provisioned unit:", breakEvenTable(plan)]
      : []),
    "",
    "not taken:",
    ...(every ? plan.rejected.map(oneRejection) : grouped(plan.rejected)).map((line) =>
      wrapText(`  ${line}`, columns, "    "),
    ),
    "",
    ...unplaced.map(({ demand, reason }) =>
      colors.red(wrapText(`${demand} cannot be placed: ${reason}`, columns)),
    ),
    ...(deployments.length > 0
      ? [colors.bold(`the cheapest placement costs ${money(plan.cost)} USD a month`)]
      : []),
  ].join("\n");
}

function deploymentTable({ deployments }: Plan, columns: number): string {
  return plainTable(
    [
      { title: "demand" },
      { title: "model", yields: true },
      { title: "deploy as", width: 26 },
      { title: "units", align: "right" },
      { title: "load", align: "right" },
      { title: "USD", align: "right" },
    ],
    deployments.map(({ demand, model, version, sku, region, capacity, load, cost }) => [
      ...[demand, `${model} ${version}`, `${sku} in ${region}`, String(capacity)],
      ...[`${Math.round(load * 100)} %`, money(cost)],
    ]),
    columns,
  );
}

function breakEvenTable({ breakEvens, demands }: Plan): string {
  return plainTable(
    [
      { title: "demand" },
      { title: "provisioned", width: 26 },
      { title: "units", align: "right" },
      { title: "USD a month", align: "right" },
      { title: "by the token", align: "right" },
      { title: "the same at" },
    ],
    breakEvens.map((row) => {
      const load = demands.find(({ name }) => name === row.demand)?.utilization ?? 0;
      const percent = `${figure(Math.round(row.utilization * 1000) / 10)} % load`;
      const now = `now ${figure(Math.round(load * 1000) / 10)} %`;
      const amount = (value: number): string => money({ low: value, high: value });
      return [
        row.demand,
        row.provisioned,
        String(row.units),
        amount(row.provisionedCost),
        amount(row.payAsYouGoCost),
        row.utilization > 1
          ? `never (${now})`
          : `${percent}, ${figure(Math.round(row.tokens / 1e6))}M tokens (${now})`,
      ];
    }),
  );
}

/** What a group of options has in common, said without naming each of them; other reasons speak for themselves. */
const commonReason: Readonly<Record<string, string>> = {
  latency: "",
  skuNotOffered: "the model version is not offered so",
  regionOutsideBoundary: "not among the allowed regions of the stack",
  processingTooWide: "prompts would be processed in a wider geography than the stack allows",
  processingOutsideBoundary: "prompts would be processed outside the boundary",
};

/** One line for each reason, with the demands, SKUs and regions that it holds for; prices and quota demand by demand. */
function grouped(rejected: readonly RejectedOption[]): string[] {
  const groups = new Map<string, RejectedOption[]>();
  for (const option of rejected) {
    const general = commonReason[option.code] !== undefined;
    const key = general ? `${option.code}\n${commonReason[option.code] || option.reason}` : ownKey(option);
    groups.set(key, [...(groups.get(key) ?? []), option]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const skus = some(group.map(({ sku }) => sku));
    const reason = commonReason[first.code] || first.reason;
    const demands = some(group.map(({ demand }) => demand));
    return [`${demands}: ${skus} in ${some(group.map(({ region }) => region))}: ${reason}`];
  });
}

function ownKey(option: RejectedOption): string {
  return `${option.demand}\n${withoutNames(option)}`;
}

/** The first two different names, and how many more there are. */
function some(names: readonly string[]): string {
  const different = [...new Set(names)];
  if (different.length <= 3) return different.join(", ");
  return `${different.slice(0, 2).join(", ")} and ${different.length - 2} more`;
}

/** A reason without the names in it, so that the same reason for two regions or SKUs is one. */
function withoutNames({ reason, region, sku }: RejectedOption): string {
  return reason
    .replaceAll(region, "")
    .replaceAll(sku, "")
    .replaceAll(/\d[\d,.]*/g, "#");
}

function oneRejection({ demand, model, version, sku, region, reason }: RejectedOption): string {
  return `${demand}: ${model} ${version} as ${sku} in ${region}: ${reason}`;
}

function section(title: string, items: readonly string[], columns: number): string[] {
  return items.length === 0
    ? []
    : ["", title, ...items.map((item) => wrapText(`  ${item}`, columns, "    "))];
}
