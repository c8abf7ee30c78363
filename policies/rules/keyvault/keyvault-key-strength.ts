import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { notApplicable, pass, unlike } from "../../verdicts";

/** NIST SP 800-57 part 1, table 2: 112 bits of security and more. */
const smallestRsa = 2048;
const curves = ["P-256", "P-384", "P-521"];

export const keyStrength: ResourceRule = {
  id: "CS-0028",
  name: "keyvault-key-strength",
  title: "Keys are RSA of at least 2048 bits, or on a NIST curve.",
  severity: "medium",
  why: "Shorter keys can be broken within the time that the data must stay secret. AI accounts take RSA of exactly 2048 bits.",
  fix: {
    text: 'Set kty to "RSA" or "RSA-HSM" and keySize to 2048 or more.',
    code: 'new keyvault.Key(name, { properties: { kty: "RSA", keySize: 2048 } });',
  },
  controls: [
    ...ours("mcsb", "DP-6"),
    ...ours("gdpr", "32(1)(a)"),
    ...ours("hipaa", "164.312(a)(2)(iv)"),
    ...ours("nist80053", "SC-12", "SC-13", "SC-28"),
    ...ours("iso27001", "A.8.24"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.10"),
  ],
  covers: [
    "azure-policy:82067dbb-e53b-4e06-b631-546d197452d9",
    "azure-policy:ff25f3c8-b739-4538-9d07-3d6d25cfb255",
    "azure-policy:75c4f823-d65c-4f29-a733-01d0077fdbcb",
  ],
  url: "https://learn.microsoft.com/azure/key-vault/keys/about-keys",
  scope: "resource",
  types: azure.key,
  check: (inputs) => {
    const type = inputs.string("properties.kty")?.toUpperCase() ?? "";
    if (type.startsWith("RSA")) {
      // Azure makes RSA keys of 2048 bits where no size is asked for.
      const size = inputs.number("properties.keySize") ?? smallestRsa;
      return size >= smallestRsa
        ? pass
        : unlike(inputs, "properties.keySize", `must be at least ${smallestRsa}`);
    }
    if (type.startsWith("EC")) {
      const curve = inputs.string("properties.curveName") ?? "P-256";
      return curves.includes(curve)
        ? pass
        : unlike(inputs, "properties.curveName", `must be one of ${curves.join(", ")}`);
    }
    if (type === "OCT-HSM") return notApplicable("symmetric keys of a managed HSM are AES");
    return unlike(inputs, "properties.kty", 'must be "RSA", "RSA-HSM", "EC" or "EC-HSM"');
  },
};
