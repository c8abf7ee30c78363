import { ours, vendor } from "../../controls";
import { isoDays } from "../../durations";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass, unlike } from "../../verdicts";

export const keyValidity: ResourceRule = {
  id: "CS-0158",
  name: "keyvault-key-validity",
  title: "A version of a key lives two years at most and is replaced long before it ends.",
  severity: "medium",
  why: "The longer one version is in use, the more data hangs on it. One that is replaced in its last days leaves no time when the replacement fails.",
  fix: {
    text: "Set the expiry of the rotation policy to two years or less, and rotate 30 days before it or sooner.",
    code: 'rotationPolicy: { attributes: { expiryTime: "P2Y" }, lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P90D" } }] }',
  },
  controls: [
    ...vendor("mcsb", "DP-6"),
    ...ours("gdpr", "32(1)(a)", "34(3)(a)"),
    ...ours("hipaa", "164.312(a)(2)(iv)"),
    ...ours("nist80053", "SC-12", "SC-13", "SC-28"),
    ...ours("iso27001", "A.8.24"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.10"),
  ],
  covers: [
    "azure-policy:49a22571-d204-4c91-a7b6-09b1a586fbc9",
    "azure-policy:c26e4b24-cf98-4c67-b48b-5a25c4c69eb9",
    "azure-policy:5ff38825-c5d8-47c5-b70e-069a21955146",
  ],
  url: "https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation",
  scope: "resource",
  types: azure.key,
  check: (inputs) => {
    const path = "properties.rotationPolicy";
    const life = isoDays(inputs.string(`${path}.attributes.expiryTime`));
    if (life === undefined) return notApplicable("its rotation policy states no time of expiry");
    if (life > 731) return unlike(inputs, `${path}.attributes.expiryTime`, "must be two years or less");
    for (const action of inputs.list(`${path}.lifetimeActions`)) {
      const after = isoDays(action.string("trigger.timeAfterCreate"));
      const before = isoDays(action.string("trigger.timeBeforeExpiry"));
      const left = after === undefined ? before : life - after;
      if (left !== undefined && left < 30)
        return fail(
          `${action.path} acts ${left} days before the version ends, must be 30 or more`,
          action.path,
        );
    }
    return pass;
  },
};
