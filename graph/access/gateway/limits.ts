import { elementsIn, type PolicyNode } from "./document";

const count = (text: string): string => (/^\d+$/.test(text) ? Number(text).toLocaleString("en") : text);
const limits = ["llm-token-limit", "azure-openai-token-limit"];
const periods: Readonly<Record<string, string>> = {
  hourly: "an hour",
  daily: "a day",
  weekly: "a week",
  monthly: "a month",
  yearly: "a year",
};

/**
 * What a policy lets callers use, in words: `745,000 tokens a minute`.
 * https://learn.microsoft.com/azure/api-management/llm-token-limit-policy
 */
export function limitsIn(document: PolicyNode): readonly string[] {
  return limits
    .flatMap((name) => elementsIn(document, name))
    .flatMap(({ element: { attributes } }) => [
      ...worded(attributes["tokens-per-minute"], "a minute"),
      ...worded(
        attributes["token-quota"],
        periods[attributes["token-quota-period"]?.toLowerCase() ?? ""] ?? "a period",
      ),
    ]);
}

function worded(tokens: string | undefined, period: string): readonly string[] {
  return tokens === undefined ? [] : [`${count(tokens)} tokens ${period}`];
}
