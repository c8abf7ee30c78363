import type { PropertyMap } from "../../../graph/types";
import { isWithin, mapsAt, ofType, textAt, valueAt, type Estate, type Existing } from "./existing";

const harms = { Hate: "hate", Sexual: "sexual", Selfharm: "selfHarm", Violence: "violence" } as const;
const shields = {
  Prompt: { Jailbreak: "jailbreak", "Indirect Attack": "indirectAttack" },
  Completion: { "Protected Material Text": "protectedText", "Protected Material Code": "protectedCode" },
} as const;

type Source = keyof typeof shields;

/** The content filter of the stack file that makes this policy: only what differs from the schema's defaults. */
export function contentFilterOf(policy: Existing): Record<string, unknown> {
  const prompt = sideOf(policy, "Prompt");
  const completion = sideOf(policy, "Completion");
  const mode = textAt(policy, "mode");
  return {
    name: policy.name,
    ...(mode?.startsWith("Async") ? { streaming: "asynchronous" } : {}),
    ...(Object.keys(prompt).length > 0 ? { prompt } : {}),
    ...(Object.keys(completion).length > 0 ? { completion } : {}),
  };
}

function sideOf(policy: Existing, source: Source): Record<string, unknown> {
  const side: Record<string, unknown> = {};
  const names: Readonly<Record<string, string>> = { ...harms, ...shields[source] };
  for (const filter of mapsAt(policy, "contentFilters").filter((each) => each["source"] === source)) {
    const key = names[text(filter, "name")];
    if (key === undefined) continue;
    const threshold = text(filter, "severityThreshold").toLowerCase();
    if (text(filter, "name") in harms) {
      if (threshold !== "" && threshold !== "medium") side[key] = threshold;
    } else if (filter["enabled"] === false) side[key] = "off";
    else if (filter["blocking"] === false) side[key] = "annotate";
  }
  const lists = mapsAt(policy, "customBlocklists")
    .filter((list) => list["source"] === source)
    .map((list) => text(list, "blocklistName"));
  return lists.length > 0 ? { ...side, blocklists: lists } : side;
}

/** The blocklists of the accounts, each once. */
export function blocklistsOf(estate: Estate): readonly Record<string, unknown>[] {
  const items = ofType(estate, "microsoft.cognitiveservices/accounts/raiblocklists/raiblocklistitems");
  const lists = ofType(estate, "microsoft.cognitiveservices/accounts/raiblocklists").map((list) => ({
    name: list.name,
    ...(textAt(list, "description") === undefined ? {} : { description: textAt(list, "description") }),
    items: items
      .filter(({ id }) => isWithin(id, list.id))
      .map((item) => ({
        pattern: textAt(item, "pattern") ?? "",
        ...(valueAt(item, "isRegex") === true ? { regex: true } : {}),
      })),
  }));
  return byName(lists);
}

/** Each name once: the same list or filter is written to every account that uses it. */
export function byName<T extends { readonly name?: unknown }>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [value.name, value])).values()];
}

function text(values: PropertyMap, key: string): string {
  const value = values[key];
  return typeof value === "string" ? value : "";
}
