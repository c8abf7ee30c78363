import type { Colors } from "../console";
import { plainTable, wrapText } from "../plain-table";
import { amountOf, currency, figure, money, signedMoney, type Amount } from "./amounts";
import type { CostComparison } from "./compare";
import type { Estimate } from "./estimate";
import { platformShare } from "./attribution";
import { sharingText } from "./sharing";
import { indicationOf, partsBy, rowsOf, unknownsOf, type Part, type Row, type Unknown } from "./summary";

export interface TerminalOptions {
  readonly colors: Colors;
  readonly columns: number;
  /** Adds each line. */
  readonly every: boolean;
}

/** The estimate for a person: who pays what, what it is for, what is not in it; the sum last, where the eye is. */
export function renderEstimate(estimate: Estimate, { colors, columns, every }: TerminalOptions): string {
  const { namePrefix } = estimate;
  const unknowns = unknownsOf(estimate);
  const footer = `${freeText(estimate)}; ${priceText(estimate)}`;
  return [
    workloadTable(estimate),
    ...(estimate.sharing.parts.length > 0 ? [colors.dim(wrapText(sharingNote(estimate), columns))] : []),
    "",
    partsTable(
      "component",
      partsBy(estimate.lines, ({ component }) => component),
      namePrefix,
    ),
    ...(every ? rowsTables(estimate) : []),
    ...list(
      "not known, and not in the sum:",
      unknowns.map((each) => unknownText(each, 2, namePrefix)),
      columns,
    ).map(colors.yellow),
    ...list("assumed:", estimate.assumptions, columns),
    "",
    colors.dim(wrapText(footer, columns)),
    colors.bold(wrapText(headline(estimate, unknowns), columns)),
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

/** The sum, the number of things that have no price, and an idea of what those would add. */
export function headline(estimate: Estimate, unknowns: readonly Unknown[]): string {
  const sum = `${money(amountOf(estimate.total))} ${currency} a month`;
  if (unknowns.length === 0) return `${estimate.stack} costs ${sum}`;
  const things = unknowns.length === 1 ? "1 thing has" : `${unknowns.length} things have`;
  const sized = unknowns.filter(({ indication }) => indication).length;
  const indication = indicationOf(estimate.lines);
  const about = indication
    ? `; at list prices of other places ${sized === unknowns.length ? "they" : `${sized} of them`} would add about ${money(indication)}`
    : "";
  return `${estimate.stack} costs ${sum} and what is not known: ${things} no price here${about}`;
}

/** One thing that is not known: what, why, of which resources, and its size where there is an idea of it. */
export function unknownText(
  { item, reason, resources, indication }: Unknown,
  most: number,
  prefix: string,
): string {
  const about = indication ? `; about ${money(indication)} ${currency} by that` : "";
  return `${item}: ${reason}; for ${nameSome(resources, most, prefix)}${about}`;
}

/** By what the platform's cost was divided. */
export function sharingNote({ sharing }: Pick<Estimate, "sharing">): string {
  return `what all workloads use is shared ${sharingText[sharing.key]} (--share-by)`;
}

/** `45 further resources are billed for nothing themselves`. */
export function freeText({ freeResources }: Pick<Estimate, "freeResources">): string {
  return freeResources === 1
    ? "1 further resource is billed for nothing itself"
    : `${freeResources} further resources are billed for nothing themselves`;
}

export function priceText({ priceDates, sources }: Estimate): string {
  if (!priceDates) return "no price in it is known";
  const { oldest, newest } = priceDates;
  const days = oldest === newest ? oldest : `${oldest} to ${newest}`;
  return `the prices are list prices in ${currency} of ${days} (sources ${sources.join(", ")} of catalog/SOURCES.md)`;
}

/** The names of some resources, and how many more there are. */
export function nameSome(names: readonly string[], most = 2, prefix = ""): string {
  const shown = names.slice(0, most).map((name) => name.replace(prefix, ""));
  const rest = names.length - most;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}

/** Who pays: each workload's own cost, its part of the platform's, and both; or the platform alone. */
function workloadTable({ lines, sharing }: Estimate): string {
  const parts = partsBy(lines, ({ workload }) => workload);
  const unknown = (name: string): string => {
    const count = parts.find((part) => part.name === name)?.unknown ?? 0;
    return count > 0 ? `+ ${count} not known` : "";
  };
  const platform = parts.find(({ name }) => name === platformShare);
  if (sharing.parts.length === 0) return partsTable("workload", parts);
  return plainTable(
    [
      { title: "workload" },
      { title: "its own", align: "right" },
      { title: "of the platform", align: "right" },
      { title: `${currency} a month`, align: "right" },
      { title: "" },
    ],
    [
      ...sharing.parts.map((part) => [
        part.name,
        money(part.own),
        money(part.platform),
        money(part.together),
        unknown(part.name),
      ]),
      ...(platform ? [[platformShare, money(platform.amount), "shared", "", unknown(platformShare)]] : []),
    ],
  );
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
      { title: "  resource" },
      { title: "item", width: 26 },
      { title: "quantity", align: "right" },
      { title: "unit price", align: "right" },
      { title: currency, align: "right" },
    ],
    rows.map(({ line, resources, amount }) => {
      const { price, quantity, unit } = line.cost;
      const times = resources.length > 1 ? `${resources.length} x ` : "";
      return [
        `  ${shorten(`${times}${(resources[0] ?? "").replace(prefix, "")}`, 30)}`,
        line.cost.item,
        amount ? quantityText(quantity, unit) : "",
        price.kind === "known" ? unitPrice(price) : "",
        amount ? money(amount) : "not known",
      ];
    }),
  );
}

/** `730 hour`, `400 x 1M tokens`. */
export function quantityText(quantity: number, unit: string): string {
  return `${figure(quantity)} ${/^\d/.test(unit) ? "x " : ""}${unit}`;
}

/** A name without its middle where it is too long: names of a platform begin alike, and end with what they are. */
function shorten(name: string, most: number): string {
  if (name.length <= most) return name;
  const end = Math.floor((most - 1) / 2);
  return `${name.slice(0, most - 1 - end)}…${name.slice(-end)}`;
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
