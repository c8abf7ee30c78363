import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { deploymentSpilloverEqual as rule } from "./cognitiveservices-deployment-spillover-equal";

const deployment = (deploymentName: string, sku: string, more: object = {}) =>
  resource(
    azure.deployment[0],
    {
      accountName: "ai",
      deploymentName,
      sku: { name: sku },
      properties: { raiPolicyName: "strict", ...more },
    },
    { name: deploymentName },
  );
const reserved = deployment("reserved", "DataZoneProvisionedManaged", { spilloverDeploymentName: "chat" });

export const cases: RuleCases = {
  rule,
  pass: {
    "the same data zone": [reserved, deployment("chat", "DataZoneStandard")],
    "a narrower geography": [reserved, deployment("chat", "Standard")],
  },
  fail: {
    "the whole world": [[reserved, deployment("chat", "GlobalStandard")], "must be dataZone or narrower"],
    "another filter": [
      [reserved, deployment("chat", "Standard", { raiPolicyName: "lax" })],
      'the content filter "lax"',
    ],
    "no such deployment": [[reserved, deployment("other", "Standard")], "is no deployment of its account"],
  },
  unknown: { "a new SKU": [reserved, deployment("chat", "LunarStandard")] },
  notApplicable: { "no spillover": [deployment("chat", "Standard")] },
};
