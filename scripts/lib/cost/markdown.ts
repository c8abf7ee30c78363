import { money, signedMoney, type Amount } from "./amounts";
import type { CostComparison } from "./compare";
import type { Estimate } from "./estimate";
import { partsBy, rowsOf, unknownsOf, type Row } from "./summary";
import { platformShare } from "./attribution";
import { sharingText } from "./sharing";
import { freeText, headline, nameSome, priceText, quantityText, unitPrice, unknownText } from "./terminal";

/** The estimate for a pull request or a page: sums, then every line with its arithmetic, then what is missing. */
export function renderMarkdown(estimate: Estimate, comparison?: CostComparison): string {
  const unknowns = unknownsOf(estimate);
  const parts = (title: string, key: Parameters<typeof partsBy>[1]): string[] => [
    ...table(
      [title, "USD a month", "not known"],
      ["-", "-:", "-:"],
      partsBy(estimate.lines, key).map(({ name, amount, unknown }) => [
        name.replace(estimate.namePrefix, ""),
        money(amount),
        String(unknown || ""),
      ]),
    ),
    "",
  ];
  return [
    `**${headline(estimate, unknowns)}.**`,
    "",
    ...(comparison ? comparisonLines(comparison) : []),
    ...workloadLines(estimate),
    ...parts("component", ({ component }) => component),
    ...table(
      ["workload", "resource", "item", "quantity at unit price", "USD a month", "quantity is"],
      ["-", "-", "-", "-", "-:", "-"],
      rowsOf(estimate)
        .filter(({ amount }) => amount)
        .map((row) => rowCells(row, estimate.namePrefix)),
    ),
    "",
    ...bullets(
      "Not known, and not in the sum:",
      unknowns.map((each) => `${unknownText(each, 3, estimate.namePrefix)}.`),
    ),
    ...bullets(
      "Assumed:",
      estimate.assumptions.map((text) => `${text}.`),
    ),
    `${freeText(estimate)}; ${priceText(estimate)}.`,
    "",
  ].join("\n");
}

/** Who pays, with the platform's cost shared out. */
function workloadLines(estimate: Estimate): string[] {
  const parts = partsBy(estimate.lines, ({ workload }) => workload);
  const unknown = (name: string): string =>
    String(parts.find((part) => part.name === name)?.unknown ?? 0).replace(/^0$/, "");
  const { sharing } = estimate;
  const platform = parts.find(({ name }) => name === platformShare);
  const rows = sharing.parts.map(({ name, own, platform: share, together }) => [
    ...[name, money(own), money(share), money(together), unknown(name)],
  ]);
  const last = platform
    ? [[platformShare, money(platform.amount), "shared", "", unknown(platformShare)]]
    : [];
  return [
    ...table(
      ["workload", "its own", "of the platform", "USD a month", "not known"],
      ["-", "-:", "-:", "-:", "-:"],
      [...rows, ...last],
    ),
    "",
    ...(rows.length > 0 ? [`What all workloads use is shared ${sharingText[sharing.key]}.`, ""] : []),
  ];
}

function rowCells({ line, resources, amount }: Row, prefix: string): string[] {
  const { quantity, unit, price, item } = line.cost;
  const times = resources.length > 1 ? `${resources.length} x ` : "";
  const each = price.kind === "known" ? unitPrice(price) : "";
  return [
    line.workload,
    nameSome(resources, 1, prefix),
    item,
    `${times}${quantityText(quantity, unit)} at ${each}`,
    amount ? money(amount) : "not known",
    line.basis,
  ];
}

function comparisonLines({ base, change, before, after, changes }: CostComparison): string[] {
  const side = (amount: Amount | "unknown" | undefined): string =>
    amount === undefined ? "" : amount === "unknown" ? "not known" : money(amount);
  return [
    `Against ${base}: **${signedMoney(change)} USD a month** (${money(before)} before, ${money(after)} after).`,
    "",
    ...table(
      ["workload", "resource", "item", "before", "after", "change"],
      ["-", "-", "-", "-:", "-:", "-:"],
      changes.map((each) => [
        each.workload,
        each.resource,
        each.item,
        side(each.before),
        side(each.after),
        each.change ? signedMoney(each.change) : "not known",
      ]),
    ),
    "",
  ];
}

function table(head: string[], align: string[], rows: readonly string[][]): string[] {
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const rule = align.map((side) => (side === "-:" ? "--:" : "---"));
  return [row(head), row(rule), ...rows.map(row)];
}

function bullets(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [title, "", ...items.map((item) => `- ${item}`), ""];
}
