import { hasPrivateEndpoint } from "../../private-endpoints";
import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { azure } from "../../types";

export const redisPrivateEndpoint: GraphRule = {
  id: "CS-0561",
  name: "cache-redis-private-endpoint",
  title: "Redis clusters have a private endpoint.",
  severity: "high",
  why: "With public access off, a private endpoint is the only way in. Without one the cache is unreachable today, and somebody opens it tomorrow to make it work.",
  fix: {
    text: "Create a private endpoint for the group ID redisEnterprise.",
    code: "new PrivateEndpoint(name, { service: cache.service, subnet, dnsZones });",
  },
  controls: themes.privateNetwork,
  covers: [],
  url: "https://learn.microsoft.com/azure/redis/private-link",
  scope: "graph",
  types: azure.redis,
  check: (redis, graph) => hasPrivateEndpoint(redis, graph, "redisEnterprise"),
};
