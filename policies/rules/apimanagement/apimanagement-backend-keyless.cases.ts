import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { backendKeyless as rule } from "./apimanagement-backend-keyless";

const backend = (inputs: object) => [
  resource(azure.apiManagementBackend[0], { url: "https://ai.openai.azure.com/openai", ...inputs }),
];

export const cases: RuleCases = {
  rule,
  pass: { "no credentials": backend({}), "empty credentials": backend({ credentials: {} }) },
  fail: {
    "a key in a header": [
      backend({ credentials: { header: { "api-key": ["{{key}}"] } } }),
      "credentials.header",
    ],
    "a key in the query": [backend({ credentials: { query: { key: ["x"] } } }), "credentials.query"],
    "a fixed Authorization header": [
      backend({ credentials: { authorization: { scheme: "Bearer", parameter: "x" } } }),
      "credentials.authorization",
    ],
    "a proxy with a password": [
      backend({ proxy: { url: "https://proxy", password: "x" } }),
      "proxy.password",
    ],
  },
};
