import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { diagnosticNoPrompts as rule } from "./apimanagement-diagnostic-no-prompts";

const diagnostic = (inputs: object) => [resource(azure.apiManagementDiagnostic[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "no bodies": diagnostic({ frontend: { request: { body: { bytes: 0 }, headers: ["x-request-id"] } } }),
    "nothing is said of bodies": diagnostic({}),
  },
  fail: {
    "the prompt": [diagnostic({ frontend: { request: { body: { bytes: 8192 } } } }), "is 8192, must be 0"],
    "the answer": [
      diagnostic({ backend: { response: { body: { bytes: 1 } } } }),
      "backend.response.body.bytes",
    ],
    "the token": [
      diagnostic({ frontend: { request: { headers: ["Authorization"] } } }),
      'lists "Authorization"',
    ],
  },
};
