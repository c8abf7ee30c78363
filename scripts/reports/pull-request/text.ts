/** Text that Markdown and HTML leave as it is, on one line; nobody is mentioned by it, and no issue is linked. */
export function plain(text: string): string {
  return oneLine(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/([\\`*_[\]|~])/g, "\\$1")
    .replace(/@(?=\w)/g, "@\u200b")
    .replace(/#(?=\d)/g, "#\u200b")
    .replace(/:\/\//g, ":\u200b//");
}

/** Text in a code span. Even in there a pipe ends a table's cell, and a tag might end what stands around it. */
export function code(text: string): string {
  const inside = oneLine(text)
    .replace(/`/g, "'")
    .replace(/\|/g, "\\|")
    .replace(/<(?=[/!?a-z])/gi, "<\u200b");
  return inside === "" ? "" : `\`${inside}\``;
}

/** A row of a table. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** The first two lines of a table; a column that begins with `>` is for numbers. */
export function head(columns: readonly string[]): readonly string[] {
  return [
    row(columns.map((column) => column.replace(/^>/, ""))),
    row(columns.map((column) => (column.startsWith(">") ? "---:" : "---"))),
  ];
}

export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** What GitHub counts against the limit of a comment, or more: bytes are never fewer than characters. */
export function bytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** Text without line breaks, control characters, and those that turn its direction: what is read must be what is written. */
export function oneLine(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
}
