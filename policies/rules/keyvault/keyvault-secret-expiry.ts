import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass, unlike } from "../../verdicts";

export const secretExpiry: ResourceRule = {
  id: "CS-0159",
  name: "keyvault-secret-expiry",
  title: "Secrets expire within a year.",
  severity: "medium",
  why: "A secret without an end is found years later in a place where nobody looked, and still works.",
  fix: {
    text: "Set attributes.exp to a time within a year, and renew the secret before.",
    code: "new keyvault.Secret(name, { properties: { attributes: { exp: Math.floor(expires.getTime() / 1000) } } });",
  },
  controls: [
    ...vendor("mcsb", "DP-6"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(d)"),
    ...vendor("nist80053", "IA-5"),
    ...ours("iso27001", "A.5.17"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
  ],
  covers: [
    "azure-policy:98728c90-32c7-4049-8429-847dc0f4fe37",
    "azure-policy:342e8053-e12e-4c44-be01-c3c2f318400f",
    "azure-policy:e8d99835-8a06-45ae-a8e0-87a91941ccfe",
    "azure-policy:b0eb591a-5e70-4534-a8bf-04b9c489584a",
    "checkov:CKV_AZURE_41",
    "prowler-azure:keyvault_non_rbac_secret_expiration_set",
    "prowler-azure:keyvault_rbac_secret_expiration_set",
  ],
  url: "https://learn.microsoft.com/azure/key-vault/secrets/about-secrets",
  scope: "resource",
  types: azure.secret,
  check: (inputs, _, { now }) => {
    const path = "properties.attributes.exp";
    const seconds = inputs.number(path);
    if (seconds === undefined) return unlike(inputs, path, "must be a time within a year");
    const days = Math.floor((seconds * 1000 - now.getTime()) / 86_400_000);
    if (days < 0) return fail("it has expired", path);
    return days <= 366 ? pass : fail(`it expires in ${days} days, must be 366 or less`, path);
  },
};
