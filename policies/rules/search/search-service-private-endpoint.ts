import { ours, vendor } from "../../controls";
import { hasPrivateEndpoint } from "../../private-endpoints";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";

export const searchPrivateEndpoint: GraphRule = {
  id: "CS-0202",
  name: "search-service-private-endpoint",
  title: "AI Search services have a private endpoint.",
  severity: "high",
  why: "With public access off, a private endpoint is the only way in. Without one the service is unreachable today, and somebody opens it tomorrow to make it work.",
  fix: {
    text: "Create a private endpoint for the group ID searchService.",
    code: "new PrivateEndpoint(name, { service: search.service, subnet, dnsZones });",
  },
  controls: [
    ...vendor("mcsb", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/search/service-create-private-endpoint",
  scope: "graph",
  types: azure.searchService,
  check: (service, graph) => hasPrivateEndpoint(service, graph, "searchService"),
};
