import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const containerregistryRegistryPublicAccessDisabled: ResourceRule = {
  id: "CS-0321",
  name: "containerregistry-registry-public-access-disabled",
  title: "Container registries cannot be reached from the public internet.",
  severity: "high",
  why: "Images carry code, and often data. A registry that is reached through the network alone leaks neither with a token.",
  fix: {
    text: 'Set publicNetworkAccess to "Disabled".',
    code: 'new containerregistry.Registry(name, { publicNetworkAccess: "Disabled" });',
  },
  controls: [...vendor("mcsb", "NS-2"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(e)(1)")],
  covers: ["checkov:CKV_AZURE_139"],
  url: "https://learn.microsoft.com/azure/container-registry/container-registry-private-link",
  scope: "resource",
  types: azure.registry,
  check: (inputs) => mustBe(inputs, "publicNetworkAccess", "Disabled"),
};
