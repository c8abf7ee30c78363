import type { Framework } from "./framework";

/** Articles of the AI Act that infrastructure serves, and those that people attest. */
export const euAiAct: Framework = {
  title: "EU Artificial Intelligence Act",
  version: "Regulation (EU) 2024/1689",
  url: "https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
  controls: {
    "9": { title: "Risk management system" },
    "10": { title: "Data and data governance", provenBy: "attestation" },
    "11": { title: "Technical documentation", provenBy: "attestation" },
    "12(1)": { title: "Automatic recording of events over the lifetime of the system" },
    "12(2)": { title: "Logging that enables traceability" },
    "13": { title: "Transparency and provision of information to deployers", provenBy: "attestation" },
    "14": { title: "Human oversight", provenBy: "attestation" },
    "15(1)": { title: "Accuracy, robustness and cybersecurity" },
    "15(4)": { title: "Resilience against errors, faults and inconsistencies" },
    "15(5)": { title: "Resilience against attempts of unauthorised third parties" },
    "19": { title: "Automatically generated logs" },
    "26(6)": { title: "Logs kept by the deployer for six months or more" },
    "27": { title: "Fundamental rights impact assessment", provenBy: "attestation" },
    "50": { title: "Transparency towards persons who interact with AI", provenBy: "attestation" },
    "55(1)(d)": { title: "Cybersecurity of models with systemic risk and of their infrastructure" },
  },
};
