import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { connectionKeyless as rule } from "./cognitiveservices-connection-keyless";

const connection = (authType: string) => [
  resource(azure.projectConnection[0], { properties: { authType, category: "CosmosDb" } }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "a token of the project": connection("AAD"),
    "a managed identity": connection("ManagedIdentity"),
    "of an account": [resource(azure.accountConnection[0], { properties: { authType: "AAD" } })],
  },
  fail: {
    "an API key": [connection("ApiKey"), 'is "ApiKey"'],
    "keys of one's own": [connection("CustomKeys"), "must be one of"],
    "a shared access signature": [connection("SAS"), "must be one of"],
    "nothing said": [[resource(azure.projectConnection[0], { properties: {} })], "is not set"],
  },
};
