import { undeclared } from "../../declaration";
import { levels, type Pack } from "../pack";

/** What every platform must hold, wherever it stands: private, keyless, encrypted, recoverable, observed. */
export const baseline: Pack = {
  name: "baseline",
  version: "0.1.0",
  title: "Cornerstone baseline",
  description: "Private, keyless, encrypted, recoverable and observed Azure OpenAI platforms",
  defaults: undeclared,
  // What a person can watch meanwhile: an opened port, a privileged role. Public blobs nobody can call back.
  criticalExemptions: ["CS-0040", "CS-0050"],
  levels: levels({
    mandatory: [
      ...["CS-0001", "CS-0002", "CS-0003", "CS-0004", "CS-0005", "CS-0006", "CS-0007", "CS-0009", "CS-0010"],
      ...["CS-0013", "CS-0014", "CS-0015", "CS-0016", "CS-0017"],
      ...["CS-0021", "CS-0022", "CS-0023", "CS-0024", "CS-0025", "CS-0026", "CS-0027", "CS-0028"],
      ...["CS-0030", "CS-0031", "CS-0032", "CS-0033", "CS-0034", "CS-0037", "CS-0038"],
      ...["CS-0040", "CS-0041", "CS-0050", "CS-0051", "CS-0052", "CS-0053", "CS-0055", "CS-0056"],
      ...["CS-0061", "CS-0063", "CS-0075", "CS-0076"],
      ...["CS-0080", "CS-0081", "CS-0083", "CS-0084", "CS-0085", "CS-0086", "CS-0087", "CS-0088", "CS-0089"],
      ...["CS-0152", "CS-0153", "CS-0155", "CS-0156", "CS-0161", "CS-0163", "CS-0164", "CS-0165", "CS-0169"],
      ...["CS-0172", "CS-0174", "CS-0176", "CS-0178", "CS-0179", "CS-0190"],
      // No credential that lasts, in either cloud.
      "CS-0480",
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
      // Databricks, Machine Learning and registries.
      ...[
        "CS-0300",
        "CS-0301",
        "CS-0302",
        "CS-0303",
        "CS-0304",
        "CS-0305",
        "CS-0310",
        "CS-0311",
        "CS-0312",
        "CS-0314",
        "CS-0315",
        "CS-0320",
        "CS-0321",
        "CS-0322",
      ],
    ],
    advisory: [
      "CS-0551",
      ...["CS-0313", "CS-0316", "CS-0325", "CS-0326", "CS-0327", "CS-0328", "CS-0329"],
      ...["CS-0008", "CS-0011", "CS-0018", "CS-0019", "CS-0029", "CS-0035", "CS-0042", "CS-0043", "CS-0044"],
      ...["CS-0060", "CS-0062", "CS-0064", "CS-0065", "CS-0071", "CS-0072", "CS-0073", "CS-0074", "CS-0077"],
      "CS-0082",
      ...["CS-0150", "CS-0151", "CS-0154", "CS-0157", "CS-0158", "CS-0159", "CS-0160", "CS-0162", "CS-0166"],
      ...["CS-0167", "CS-0168", "CS-0170", "CS-0171", "CS-0173", "CS-0175"],
      ...["CS-0203", "CS-0209", "CS-0210", "CS-0219"],
    ],
  }),
};
