import type { Framework } from "./framework";

/** Subcategories of the AI Risk Management Framework that infrastructure serves, and those that people attest. */
export const nistAiRmf: Framework = {
  title: "NIST AI Risk Management Framework",
  version: "1.0",
  url: "https://www.nist.gov/itl/ai-risk-management-framework",
  controls: {
    "GOVERN 1.1": {
      title: "Legal and regulatory requirements involving AI are understood",
      provenBy: "attestation",
    },
    "GOVERN 1.6": { title: "Mechanisms are in place to inventory AI systems" },
    "GOVERN 3.2": {
      title: "Roles for human-AI configurations and oversight are defined",
      provenBy: "attestation",
    },
    "GOVERN 6.1": { title: "Policies address AI risks of third-party entities" },
    "MAP 1.1": { title: "Intended purposes and settings of use are understood", provenBy: "attestation" },
    "MAP 4.1": { title: "Legal risks of AI technology and of third-party data and software are mapped" },
    "MEASURE 2.4": { title: "Functionality and behavior of the AI system are monitored in production" },
    "MEASURE 2.6": { title: "The AI system is evaluated regularly for safety risks" },
    "MEASURE 2.7": { title: "Security and resilience of the AI system are evaluated" },
    "MEASURE 2.10": { title: "Privacy risk of the AI system is examined" },
    "MANAGE 2.4": { title: "Mechanisms are in place to supersede, disengage or deactivate AI systems" },
    "MANAGE 3.1": { title: "Risks and benefits from third-party resources are monitored" },
    "MANAGE 4.1": { title: "Post-deployment monitoring plans are implemented", provenBy: "attestation" },
  },
};
