import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

export const keyExpiry: ResourceRule = {
  id: "CS-0029",
  name: "keyvault-key-expiry",
  title: "Keys expire, by their own date or by their rotation policy.",
  severity: "medium",
  why: "A key without an end stays valid in every copy and backup for ever. The expiry of a rotation policy counts: each version that it makes carries one.",
  fix: {
    text: "Set an expiry time in the rotation policy, longer than the rotation interval.",
    code: 'new keyvault.Key(name, { properties: { rotationPolicy: { attributes: { expiryTime: "P2Y" } } } });',
  },
  controls: [
    ...vendor("mcsb", "DP-6"),
    ...ours("gdpr", "32(1)(a)"),
    ...ours("hipaa", "164.312(a)(2)(iv)"),
    ...vendor("nist80053", "IA-5"),
    ...ours("nist80053", "SC-12", "SC-13", "SC-28"),
    ...ours("iso27001", "A.8.24"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.10"),
  ],
  covers: [
    "azure-policy:152b15f7-8e1f-4c1f-ab71-8c010ba5dbc0",
    "checkov:CKV_AZURE_40",
    "prowler-azure:keyvault_rbac_key_expiration_set",
    "prowler-azure:keyvault_key_expiration_set_in_non_rbac",
  ],
  url: "https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation#key-rotation-policy",
  scope: "resource",
  types: azure.key,
  check: (inputs) =>
    inputs.has("properties.rotationPolicy.attributes.expiryTime") || inputs.has("properties.attributes.exp")
      ? pass
      : fail("neither properties.attributes.exp nor an expiryTime of the rotation policy is set"),
};
