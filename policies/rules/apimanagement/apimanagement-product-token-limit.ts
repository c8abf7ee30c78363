import { ours } from "../../controls";
import { policiesOf, policyElements } from "../../gateway-policies";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

const limits = ["llm-token-limit", "azure-openai-token-limit"];

export const productTokenLimit: GraphRule = {
  id: "CS-0086",
  name: "apimanagement-product-token-limit",
  title: "Every product limits the tokens that its callers may use.",
  severity: "high",
  why: "Without a limit one tenant's loop, or one stolen token, uses up the capacity of all tenants and the budget of a month within hours.",
  fix: {
    text: "Put llm-token-limit into the inbound section of the product's policy, with a rate or a quota.",
    code: '<llm-token-limit counter-key="customer-service" tokens-per-minute="200000" token-quota="2000000000" token-quota-period="Monthly" estimate-prompt-tokens="true" />',
  },
  controls: [...ours("mcsb", "AI-6"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(a)(1)")],
  covers: [],
  url: "https://learn.microsoft.com/azure/api-management/llm-token-limit-policy",
  scope: "graph",
  types: azure.apiManagementProduct,
  check: (product, graph) => {
    const found = policiesOf(product, graph, azure.apiManagementProductPolicy, "productId").flatMap(
      (policy) => limits.flatMap((limit) => policyElements(policy, "inbound", limit)),
    );
    if (found.length === 0) return fail("no policy of the product limits tokens");
    const limited = found.some(
      (attributes) =>
        attributes["tokens-per-minute"] !== undefined || attributes["token-quota"] !== undefined,
    );
    if (!limited) return fail("its token limit states neither a rate nor a quota");
    return found.every((attributes) => attributes["counter-key"])
      ? pass
      : fail("its token limit has no counter-key");
  },
};
