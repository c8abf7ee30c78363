import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { backendVerified as rule } from "./apimanagement-backend-verified";

const backend = (inputs: object) => [resource(azure.apiManagementBackend[0], { ...inputs })];
const url = "https://ai.openai.azure.com/openai";

export const cases: RuleCases = {
  rule,
  pass: {
    "https, and both checks on": backend({
      url,
      tls: { validateCertificateChain: true, validateCertificateName: true },
    }),
    "the checks are on by default": backend({ url }),
  },
  fail: {
    "plain http": [backend({ url: "http://ai.openai.azure.com" }), "must begin with https://"],
    "no address": [backend({}), "url is not set"],
    "any name is taken": [
      backend({ url, tls: { validateCertificateName: false } }),
      "validateCertificateName",
    ],
  },
  notApplicable: { "a pool": backend({ type: "Pool" }) },
};
