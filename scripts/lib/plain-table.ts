import Table from "cli-table3";

export interface PlainColumn {
  readonly title: string;
  /** @default "left" */
  readonly align?: "left" | "right";
  /** Characters at most; longer text goes on in the next line. */
  readonly width?: number;
  /** Gives way, by more lines, where the table is wider than the terminal. */
  readonly yields?: boolean;
}

/**
 * A table for a terminal that is read and copied: columns by space alone, no lines. Rows are one line unless a width is set.
 *
 * @param most characters of a line, which columns that yield keep to
 */
export function plainTable(
  wanted: readonly PlainColumn[],
  rows: readonly (readonly string[])[],
  most = Infinity,
): string {
  const columns = fitted(wanted, rows, most);
  const table = new Table({
    head: columns.map(({ title }) => title),
    colAligns: columns.map(({ align = "left" }) => align),
    colWidths: columns.map(({ width, title }, index) =>
      width === undefined
        ? null
        : Math.min(width, longest([title, ...rows.map((row) => row[index] ?? "")])) + gap,
    ),
    wordWrap: true,
    style: { head: [], border: [], "padding-left": 0, "padding-right": gap },
    chars: {
      ...{ top: "", "top-mid": "", "top-left": "", "top-right": "", bottom: "", "bottom-mid": "" },
      ...{ "bottom-left": "", "bottom-right": "", left: "", "left-mid": "", mid: "", "mid-mid": "" },
      ...{ right: "", "right-mid": "", middle: "" },
    },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Breaks a text between words into lines of at most `columns` characters; lines after the first begin with `indent`. */
export function wrapText(text: string, columns: number, indent = ""): string {
  const [lead = ""] = /^\s*/.exec(text) ?? [];
  const [first = "", ...words] = text.trim().split(/\s+/);
  const lines: string[] = [];
  let line = lead + first;
  for (const word of words) {
    if (line.length + 1 + word.length > columns) {
      lines.push(line);
      line = indent + word;
    } else line = `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}

const gap = 2;
/** Narrows columns that yield, the last one first, until a line fits or a word would be cut. */
function fitted(
  columns: readonly PlainColumn[],
  rows: readonly (readonly string[])[],
  most: number,
): readonly PlainColumn[] {
  const widths = columns.map(({ title, width = Infinity }, index) =>
    Math.min(width, longest([title, ...rows.map((row) => row[index] ?? "")])),
  );
  let over = widths.reduce((sum, width) => sum + width + gap, -gap) - most;
  return columns
    .map((column, index) => ({
      column,
      width: widths[index] ?? 0,
      least: longest([column.title, ...rows.flatMap((row) => (row[index] ?? "").split(" "))]),
    }))
    .reverse()
    .map(({ column, width, least }): PlainColumn => {
      if (!column.yields || over <= 0) return column;
      const narrow = Math.max(least, width - over);
      over -= width - narrow;
      return narrow < width ? { ...column, width: narrow } : column;
    })
    .reverse();
}

function longest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => text.length));
}
