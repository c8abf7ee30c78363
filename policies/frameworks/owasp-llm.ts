import type { Framework } from "./framework";

/** The ten risks; those that live in prompts and code alone are attested. */
export const owaspLlm: Framework = {
  title: "OWASP Top 10 for LLM Applications",
  version: "2025",
  url: "https://genai.owasp.org/llm-top-10/",
  controls: {
    LLM01: { title: "Prompt Injection" },
    LLM02: { title: "Sensitive Information Disclosure" },
    LLM03: { title: "Supply Chain" },
    LLM04: { title: "Data and Model Poisoning", provenBy: "attestation" },
    LLM05: { title: "Improper Output Handling" },
    LLM06: { title: "Excessive Agency" },
    LLM07: { title: "System Prompt Leakage", provenBy: "attestation" },
    LLM08: { title: "Vector and Embedding Weaknesses" },
    LLM09: { title: "Misinformation", provenBy: "attestation" },
    LLM10: { title: "Unbounded Consumption" },
  },
};
