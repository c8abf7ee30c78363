import { undeclared } from "../../declaration";
import { levels, type Pack } from "../pack";

/** What a second home of models on AWS must hold, so that a call that fails over to it is guarded as it was at home. */
export const secondaryCloud: Pack = {
  name: "secondary-cloud",
  version: "0.1.0",
  title: "Cornerstone secondary cloud (AWS)",
  description: "Private, keyless, encrypted, guarded and observed models on Amazon Bedrock",
  defaults: undeclared,
  // What a person can watch meanwhile: an opened port, a way to more rights. Published data nobody can call back.
  criticalExemptions: ["CS-0438", "CS-0484"],
  levels: levels({
    mandatory: [
      // Both clouds.
      ...["CS-0070", "CS-0075", "CS-0076"],
      // Guardrails, models and the log of calls.
      ...["CS-0400", "CS-0401", "CS-0404", "CS-0406", "CS-0407", "CS-0410", "CS-0411", "CS-0413", "CS-0415"],
      ...["CS-0417", "CS-0418", "CS-0422", "CS-0423", "CS-0424", "CS-0425", "CS-0426", "CS-0427"],
      // Network.
      ...["CS-0430", "CS-0431", "CS-0432", "CS-0434", "CS-0435", "CS-0436", "CS-0437", "CS-0438", "CS-0439"],
      ...["CS-0441", "CS-0442"],
      // Keys and buckets.
      ...["CS-0450", "CS-0451", "CS-0453", "CS-0454", "CS-0455"],
      ...["CS-0460", "CS-0461", "CS-0462", "CS-0463", "CS-0465", "CS-0467", "CS-0469", "CS-0470", "CS-0471"],
      // Identity.
      ...["CS-0480", "CS-0481", "CS-0482", "CS-0484", "CS-0485", "CS-0486", "CS-0487", "CS-0488", "CS-0490"],
      ...["CS-0489", "CS-0491"],
      // Records, alerts, cost and secrets.
      ...["CS-0500", "CS-0501", "CS-0502", "CS-0504", "CS-0510", "CS-0511", "CS-0512", "CS-0520", "CS-0521"],
      ...["CS-0540", "CS-0542", "CS-0550"],
    ],
    advisory: [
      ...[
        "CS-0071",
        "CS-0077",
        "CS-0402",
        "CS-0403",
        "CS-0419",
        "CS-0420",
        "CS-0421",
        "CS-0433",
        "CS-0440",
        "CS-0452",
      ],
      ...["CS-0464", "CS-0466", "CS-0468", "CS-0483", "CS-0503", "CS-0505", "CS-0506", "CS-0513", "CS-0522"],
      ...["CS-0523", "CS-0530", "CS-0531", "CS-0532", "CS-0541", "CS-0543", "CS-0551"],
    ],
  }),
};
