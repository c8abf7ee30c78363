import type { Framework } from "./framework";

/**
 * Standards and implementation specifications of 164.308, 164.312 and 164.316 of the Security Rule. None of them sets a
 * time for which audit logs are kept: the six years of 164.316(b)(2)(i) are for documentation of policies, procedures,
 * actions and assessments, which people keep and attest.
 */
export const hipaa: Framework = {
  title: "HIPAA Security Rule",
  version: "45 CFR part 164, subpart C",
  url: "https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-C",
  controls: {
    "164.308(a)(1)(ii)(A)": { title: "Risk analysis" },
    "164.308(a)(1)(ii)(B)": { title: "Risk management" },
    "164.308(a)(1)(ii)(C)": { title: "Sanction policy", provenBy: "attestation" },
    "164.308(a)(1)(ii)(D)": { title: "Information system activity review" },
    "164.308(a)(2)": { title: "Assigned security responsibility", provenBy: "attestation" },
    "164.308(a)(3)(i)": { title: "Workforce security" },
    "164.308(a)(3)(ii)(C)": { title: "Termination procedures", provenBy: "attestation" },
    "164.308(a)(4)": { title: "Information access management" },
    "164.308(a)(5)": { title: "Security awareness and training", provenBy: "attestation" },
    "164.308(a)(6)": { title: "Security incident procedures", provenBy: "attestation" },
    "164.308(a)(7)(i)": { title: "Contingency plan" },
    "164.308(a)(7)(ii)(A)": { title: "Data backup plan" },
    "164.308(a)(7)(ii)(B)": { title: "Disaster recovery plan" },
    "164.308(a)(7)(ii)(D)": { title: "Testing and revision procedures", provenBy: "attestation" },
    "164.308(a)(8)": { title: "Evaluation", provenBy: "attestation" },
    "164.308(b)(1)": { title: "Business associate contracts and other arrangements" },
    "164.312(a)(1)": { title: "Access control" },
    "164.312(a)(2)(i)": { title: "Unique user identification" },
    "164.312(a)(2)(ii)": { title: "Emergency access procedure", provenBy: "attestation" },
    "164.312(a)(2)(iv)": { title: "Encryption and decryption" },
    "164.312(b)": { title: "Audit controls" },
    "164.312(c)(1)": { title: "Integrity" },
    "164.312(d)": { title: "Person or entity authentication" },
    "164.312(e)(1)": { title: "Transmission security" },
    "164.312(e)(2)(i)": { title: "Integrity controls" },
    "164.312(e)(2)(ii)": { title: "Encryption of transmissions" },
    "164.316(b)(2)(i)": { title: "Retention of documentation for six years", provenBy: "attestation" },
  },
};
