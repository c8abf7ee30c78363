import { mergeDeclarations, undeclared } from "../../declaration";
import { levels, type Pack } from "../pack";

/**
 * What the standards 164.308 and 164.312 of the HIPAA Security Rule ask of a platform that handles health data.
 *
 * Retention: no standard sets a time for audit logs. The six years of 164.316(b)(2)(i) are for documentation of
 * policies, procedures, actions and assessments; that is attested. Logs must be kept for as long as the stack declares,
 * a year where it declares nothing, so that the review of activity (164.308(a)(1)(ii)(D)) has something to look at.
 */
export const hipaa: Pack = {
  name: "hipaa",
  version: "0.1.0",
  title: "Cornerstone HIPAA",
  description: "Technical and administrative safeguards of the HIPAA Security Rule (164.308, 164.312)",
  defaults: mergeDeclarations(undeclared, { frameworks: ["hipaa"], logRetentionDays: 365 }),
  levels: levels({
    mandatory: [
      // Access control and authentication: 164.312(a)(1), (a)(2)(i), (d), 164.308(a)(3), (a)(4).
      ...["CS-0001", "CS-0002", "CS-0003", "CS-0004", "CS-0006", "CS-0010", "CS-0021", "CS-0024", "CS-0025"],
      ...["CS-0026", "CS-0032", "CS-0033", "CS-0034", "CS-0037", "CS-0038", "CS-0040", "CS-0041", "CS-0050"],
      ...["CS-0051", "CS-0052", "CS-0053", "CS-0055", "CS-0056", "CS-0154", "CS-0163", "CS-0169", "CS-0172"],
      ...["CS-0176", "CS-0190", "CS-0080", "CS-0083", "CS-0085", "CS-0086", "CS-0087", "CS-0089"],
      "CS-0304",
      // Encryption and decryption: 164.312(a)(2)(iv).
      ...["CS-0007", "CS-0027", "CS-0028", "CS-0076", "CS-0155", "CS-0161"],
      // Audit controls and review of activity: 164.312(b), 164.308(a)(1)(ii)(D).
      ...["CS-0009", "CS-0060", "CS-0061", "CS-0063", "CS-0164"],
      // Transmission security: 164.312(e).
      ...["CS-0005", "CS-0030", "CS-0031", "CS-0178", "CS-0179", "CS-0081", "CS-0084", "CS-0088"],
      // Integrity and contingency: 164.312(c)(1), 164.308(a)(7).
      ...["CS-0014", "CS-0022", "CS-0023", "CS-0075", "CS-0165"],
      // The cache of a gateway.
      ...["CS-0560", "CS-0561", "CS-0562", "CS-0563", "CS-0564", "CS-0565", "CS-0566"],
      // Search, Cosmos DB and agents.
      ...[
        "CS-0200",
        "CS-0201",
        "CS-0202",
        "CS-0205",
        "CS-0206",
        "CS-0207",
        "CS-0208",
        "CS-0215",
        "CS-0216",
        "CS-0217",
        "CS-0218",
      ],
      // AWS: access and authentication,
      ...["CS-0407", "CS-0431", "CS-0438", "CS-0439", "CS-0451", "CS-0460", "CS-0467", "CS-0469", "CS-0480"],
      ...["CS-0481", "CS-0482", "CS-0484", "CS-0485", "CS-0486", "CS-0487", "CS-0490", "CS-0521", "CS-0542"],
      // encryption at rest and in transit,
      ...["CS-0404", "CS-0411", "CS-0423", "CS-0425", "CS-0427", "CS-0450", "CS-0461", "CS-0462", "CS-0491"],
      ...["CS-0502", "CS-0511", "CS-0540", "CS-0430", "CS-0432", "CS-0435", "CS-0436", "CS-0437"],
      // audit controls, integrity and contingency.
      ...["CS-0410", "CS-0442", "CS-0453", "CS-0463", "CS-0464", "CS-0500", "CS-0501", "CS-0504", "CS-0510"],
    ],
    advisory: [
      ...["CS-0400", "CS-0401", "CS-0413", "CS-0415", "CS-0418", "CS-0422", "CS-0441", "CS-0465", "CS-0468"],
      ...["CS-0483", "CS-0488", "CS-0503", "CS-0505", "CS-0520", "CS-0522", "CS-0541", "CS-0550", "CS-0551"],
      ...["CS-0008", "CS-0013", "CS-0015", "CS-0016", "CS-0017", "CS-0029", "CS-0035", "CS-0043", "CS-0062"],
      ...["CS-0064", "CS-0065", "CS-0070", "CS-0071", "CS-0082", "CS-0150", "CS-0153", "CS-0156", "CS-0158"],
      ...["CS-0159", "CS-0162", "CS-0166", "CS-0171", "CS-0174"],
      ...["CS-0203", "CS-0209", "CS-0210", "CS-0219"],
    ],
  }),
};
