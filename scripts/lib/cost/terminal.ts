import type { Colors } from "../console";
import { plainTable, wrapText } from "../plain-table";
import { amountOf, currency, figure, money, signedMoney, type Amount } from "./amounts";
import type { CostComparison } from "./compare";
import type { Estimate } from "./estimate";
import { partsBy, rowsOf, unknownsOf, type Part, type Row } from "./summary";

export interface TerminalOptions {
  readonly colors: Colors;
  readonly columns: number;
  /** Adds each line. */
  readonly every: boolean;
}

/** The estimate for a person: who pays what, what it is for, what is not in it; the sum last, where the eye is. */
export function renderEstimate(estimate: Estimate, { colors, columns, every }: TerminalOptions): string {
  const { namePrefix } = estimate;
  const unknowns = unknownsOf(estimate).map(
    ({ item, reason, resources }) => `${item}: ${reason}; for ${nameSome(resources, 2, namePrefix)}`,
  );
  const footer = `${estimate.freeResources} further resources are billed for nothing themselves; ${priceText(estimate)}`;
  return [
    partsTable(
      "workload",
      partsBy(estimate.lines, ({ workload }) => workload),
    ),
    "",
    partsTable(
      "component",
      partsBy(estimate.lines, ({ component }) => component),
      namePrefix,
    ),
    ...(every ? rowsTables(estimate) : []),
    ...list("not known, and not in the sum:", unknowns, columns).map(colors.yellow),
    ...list("assumed:", estimate.assumptions, columns),
    "",
    colors.dim(wrapText(footer, columns)),
    colors.bold(headline(estimate, unknowns.length)),
  ].join("\n");
}

/** What a change costs, the dearest part first. */
export function renderComparison(
  comparison: CostComparison,
  { colors }: Pick<TerminalOptions, "colors">,
): string {
  const { base, before, after, change, changes, unknownChanges } = comparison;
  const table = plainTable(
    [
      { title: "workload" },
      { title: "resource", width: 30 },
      { title: "item", width: 24 },
      { title: "before", align: "right" },
      { title: "after", align: "right" },
      { title: "change", align: "right" },
    ],
    changes.map((each) => [
      each.workload,
      each.resource,
      each.item,
      side(each.before),
      side(each.after),
      each.change ? signedMoney(each.change) : "not known",
    ]),
  );
  return [
    ...(changes.length > 0 ? [table, ""] : []),
    ...(unknownChanges > 0 ? [colors.yellow(`${unknownChanges} changed lines have no known price`)] : []),
    colors.bold(
      changes.length === 0
        ? `costs the same as ${base}: ${money(after)} ${currency} a month`
        : `${signedMoney(change)} ${currency} a month against ${base}: ${money(before)} before, ${money(after)} after`,
    ),
  ].join("\n");
}

/** `prod costs at least 1,234.50 USD a month; 3 things in it have no known price`. */
export function headline(estimate: Estimate, unknowns: number): string {
  const sum = `${money(amountOf(estimate.total))} ${currency} a month`;
  if (unknowns === 0) return `${estimate.stack} costs ${sum}`;
  const things = unknowns === 1 ? "1 thing has" : `${unknowns} things have`;
  return `${estimate.stack} costs ${sum} and what is not known: ${things} no price here`;
}

export function priceText({ priceDates, sources }: Estimate): string {
  if (!priceDates) return "no price is known";
  return `list prices in ${currency} of ${priceDates.oldest} to ${priceDates.newest} (sources ${sources.join(", ")} of catalog/SOURCES.md)`;
}

/** The names of some resources, and how many more there are. */
export function nameSome(names: readonly string[], most = 2, prefix = ""): string {
  const shown = names.slice(0, most).map((name) => name.replace(prefix, ""));
  const rest = names.length - most;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}

function partsTable(title: string, parts: readonly Part[], prefix = ""): string {
  return plainTable(
    [{ title }, { title: `${currency} a month`, align: "right" }, { title: "" }],
    parts.map(({ name, amount, unknown }) => [
      name.replace(prefix, ""),
      money(amount),
      unknown > 0 ? `+ ${unknown} not known` : "",
    ]),
  );
}

function rowsTables(estimate: Estimate): string[] {
  return [...new Set(estimate.lines.map(({ workload }) => workload))].sort().flatMap((workload) => {
    const rows = rowsOf(estimate).filter(({ line }) => line.workload === workload);
    return ["", `${workload}:`, rowsTable(rows, estimate.namePrefix)];
  });
}

function rowsTable(rows: readonly Row[], prefix: string): string {
  return plainTable(
    [
      { title: "  resource", width: 34 },
      { title: "item", width: 26 },
      { title: "quantity", align: "right" },
      { title: "unit price", align: "right" },
      { title: currency, align: "right" },
    ],
    rows.map(({ line, resources, amount }) => {
      const { price, quantity, unit } = line.cost;
      const times = resources.length > 1 ? `${resources.length} x ` : "";
      return [
        `  ${times}${(resources[0] ?? "").replace(prefix, "")}`,
        line.cost.item,
        amount ? `${figure(quantity)} ${unit}` : "",
        price.kind === "known" ? unitPrice(price) : "",
        amount ? money(amount) : "not known",
      ];
    }),
  );
}

/** The price of one unit, or the two that sources give. */
export function unitPrice({ low, high }: Amount): string {
  return low === high ? figure(low) : `${figure(low)} to ${figure(high)}`;
}

function side(amount: Amount | "unknown" | undefined): string {
  if (amount === undefined) return "-";
  return amount === "unknown" ? "not known" : money(amount);
}

function list(title: string, items: readonly string[], columns: number): string[] {
  if (items.length === 0) return [];
  return ["", title, ...items.map((item) => wrapText(`  ${item}`, columns, "    "))];
}
