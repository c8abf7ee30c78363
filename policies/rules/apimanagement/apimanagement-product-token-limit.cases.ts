import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { productTokenLimit as rule } from "./apimanagement-product-token-limit";

const names = { resourceGroupName: "rg", serviceName: "gateway", productId: "shop" };
const product = resource(azure.apiManagementProduct[0], names);
const policy = (inbound: string, change: object = {}) =>
  resource(
    azure.apiManagementProductPolicy[0],
    {
      ...names,
      value: `<policies><inbound><base/>${inbound}</inbound><backend><base/></backend></policies>`,
      ...change,
    },
    { name: "policy" },
  );
const limit = '<llm-token-limit counter-key="shop" tokens-per-minute="1000" estimate-prompt-tokens="true"/>';

export const cases: RuleCases = {
  rule,
  pass: {
    "a rate": [product, policy(limit)],
    "a quota, by the older name": [
      product,
      policy('<azure-openai-token-limit counter-key="shop" token-quota="9" token-quota-period="Monthly" />'),
    ],
  },
  fail: {
    "no policy": [[product], "limits tokens"],
    "a policy of another product": [[product, policy(limit, { productId: "other" })], "limits tokens"],
    "a policy in another service": [[product, policy(limit, { serviceName: "other" })], "limits tokens"],
    "a limit in a comment": [[product, policy(`<!-- ${limit} -->`)], "limits tokens"],
    "a limit on the way back": [
      [product, policy("", { value: `<policies><inbound/><outbound>${limit}</outbound></policies>` })],
      "limits tokens",
    ],
    "a limit of nothing": [
      [product, policy('<llm-token-limit counter-key="shop"/>')],
      "neither a rate nor a quota",
    ],
    "a limit that counts nobody": [
      [product, policy('<llm-token-limit tokens-per-minute="9"/>')],
      "counter-key",
    ],
  },
  unknown: { "the policy is not known yet": [product, policy(limit, { value: new Unknown("preview") })] },
};
