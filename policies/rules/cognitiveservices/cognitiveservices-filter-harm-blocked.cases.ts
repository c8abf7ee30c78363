import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { filterHarmBlocked as rule } from "./cognitiveservices-filter-harm-blocked";

const all = ["Hate", "Sexual", "Violence", "Selfharm"].flatMap((name) =>
  ["Prompt", "Completion"].map((source) => ({
    name,
    source,
    severityThreshold: "Medium",
    enabled: true,
    blocking: true,
  })),
);
const policy = (contentFilters: readonly object[], mode?: string) => [
  resource(azure.raiPolicy[0], {
    properties: { mode, contentFilters: contentFilters.map((filter) => ({ ...filter })) },
  }),
];
const withFirst = (change: object) => policy([{ ...all[0], ...change }, ...all.slice(1)]);

export const cases: RuleCases = {
  rule,
  pass: {
    "all eight at medium": policy(all, "Blocking"),
    "one is stricter, and ARM ignores case": withFirst({ name: "hate", severityThreshold: "low" }),
  },
  fail: {
    "no filters": [policy([]), "Hate in prompts is not in the filter"],
    "one is missing": [policy(all.slice(0, 7)), "Selfharm in completions is not in the filter"],
    "one is off": [withFirst({ enabled: false }), "is not looked for"],
    "one only annotates": [withFirst({ blocking: false }), "is found but let through"],
    "one is lax": [withFirst({ severityThreshold: "High" }), 'from severity "High" on'],
    "answers are judged after they are shown": [policy(all, "Asynchronous_filter"), 'must be "Blocking"'],
  },
};
