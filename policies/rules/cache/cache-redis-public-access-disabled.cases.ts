import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { redisPublicAccessDisabled as rule } from "./cache-redis-public-access-disabled";

const redis = (inputs: object) => [resource(azure.redis[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "it is disabled": redis({ publicNetworkAccess: "Disabled" }) },
  fail: {
    "it is enabled": [redis({ publicNetworkAccess: "Enabled" }), 'must be "Disabled"'],
    "nothing is said": [redis({}), "is not set"],
  },
};
