import { money, signedMoney } from "../../lib/cost/amounts";
import { daysText } from "../words";
import type { Part } from "./budget";
import { changeDiagram } from "./diagram";
import type { FindingLine, Grant, ResourceChange, StackReport, TouchedExemption } from "./model";
import { code, counted, head, plain, row } from "./text";

/** How many rows stand open; longer parts are folded. */
const openRows = 8;
/** Properties of one resource that are listed. */
const mostProperties = 12;

/** The parts of a stack's report, what a reviewer must not miss first. */
export function stackParts(report: StackReport): readonly Part[] {
  return [
    dangers(report),
    findings(report),
    exemptions(report),
    access(report),
    residency(report),
    cost(report),
    changes(report),
    diagram(report),
    notes(report),
  ];
}

/** What deletes or replaces something that cannot be had back, or that the engine will refuse to delete. */
function dangers({ changes }: StackReport): Part {
  const grave = changes.filter(
    ({ op, data, protected: kept }) => (op === "delete" || op === "replace") && (kept || data !== undefined),
  );
  return {
    weight: 3,
    noun: "dangerous change",
    before: ["", "> [!CAUTION]", "> **What is lost, or refused, by this change:**", ">"],
    rows: grave.map((change) => `> - ${dangerText(change)}`),
    after: [],
  };
}

function dangerText(change: ResourceChange): string {
  const verb = change.op === "delete" ? "is deleted" : `is replaced (${causes(change)})`;
  const data = change.data === undefined ? "" : `; it holds ${plain(change.data)}`;
  const kept = change.protected
    ? "; it is protected, so the engine refuses until `protect` is taken off"
    : "";
  return `**${kindOf(change)} ${code(change.name)}** ${verb}${data}${kept}`;
}

function findings({ findings }: StackReport): Part {
  const added = (findings?.added ?? []).map((finding) => findingRow("❌ new", finding));
  const fixed = (findings?.fixed ?? []).map((finding) => findingRow("✅ fixed", finding));
  const exempted = (findings?.exempted ?? []).map((finding) => findingRow("⏳ exempted", finding));
  const rows = [...added, ...exempted, ...fixed];
  return table("Policy findings", ["", "rule", "resource", "what", "fix"], rows, {
    weight: 5,
    noun: "finding",
    // A new finding is never folded away, nor is one that somebody wants to pass over.
    open: added.length + exempted.length > 0,
  });
}

function findingRow(sign: string, finding: FindingLine): string {
  const level = `${finding.severity}, ${finding.mandatory ? "mandatory" : "advisory"}`;
  return row([
    sign,
    `[${plain(finding.rule)}](${finding.url.replace(/[()\s|]/g, encodeURIComponent)}) ${plain(finding.title)} (${level})`,
    code(finding.resource),
    plain(finding.message),
    sign.includes("new") ? plain(finding.fix) : "",
  ]);
}

function exemptions({ exemptions = [] }: StackReport): Part {
  return table(
    "Exemptions touched",
    ["", "rule", "resource", "until", "who answers", "what"],
    exemptions.map(exemptionRow),
    {
      weight: 3,
      noun: "exemption",
      // One that comes, or that no longer holds, is never folded away.
      open:
        exemptions.length <= openRows || exemptions.some(({ event }) => /added|changed|invalid/.test(event)),
    },
  );
}

const exemptionSigns: Readonly<Record<TouchedExemption["event"], string>> = {
  invalid: "❌ does not hold",
  added: "➕ added",
  changed: "✏️ changed",
  removed: "➖ removed",
  used: "🟡 used now",
  unused: "⚪ unused now",
  expired: "⌛ expired",
  expiring: "⏳ ends soon",
};

function exemptionRow(exemption: TouchedExemption): string {
  const { event, rule, title, resource, owner, ticket, reason, expires, matches, problem } = exemption;
  const covers =
    event === "removed"
      ? matches > 0
        ? [`leaves ${counted(matches, "finding")} open`]
        : ["leaves nothing open"]
      : problem === undefined
        ? [`covers ${counted(matches, "finding")}`]
        : [plain(problem)];
  const changes = exemption.changes.map(
    ({ field, before, after }) => `${code(field)}: ${code(before)} → ${code(after)}`,
  );
  return row([
    exemptionSigns[event],
    `${plain(rule)} ${plain(title)}`.trim(),
    code(resource),
    event === "removed" ? "" : `${plain(expires)} (${daysText(exemption.daysLeft)})`,
    `${plain(owner)}, ${plain(ticket)}`,
    [...covers, ...changes, plain(reason)].join("<br>"),
  ]);
}

function access({ access }: StackReport): Part {
  const rows = [
    ...(access?.gained ?? []).map((grant) => grantRow("➕ gains", grant)),
    ...(access?.lost ?? []).map((grant) => grantRow("➖ loses", grant)),
  ];
  return table("Access", ["", "who", "role", "on"], rows, { weight: 4, noun: "grant" });
}

function grantRow(sign: string, { principal, role, scope, administers }: Grant): string {
  const warning = administers ? " ⚠️ can change access" : "";
  return row([sign, plain(principal), `${plain(role)}${warning}`, plain(scope)]);
}

function residency({ residency }: StackReport): Part {
  const rows = [
    ...(residency?.problems ?? []).map(
      ({ resource, message }) => `- ❌ ${code(resource)}: ${plain(message)}`,
    ),
    ...(residency?.moves ?? []).map((move) => `- ${plain(move)}`),
  ];
  const limits =
    residency && `boundary ${code(residency.boundary)}, processing at most ${code(residency.processing)}`;
  return {
    weight: 2,
    noun: "line",
    before: ["", `**Residency** (${limits ?? ""})`, ""],
    rows,
    after: [],
  };
}

function cost({ cost }: StackReport): Part {
  const lines = cost?.lines ?? [];
  const title = cost
    ? `Cost: ${signedMoney(cost.change)} USD a month (${money(cost.before)} before, ${money(cost.after)} after)`
    : "Cost";
  const rows = lines.map((line) =>
    row([
      plain(line.workload),
      plain(line.resource),
      plain(line.item),
      plain(line.before),
      plain(line.after),
      plain(line.change),
    ]),
  );
  return table(title, ["workload", "resource", "item", ">before", ">after", ">change"], rows, {
    weight: 3,
    noun: "line",
  });
}

function changes({ changes }: StackReport): Part {
  const order = ["delete", "replace", "update", "create"] as const;
  const sorted = [...changes].sort((a, b) => order.indexOf(a.op) - order.indexOf(b.op));
  return table("Resources", ["", "resource", "in", "what changes"], sorted.map(changeRow), {
    weight: 6,
    noun: "resource",
  });
}

const signs = {
  create: "🟢 create",
  update: "🟡 update",
  replace: "🟣 replace",
  delete: "🔴 delete",
} as const;

function changeRow(change: ResourceChange): string {
  const listed = change.properties.slice(0, mostProperties).map(({ path, before, after, replaces }) => {
    const values =
      change.op === "create" || change.op === "delete" ? "" : `: ${code(before)} → ${code(after)}`;
    return `${code(path)}${values}${replaces ? " **forces replacement**" : ""}`;
  });
  const more = change.properties.length - listed.length;
  const users =
    change.op === "replace" && change.users > 0
      ? [`${counted(change.users, "resource")} with a value from it may change too`]
      : [];
  const marks = [
    ...(change.protected ? ["🔒 protected"] : []),
    ...(change.data === undefined ? [] : [`💾 holds ${plain(change.data)}`]),
  ];
  const what = change.op === "create" || change.op === "delete" ? [] : listed;
  return row([
    signs[change.op],
    `${kindOf(change)} ${code(change.name)}${marks.length > 0 ? `<br>${marks.join(", ")}` : ""}`,
    plain(change.component),
    [...what, ...(what.length > 0 && more > 0 ? [`and ${more} more`] : []), ...users].join("<br>"),
  ]);
}

function diagram({ changes }: StackReport): Part {
  const drawing = changeDiagram(changes);
  return {
    weight: 2,
    noun: "diagram",
    before: ["", "<details><summary>What changes, drawn</summary>", ""],
    // A drawing cannot be cut: it is one row.
    rows: drawing.length === 0 ? [] : [drawing.join("\n")],
    after: ["", "</details>"],
  };
}

function notes({ notes, reasons }: StackReport): Part {
  const rows = [
    ...notes.map((note) => `- ${plain(note)}`),
    ...(reasons.length > 0 ? [`- Looked at because: ${reasons.map(plain).join("; ")}`] : []),
  ];
  return {
    weight: 1,
    noun: "note",
    before: ["", "<details><summary>What is compared, and what it cannot see</summary>", ""],
    rows,
    after: ["", "</details>"],
  };
}

/** The properties that force a replacement. */
function causes({ properties }: ResourceChange): string {
  const names = properties.filter(({ replaces }) => replaces).map(({ path }) => code(path));
  return names.length > 0 ? `${names.join(", ")} cannot be changed in place` : "the provider asks for it";
}

function kindOf({ type }: ResourceChange): string {
  return plain(type.split(":").at(-1) ?? type);
}

function table(
  title: string,
  columns: readonly string[],
  rows: readonly string[],
  { weight, noun, open = rows.length <= openRows }: { weight: number; noun: string; open?: boolean },
): Part {
  return {
    weight,
    noun,
    rows,
    before: [
      "",
      ...(open
        ? [`**${title}**`]
        : [`<details><summary><b>${title}</b>: ${counted(rows.length, noun)}</summary>`]),
      "",
      ...head(columns),
    ],
    after: open ? [] : ["", "</details>"],
  };
}
