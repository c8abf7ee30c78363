import {
  verbs,
  type AccessEntry,
  type AccessModel,
  type AccessResource,
  type Holding,
  type OperationEntry,
  type Principal,
  type Verb,
} from "../../../graph/access/index";
import type { Colors } from "../console";
import { plainTable, wrapText, type PlainColumn } from "../plain-table";
import type { AccessChange } from "./compare";
import { howText, keysText, networkText, networkWords, verbWords } from "./words";

export interface AccessView {
  readonly colors: Colors;
  readonly columns: number;
}

const verbColumns: readonly PlainColumn[] = verbs.map((verb) => ({
  title: verbWords[verb].short,
  align: "right",
}));

/** Everything at a glance: how many may do what to each resource, and what each principal may do to how many. */
export function renderOverview(model: AccessModel, { colors, columns }: AccessView): string {
  const idle = model.principals.filter(
    ({ key }) => !model.entries.some(({ principal }) => principal === key),
  );
  const open = model.resources.filter(({ keys }) => keys?.state === "on");
  const exposed = model.resources.filter(({ network }) => network.state === "public");
  return [
    colors.bold("principals that may, by resource"),
    plainTable(
      [{ title: "resource" }, { title: "network" }, { title: "keys" }, ...verbColumns],
      model.resources.map((resource) => [
        folded(resource.name, 36),
        networkWords[resource.network.state],
        resource.keys?.state ?? "none",
        ...verbs.map((verb) => cellOf(resource.verbs.includes(verb), forResource(model, resource.urn, verb))),
      ]),
    ),
    "",
    colors.bold("resources that each principal may"),
    plainTable(
      [{ title: "principal", width: 52 }, ...verbColumns],
      model.principals
        .filter((principal) => !idle.includes(principal))
        .map(({ key, name }) => [name, ...verbs.map((verb) => cellOf(true, ofPrincipal(model, key, verb)))]),
    ),
    ...(idle.length > 0
      ? ["", wrapText(`none of this: ${idle.map(({ name }) => name).join(", ")}`, columns, "  ")]
      : []),
    ...(model.entries.some(({ holding }) => holding.eligible)
      ? [
          "",
          "e: may activate it for some hours (Privileged Identity Management), and does not hold it",
          ...termsLines(model, columns),
        ]
      : []),
    ...federation(model, columns),
    "",
    open.length > 0
      ? colors.red(
          wrapText(`keys work beside tokens on ${open.map(({ name }) => name).join(", ")}`, columns, "  "),
        )
      : "keys: no resource accepts one",
    ...[...new Set(exposed.map(({ network }) => network.because))].map((because) => {
      const named = exposed.filter(({ network }) => network.because === because).map(({ name }) => name);
      return colors.yellow(
        wrapText(`${named.join(", ")} can be reached from the internet: ${because}`, columns, "  "),
      );
    }),
    ...gaps(model, columns, colors),
  ].join("\n");
}

/** Who may do one thing, resource by resource, with what lets them. */
export function renderWhoCan(
  model: AccessModel,
  verb: Verb,
  resources: readonly AccessResource[],
  view: AccessView,
  /** Action that is asked for in the place of the verb. */
  action?: string,
): string {
  const { colors, columns } = view;
  const what = action ?? verbWords[verb].column;
  const asked = resources.filter(({ verbs: own }) => own.includes(verb));
  const entriesOf = ({ urn }: AccessResource) => forResource(model, urn, verb);
  const nobody = asked.filter((resource) => entriesOf(resource).length === 0);
  const some = asked.filter((resource) => !nobody.includes(resource));
  const blocks = some.map((resource) =>
    [
      colors.bold(`may ${what}: ${resource.kind} ${resource.name}`),
      entryTable(entriesOf(resource), ({ principal }) => nameOf(model.principals, principal)),
      wrapText(`  network: ${networkText(resource.network)}`, columns, "    "),
      ...(resource.keys ? [wrapText(`  keys: ${keysText(resource.keys)}`, columns, "    ")] : []),
      ...gatewayLines(entriesOf(resource), columns),
    ].join("\n"),
  );
  if (nobody.length > 0)
    blocks.push(
      wrapText(
        `nobody, by any role that this stack gives: ${nobody.map(({ kind, name }) => `${kind} ${name}`).join(", ")}`,
        columns,
        "  ",
      ),
    );
  const none = `${what} means nothing for ${resources.map(({ name }) => name).join(", ")}`;
  return [
    blocks.length > 0 ? blocks.join("\n\n") : wrapText(none, columns, "  "),
    ...gaps(model, columns, colors),
  ].join("\n");
}

/** What principals may do, and every role that they hold. */
export function renderWhatCan(
  model: AccessModel,
  principals: readonly Principal[],
  view: AccessView,
): string {
  const { colors, columns } = view;
  const blocks = principals.map((principal) => {
    const entries = model.entries.filter((entry) => entry.principal === principal.key);
    const holdings = model.holdings.filter((holding) => holding.principal === principal.key);
    return [
      colors.bold(`${principal.name} may`),
      ...verbs.flatMap((verb) => {
        const own = entries.filter((entry) => entry.verb === verb);
        if (own.length === 0) return [];
        const how = new Map<string, Set<string>>();
        for (const entry of own) {
          const name = resourceName(model, entry);
          how.set(name, (how.get(name) ?? new Set()).add(`${doubt(entry)}${howText(entry, true)}`));
        }
        const lines = [...how].map(([name, ways]) => `${name} (${[...ways].join("; ")})`);
        return [wrapText(`  ${verbWords[verb].column}: ${lines.join(", ")}`, columns, "    ")];
      }),
      ...(entries.length === 0
        ? ["  none of call, change, read keys, read prompts, delete, grant access"]
        : []),
      ...(holdings.length > 0 ? ["  by these roles"] : []),
      ...holdings.map(({ role, scope, known, eligible }) =>
        wrapText(
          `    ${role} on ${scope}${known ? "" : " (actions not known here)"}${eligible ? ", once activated" : ""}`,
          columns,
          "      ",
        ),
      ),
      ...[...new Set(holdings.flatMap((holding) => (holding.eligible ? [termsOf(holding)] : [])))].map(
        (terms) => wrapText(`  activated for ${terms}`, columns, "    "),
      ),
      ...principal.federated.map(({ issuer, subject }) =>
        wrapText(`  acted as by ${subject} of ${issuer}`, columns, "    "),
      ),
      ...(principal.usedBy.length > 0
        ? [wrapText(`  used by ${principal.usedBy.join(", ")}`, columns, "    ")]
        : []),
      ...(principal.members.length > 0
        ? [wrapText(`  members by this stack: ${principal.members.join(", ")}`, columns, "    ")]
        : []),
    ].join("\n");
  });
  return [blocks.join("\n\n"), ...gaps(model, columns, colors)].join("\n");
}

/** Who may do one operation of Azure. */
export function renderOperation(
  operation: string,
  principals: readonly Principal[],
  entries: readonly OperationEntry[],
  { colors }: AccessView,
): string {
  if (entries.length === 0)
    return `nobody may ${operation}, by any role that this stack gives on a resource of that type`;
  const byResource = new Map<string, OperationEntry[]>();
  for (const entry of entries)
    byResource.set(entry.resource, [...(byResource.get(entry.resource) ?? []), entry]);
  return [...byResource]
    .map(([resource, own]) =>
      [
        colors.bold(`may ${operation}: ${resource}`),
        entryTable(
          own.map((entry) => ({ ...entry, path: "identity" })),
          ({ principal }) => nameOf(principals, principal),
        ),
      ].join("\n"),
    )
    .join("\n\n");
}

/** What a change gives and takes. */
export function renderChange({ gained, lost }: AccessChange, base: string, { colors }: AccessView): string {
  if (gained.length + lost.length === 0) return `nobody gains or loses access, compared with ${base}`;
  const rows = [
    ...gained.map((line) => ({ sign: "+ gains", line })),
    ...lost.map((line) => ({ sign: "- loses", line })),
  ];
  return [
    colors.bold(`access compared with ${base}`),
    plainTable(
      [
        { title: "" },
        { title: "principal", width: 34 },
        { title: "may", width: 14 },
        { title: "resource", width: 38 },
      ],
      rows.map(({ sign, line: { principal, resource, entry } }) => [
        sign,
        principal,
        `${verbWords[entry.verb].column}${entry.answer === "unknown" ? "?" : ""}`,
        resource,
      ]),
    ),
    `${gained.length} gained, ${lost.length} lost`,
  ].join("\n");
}

/** For how long and how somebody activates roles, one line each. */
function termsLines(model: AccessModel, columns: number): readonly string[] {
  const eligible = model.entries.filter(({ holding }) => holding.eligible);
  const lines = eligible.map(
    ({ principal, holding }) => `  ${nameOf(model.principals, principal)}: for ${termsOf(holding)}`,
  );
  return [...new Set(lines)].map((line) => wrapText(line, columns, "    "));
}

function termsOf({ terms }: Holding): string {
  return terms ?? "as long, and by whose leave, as the tenant has it for each role";
}

/** The gateways of some answers: from where each can be reached, and what its callers may use. */
function gatewayLines(entries: readonly AccessEntry[], columns: number): readonly string[] {
  const ways = entries.flatMap(({ gateway }) => gateway ?? []);
  return [...new Map(ways.map((way) => [way.service, way.network])).entries()].flatMap(
    ([service, network]) => [
      wrapText(`  through ${service}: ${networkText(network)}`, columns, "    "),
      ...[...new Map(ways.filter((way) => way.service === service).map((way) => [way.api, way.limits]))].map(
        ([api, limits]) =>
          wrapText(
            `    API ${api}: ${limits.length > 0 ? `${limits.join(", ")}, for all its callers together` : "no limit of tokens"}`,
            columns,
            "      ",
          ),
      ),
    ],
  );
}

type Shown = Pick<AccessEntry, "principal" | "answer" | "holding" | "reach" | "path" | "pattern">;

function entryTable<T extends Shown>(entries: readonly T[], name: (entry: T) => string): string {
  const table = plainTable(
    [
      { title: "principal", width: 32 },
      { title: "by the role", width: 26 },
      { title: "held", width: 16 },
      { title: "which permits", width: 34 },
    ],
    entries.map((entry) => [
      folded(name(entry), 32),
      entry.holding.role,
      howText(entry),
      entry.pattern === undefined ? "not known here: it may or may not" : folded(entry.pattern, 34),
    ]),
  );
  return table.replaceAll(/^/gm, "  ");
}

/** Breaks a long name at its hyphens and slashes, since a table would cut it. */
function folded(name: string, width: number): string {
  const lines = [""];
  for (const part of name.split(/(?<=[-/])/)) {
    const last = lines.length - 1;
    if ((lines[last] ?? "").length + part.length > width && lines[last] !== "") lines.push(` ${part}`);
    else lines[last] = `${lines[last] ?? ""}${part}`;
  }
  return lines.join("\n");
}

function cellOf(applies: boolean, entries: readonly AccessEntry[]): string {
  if (!applies) return "";
  const held = keysOf(entries, ({ answer, holding }) => answer === "yes" && !holding.eligible);
  const eligible = keysOf(entries, ({ answer, holding }) => answer === "yes" && holding.eligible);
  for (const key of held) eligible.delete(key);
  const maybe = keysOf(entries, ({ answer }) => answer === "unknown").size;
  const parts = [
    ...(held.size > 0 ? [String(held.size)] : []),
    ...(eligible.size > 0 ? [`${eligible.size}e`] : []),
    ...(maybe > 0 ? [`${maybe}?`] : []),
  ];
  return parts.length > 0 ? parts.join("+") : "-";
}

function keysOf(entries: readonly AccessEntry[], which: (entry: AccessEntry) => boolean): Set<string> {
  return new Set(entries.filter(which).map(keyOf));
}

function keyOf({ principal, resource }: AccessEntry): string {
  return `${principal} ${resource}`;
}

function forResource(model: AccessModel, urn: string, verb: Verb): readonly AccessEntry[] {
  return model.entries.filter((entry) => entry.resource === urn && entry.verb === verb);
}

function ofPrincipal(model: AccessModel, key: string, verb: Verb): readonly AccessEntry[] {
  return model.entries.filter((entry) => entry.principal === key && entry.verb === verb);
}

function nameOf(principals: readonly Principal[], key: string): string {
  return principals.find((each) => each.key === key)?.name ?? key;
}

function resourceName(model: AccessModel, { resource }: AccessEntry): string {
  return model.resources.find(({ urn }) => urn === resource)?.name ?? resource;
}

function doubt({ answer }: AccessEntry): string {
  return answer === "unknown" ? "not known, " : "";
}

/** Tokens of other systems that open an identity: whoever gets one of those needs no role in Azure. */
function federation(model: AccessModel, columns: number): readonly string[] {
  const lines = model.principals.flatMap(({ name, federated }) =>
    federated.map(({ issuer, subject }) => wrapText(`  ${name}: ${subject} of ${issuer}`, columns, "    ")),
  );
  return lines.length > 0 ? ["", "acted as by tokens of other systems", ...lines] : [];
}

function gaps(model: AccessModel, columns: number, colors: Colors): readonly string[] {
  return ["", ...model.gaps.map((gap) => colors.dim(wrapText(`not seen: ${gap}`, columns, "  ")))];
}
