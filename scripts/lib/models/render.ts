import type { Colors } from "../console";
import { plainTable, wrapText } from "../plain-table";
import type { LifecycleRow } from "./lifecycle";

export interface ModelsView {
  readonly colors: Colors;
  readonly columns: number;
  /** What the catalog cannot tell of the deployments beside dates. @default nothing */
  readonly unverified?: readonly string[];
}

/** The table for a person, and under it what to do. */
export function renderModels(
  stack: string,
  rows: readonly LifecycleRow[],
  noticeDays: number,
  { colors, columns, unverified = [] }: ModelsView,
): string {
  if (rows.length === 0) return `${stack}: no model retires within ${noticeDays} days`;
  const table = plainTable(
    [
      { title: "deployment", width: 22 },
      { title: "model" },
      { title: "runs as", width: 26 },
      { title: "retires", yields: true },
      { title: "replacement", width: 24 },
    ],
    rows.map((row) => [
      row.deployment,
      `${row.model} ${row.version}`.trimEnd(),
      `${row.sku} in ${row.region || "?"}`,
      retiresText(row),
      replacementText(row),
    ]),
    columns,
  );
  const due = rows.filter((row) => row.due === "yes");
  const unknown = rows.filter((row) => row.due === "unknown");
  const notes = [
    ...rows.flatMap(({ deployment, retirement }) =>
      retirement?.conflictsWith
        ? [`${deployment}: the source also names ${retirement.conflictsWith} for the same version`]
        : [],
    ),
    ...(rows.some(({ retirement }) => retirement?.basis === "thirdParty")
      ? ["* only a price list names this date, the vendor's schedule does not"]
      : []),
    ...(unknown.length > 0
      ? [`not known whether it retires within ${noticeDays} days: ${namesOf(unknown)}`]
      : []),
    ...(unverified.length > 0 ? ["not verified:", ...unverified.map((doubt) => `  ${doubt}`)] : []),
  ].map((note) => wrapText(note, columns, note.startsWith("  ") ? "    " : "  "));
  const verdict =
    due.length === 0
      ? colors.green(`${stack}: no model that has a date retires within ${noticeDays} days`)
      : colors.red(`${stack}: retired, or retiring within ${noticeDays} days: ${namesOf(due)}`);
  return [table, "", ...notes.map(colors.yellow), verdict].join("\n");
}

/** `2027-05-15, in 173 days`, `2026-11-19, 4 days ago`, `not known`. */
export function retiresText({ retirement, daysLeft = 0, state }: LifecycleRow): string {
  if (!retirement) return state === "retired" ? "has retired" : "not known";
  const mark = retirement.basis === "thirdParty" ? "*" : "";
  const when = daysLeft < 0 ? `${-daysLeft} days ago` : daysLeft === 0 ? "today" : `in ${daysLeft} days`;
  return `${retirement.date}${mark}, ${when}`;
}

function replacementText({ replacement }: LifecycleRow): string {
  if (!replacement) return "none named";
  const there = { offered: "offered there", notOffered: "not offered there", unknown: "not known there" };
  return `${replacement.model} ${replacement.version}, ${there[replacement.available]}`;
}

function namesOf(rows: readonly LifecycleRow[]): string {
  return rows.map(({ deployment }) => deployment).join(", ");
}
