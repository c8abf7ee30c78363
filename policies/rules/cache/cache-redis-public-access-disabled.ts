import type { ResourceRule } from "../../rule";
import { themes } from "../../themes";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const redisPublicAccessDisabled: ResourceRule = {
  id: "CS-0560",
  name: "cache-redis-public-access-disabled",
  title: "Redis clusters have no public network access.",
  severity: "high",
  why: "A cache of a model gateway holds questions and answers of its users. With public access, one leaked key reads them from anywhere.",
  fix: {
    text: "Set publicNetworkAccess to Disabled, and add a private endpoint.",
    code: 'new redisenterprise.RedisEnterprise(name, { publicNetworkAccess: "Disabled" });',
  },
  controls: themes.privateNetwork,
  covers: [],
  url: "https://learn.microsoft.com/azure/redis/private-link",
  scope: "resource",
  types: azure.redis,
  check: (inputs) => mustBe(inputs, "publicNetworkAccess", "Disabled"),
};
