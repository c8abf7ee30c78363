import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const sessionEgressDisabled: ResourceRule = {
  id: "CS-0217",
  name: "app-session-egress-disabled",
  title: "Sandboxes that run code of models reach no network.",
  severity: "high",
  why: "A prompt can talk a model into writing code that sends what it sees to somebody. Without a network there is nobody to send it to.",
  fix: {
    text: "Set sessionNetworkConfiguration.status to EgressDisabled.",
    code: 'new app.ContainerAppsSessionPool(name, { sessionNetworkConfiguration: { status: "EgressDisabled" } });',
  },
  controls: [
    ...ours("mcsb", "NS-2", "AI-4"),
    ...ours("gdpr", "25(2)", "32(1)(b)"),
    ...ours("hipaa", "164.312(e)(1)"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/container-apps/session-pool",
  scope: "resource",
  types: azure.sessionPool,
  check: (inputs) => mustBe(inputs, "sessionNetworkConfiguration.status", "EgressDisabled"),
};
