import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

/** Where a backend can keep a credential of its own. */
const places = ["header", "query", "authorization", "certificate", "certificateIds"];

export const backendKeyless: ResourceRule = {
  id: "CS-0083",
  name: "apimanagement-backend-keyless",
  title: "The gateway calls models as its own identity, without a key.",
  severity: "critical",
  why: "A key in a backend opens the model to whoever can read the gateway's configuration, and cannot be told from the gateway's own call afterwards.",
  fix: {
    text: "Remove the credentials of the backend, and let the policy fetch a token of the gateway's identity.",
    code: '<authentication-managed-identity resource="https://cognitiveservices.azure.com" client-id="{{gateway-client-id}}" />',
  },
  controls: [...ours("mcsb", "IM-3", "IM-8"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(d)")],
  covers: ["psrule-azure:Azure.APIM.ManagedIdentity"],
  url: "https://learn.microsoft.com/azure/api-management/api-management-authenticate-authorize-azure-openai",
  scope: "resource",
  types: azure.apiManagementBackend,
  check: (inputs) => {
    const credentials = inputs.object("credentials");
    const place = places.find((candidate) => credentials?.has(candidate));
    if (place !== undefined)
      return fail(`credentials.${place} holds a credential, must not be there`, `credentials.${place}`);
    return inputs.has("proxy.password")
      ? fail("proxy.password holds a credential, must not be there", "proxy.password")
      : pass;
  },
};
