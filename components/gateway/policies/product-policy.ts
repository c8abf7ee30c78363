import { base, element, policyDocument } from "./document";

/** How much a workload may use. */
export interface TokenLimits {
  /** Tokens a minute, prompt and completion together. */
  readonly tokensPerMinute: number;
  /** Tokens a calendar month. */
  readonly monthlyTokens: number;
}

/**
 * The policy of a workload's product: its tokens a minute and a month, counted under its own name. Above the rate the caller
 * gets 429 with Retry-After, above the quota 403. Embeddings count as well; a streamed answer is estimated.
 * https://learn.microsoft.com/azure/api-management/llm-token-limit-policy
 */
export function productPolicy(workload: string, { tokensPerMinute, monthlyTokens }: TokenLimits): string {
  return policyDocument({
    inbound: [
      base,
      element("llm-token-limit", {
        "counter-key": workload,
        "tokens-per-minute": String(tokensPerMinute),
        "token-quota": String(monthlyTokens),
        "token-quota-period": "Monthly",
        "estimate-prompt-tokens": "true",
        "remaining-tokens-header-name": "x-ratelimit-remaining-tokens",
        "remaining-quota-tokens-header-name": "x-quota-remaining-tokens",
        "tokens-consumed-header-name": "x-tokens-consumed",
      }),
    ],
  });
}
