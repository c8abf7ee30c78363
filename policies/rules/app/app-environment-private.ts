import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure, mustBe } from "../../verdicts";

export const environmentPrivate: ResourceRule = {
  id: "CS-0218",
  name: "app-environment-private",
  title: "Container Apps environments are internal, without public network access.",
  severity: "high",
  why: "An environment with a public address answers the whole internet with whatever runs inside it.",
  fix: {
    text: "Set vnetConfiguration.internal to true and publicNetworkAccess to Disabled.",
    code: 'new app.ManagedEnvironment(name, { publicNetworkAccess: "Disabled", vnetConfiguration: { internal: true, infrastructureSubnetId } });',
  },
  controls: [
    ...ours("mcsb", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/container-apps/networking",
  scope: "resource",
  types: azure.containerEnvironment,
  check: (inputs) =>
    firstFailure(
      () => mustBe(inputs, "publicNetworkAccess", "Disabled"),
      () => mustBe(inputs, "vnetConfiguration.internal", true),
    ),
};
