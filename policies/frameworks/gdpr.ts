import type { Framework } from "./framework";

/** Articles of the GDPR that infrastructure can serve. The numbers are article(paragraph)(point). */
export const gdpr: Framework = {
  title: "General Data Protection Regulation",
  version: "Regulation (EU) 2016/679",
  url: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
  controls: {
    "5(1)(c)": { title: "Data minimisation" },
    "5(1)(f)": { title: "Integrity and confidentiality" },
    "5(2)": { title: "Accountability" },
    "25(1)": { title: "Data protection by design" },
    "25(2)": { title: "Data protection by default" },
    "28(3)(a)": { title: "Processing by a processor on documented instructions, transfers included" },
    "30": { title: "Records of processing activities" },
    "32(1)(a)": { title: "Pseudonymisation and encryption of personal data" },
    "32(1)(b)": { title: "Ongoing confidentiality, integrity, availability and resilience" },
    "32(1)(c)": { title: "Restoring availability and access in a timely manner" },
    "32(1)(d)": { title: "Regular testing and evaluation of the measures" },
    "32(4)": { title: "Persons with access act on instructions only" },
    "33": { title: "Notification of a breach to the supervisory authority" },
    "34(3)(a)": { title: "Measures that make data unintelligible to persons without authorisation" },
    "44": { title: "General principle for transfers to third countries" },
    "46": { title: "Transfers subject to appropriate safeguards" },
  },
};
