import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const containerregistryRegistryCustomerKey: ResourceRule = {
  id: "CS-0322",
  name: "containerregistry-registry-customer-key",
  title: "Container registries are encrypted with a customer-managed key.",
  severity: "medium",
  why: "Whoever holds the key can end access to every image at once. It can be set only when a registry is made.",
  fix: {
    text: "Set encryption with a key in a vault.",
    code: 'new containerregistry.Registry(name, { encryption: { status: "enabled", keyVaultProperties } });',
  },
  controls: [...ours("mcsb", "DP-5"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(a)(2)(iv)")],
  covers: ["checkov:CKV_AZURE_237"],
  url: "https://learn.microsoft.com/azure/container-registry/tutorial-enable-customer-managed-keys",
  scope: "resource",
  types: azure.registry,
  check: (inputs) => mustBe(inputs, "encryption.status", "enabled"),
};
