import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { deploymentVersionPinned as rule } from "./cognitiveservices-deployment-version-pinned";

const deployment = (version: string | undefined, versionUpgradeOption: string | undefined) => [
  resource(azure.deployment[0], {
    properties: { model: { name: "gpt-5.1", version }, versionUpgradeOption },
  }),
];

export const cases: RuleCases = {
  rule,
  pass: { "a version, and no upgrades": deployment("2025-11-13", "NoAutoUpgrade") },
  fail: {
    "no version": [deployment(undefined, "NoAutoUpgrade"), "version is not set"],
    "upgrades when the version expires": [
      deployment("2025-11-13", "OnceCurrentVersionExpired"),
      'must be "NoAutoUpgrade"',
    ],
    "upgrades by default": [deployment("2025-11-13", undefined), "versionUpgradeOption is not set"],
  },
};
