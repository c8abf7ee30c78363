import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { notApplicable, pass, same, unlike, unknown } from "../../verdicts";

export const keyHardware: GraphRule = {
  id: "CS-0157",
  name: "keyvault-key-hardware",
  title: "Keys of a premium vault are kept in hardware.",
  severity: "medium",
  why: "A premium vault is paid for its hardware security modules. A key of a software type there is kept as in a standard vault.",
  fix: {
    text: 'Set kty to "RSA-HSM" or "EC-HSM".',
    code: 'new keyvault.Key(name, { properties: { kty: "RSA-HSM", keySize: 3072 } });',
  },
  controls: [
    ...ours("mcsb", "DP-5", "DP-6"),
    ...ours("gdpr", "32(1)(a)", "34(3)(a)"),
    ...ours("hipaa", "164.312(a)(2)(iv)"),
    ...ours("nist80053", "SC-12", "SC-13", "SC-28"),
    ...ours("iso27001", "A.8.24"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.10"),
  ],
  covers: ["azure-policy:587c79fe-dd04-4a5e-9d0b-f89598c7261b", "checkov:CKV_AZURE_112"],
  url: "https://learn.microsoft.com/azure/key-vault/keys/about-keys",
  scope: "graph",
  types: azure.key,
  check: (key, graph) => {
    const inputs = graph.inputs(key);
    if (/-hsm$/i.test(inputs.string("properties.kty") ?? "")) return pass;
    const [vault] = graph.references(key, "vaultName", azure.vault);
    if (!vault?.target) return unknown("its vault is not in this stack");
    return same(graph.inputs(vault.target).string("properties.sku.name"), "premium")
      ? unlike(inputs, "properties.kty", 'must be "RSA-HSM" or "EC-HSM" in a premium vault')
      : notApplicable("its vault is of the standard tier, which has no hardware modules");
  },
};
