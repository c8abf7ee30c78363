import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { pass, same, unlike } from "../../verdicts";

/** Ways of authentication that keep no secret; `None` sends no credential at all. */
const keyless = [
  "AAD",
  "ManagedIdentity",
  "ProjectManagedIdentity",
  "AgenticIdentity",
  "UserEntraToken",
  "None",
];

export const connectionKeyless: ResourceRule = {
  id: "CS-0215",
  name: "cognitiveservices-connection-keyless",
  title: "Connections of accounts and projects prove their caller with Entra ID, never with a stored secret.",
  severity: "high",
  why: "Everybody who may use a project may use its connections. A key in one is a credential that all agents share, that stands in the state of the deployment, and that nobody rotates.",
  fix: {
    text: "Set authType to AAD, and give the identity of the project a role on the target. What takes keys only stands behind the gateway, which holds them.",
    code: 'new cognitiveservices.ProjectConnection(name, { properties: { authType: "AAD", category, target } });',
  },
  controls: [
    ...ours("mcsb", "IM-1", "IM-8", "AI-4"),
    ...ours("gdpr", "25(2)", "32(1)(b)"),
    ...ours("hipaa", "164.312(d)"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/ai-foundry/how-to/connections-add",
  scope: "resource",
  types: [...azure.accountConnection, ...azure.projectConnection],
  check: (inputs) => {
    const type = inputs.string("properties.authType");
    return keyless.some((one) => same(type, one))
      ? pass
      : unlike(inputs, "properties.authType", `must be one of ${keyless.join(", ")}`);
  },
};
