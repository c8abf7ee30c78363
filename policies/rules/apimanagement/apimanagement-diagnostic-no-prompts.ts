import { ours } from "../../controls";
import type { PropertyReader, ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

const messages = ["frontend.request", "frontend.response", "backend.request", "backend.response"];
const credentials = ["authorization", "api-key", "ocp-apim-subscription-key"];

export const diagnosticNoPrompts: ResourceRule = {
  id: "CS-0089",
  name: "apimanagement-diagnostic-no-prompts",
  title: "The gateway's traces hold no prompt, no answer and no token.",
  severity: "high",
  why: "Traces are read by more people, and kept by other rules, than the data that a workload is allowed to handle. What a prompt says of a person must not get there by the way.",
  fix: {
    text: "Set the bytes of every body to 0, and list no header that holds a credential.",
    code: "new apimanagement.Diagnostic(name, { frontend: { request: { body: { bytes: 0 }, headers: [] } } });",
  },
  controls: [...ours("mcsb", "LT-3"), ...ours("gdpr", "5(1)(c)", "25(2)"), ...ours("hipaa", "164.312(a)(1)")],
  covers: [],
  url: "https://learn.microsoft.com/azure/api-management/api-management-howto-app-insights",
  scope: "resource",
  types: azure.apiManagementDiagnostic,
  check: (inputs) => {
    for (const path of messages) {
      const message = inputs.object(path);
      if ((message?.number("body.bytes") ?? 0) > 0) {
        return fail(
          `${path}.body.bytes is ${inputs.show(`${path}.body.bytes`)}, must be 0`,
          `${path}.body.bytes`,
        );
      }
      const header = credentialIn(message);
      if (header !== undefined) return fail(`${path}.headers lists "${header}"`, `${path}.headers`);
    }
    return pass;
  },
};

function credentialIn(message: PropertyReader | undefined): string | undefined {
  return message?.strings("headers").find((header) => credentials.includes(header.toLowerCase()));
}
