import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass, same } from "../../verdicts";

export const keyRotation: ResourceRule = {
  id: "CS-0027",
  name: "keyvault-key-rotation",
  title: "Keys rotate by themselves.",
  severity: "medium",
  why: "Rotation bounds how much one leaked key version opens, and a rotation that depends on a person does not happen.",
  fix: {
    text: 'Give the key a rotation policy with the lifetime action "rotate".',
    code: `new keyvault.Key(name, {
  properties: {
    rotationPolicy: {
      attributes: { expiryTime: "P2Y" },
      lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P90D" } }],
    },
  },
});`,
  },
  controls: [
    ...vendor("mcsb", "DP-6"),
    ...ours("gdpr", "32(1)(a)"),
    ...ours("hipaa", "164.312(a)(2)(iv)"),
    ...ours("nist80053", "SC-12", "SC-13", "SC-28"),
    ...ours("iso27001", "A.8.24"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.10"),
  ],
  covers: [
    "azure-policy:d8cf8476-a2ec-4916-896e-992351803c44",
    "psrule-azure:Azure.KeyVault.AutoRotationPolicy",
    "prowler-azure:keyvault_key_rotation_enabled",
  ],
  url: "https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation",
  scope: "resource",
  types: azure.key,
  check: (inputs) => {
    const path = "properties.rotationPolicy.lifetimeActions";
    const rotates = inputs
      .list(path)
      .some(
        (action) =>
          same(action.string("action.type"), "rotate") &&
          (action.has("trigger.timeAfterCreate") || action.has("trigger.timeBeforeExpiry")),
      );
    return rotates ? pass : fail(`${path} holds no action "rotate" with a trigger`, path);
  },
};
