import { mergeDeclarations, undeclared } from "../../declaration";
import { levels, type Pack } from "../pack";

/**
 * Where personal data is stored and processed, and what the GDPR asks of its protection. Assumes the European Economic
 * Area where a stack declares no boundary.
 */
export const residency: Pack = {
  name: "residency",
  version: "0.1.0",
  title: "Cornerstone residency (GDPR)",
  description: "Data and prompts stay inside the declared boundary, and logs prove it",
  defaults: mergeDeclarations(undeclared, {
    residency: { boundary: "eu", processing: "dataZone" },
    frameworks: ["gdpr"],
  }),
  levels: levels({
    mandatory: [
      "CS-0007",
      "CS-0008",
      "CS-0009",
      "CS-0012",
      "CS-0035",
      "CS-0036",
      "CS-0060",
      "CS-0070",
      "CS-0076",
      "CS-0152",
      "CS-0155",
      "CS-0177",
      "CS-0220",
      // AWS: regions, models, what roles may call, logs, copies and keys.
      ...["CS-0413", "CS-0415", "CS-0417", "CS-0426", "CS-0455", "CS-0471", "CS-0510", "CS-0550"],
      ...["CS-0404", "CS-0462", "CS-0511"],
    ],
    advisory: ["CS-0062", "CS-0065", "CS-0071", "CS-0466", "CS-0551"],
  }),
};
