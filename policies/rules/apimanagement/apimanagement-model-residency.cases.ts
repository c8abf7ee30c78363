import { Unknown } from "../../../graph/types";
import { resource, testDeclaration, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { gatewayModelResidency as rule } from "./apimanagement-model-residency";

const account = (location: string) =>
  resource(azure.account[0], { location, properties: { customSubDomainName: "ai" } });
const backend = (url: unknown, change: object = {}) =>
  resource(azure.apiManagementBackend[0], { url, ...change } as never, { name: "backend" });
const names = { serviceName: "gateway" };
const policy = (region: string) =>
  resource(
    azure.apiManagementApiPolicy[0],
    {
      ...names,
      value:
        `<policies><backend><send-request><set-url>https://sts.${region}.amazonaws.com/</set-url></send-request><send-request><set-url>` +
        `@("https://bedrock-runtime.${region}.amazonaws.com/model/" + Uri.EscapeDataString("{{chat-profile}}") + "/converse")</set-url></send-request></backend></policies>`,
    },
    { name: "policy" },
  );
const named = (namedValueId: string, value: unknown) =>
  resource(azure.apiManagementNamedValue[0], { ...names, namedValueId, value } as never, {
    name: namedValueId,
  });
const application = named(
  "chat-profile",
  "arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/a",
);
const system = (id: string) =>
  named("chat-profile", `arn:aws:bedrock:eu-central-1:111122223333:inference-profile/${id}`);
const us = { residency: { ...testDeclaration.residency, boundary: "us" } };

export const cases: RuleCases = {
  rule,
  pass: {
    "an account inside": [backend("https://ai.openai.azure.com/openai"), account("swedencentral")],
    "a profile whose regions lie inside": [
      policy("eu-central-1"),
      application,
      named("chat-regions", "eu-central-1, eu-west-3"),
    ],
    "a region by its named value": [
      policy("{{bedrock-region}}"),
      named("bedrock-region", "eu-central-1"),
      application,
      named("chat-regions", "eu-central-1, eu-west-3"),
    ],
    "a profile of the geography": [policy("eu-central-1"), system("eu.anthropic.claude-sonnet-5")],
    "a profile of the United States, in a stack of the United States": {
      resources: [policy("us-east-1"), application, named("chat-regions", "us-east-1, us-west-2")],
      declaration: us,
    },
  },
  fail: {
    "an account outside": [
      [backend("https://ai.openai.azure.com/openai"), account("eastus2")],
      "it calls a model in eastus2",
    ],
    "Bedrock outside": [[backend("https://bedrock-runtime.us-east-1.amazonaws.com")], "in us-east-1"],
    "a policy that calls Bedrock outside": [
      [policy("us-east-1"), application, named("chat-regions", "us-east-1")],
      "its policy calls Bedrock in us-east-1",
    ],
    "a profile with one region outside": [
      [policy("eu-central-1"), application, named("chat-regions", "eu-central-1, us-east-1")],
      "processed in us-east-1",
    ],
    "a profile that goes anywhere": [
      [policy("eu-central-1"), application, named("chat-regions", "anywhere, eu-central-1")],
      "processed in anywhere",
    ],
    "a global profile": [
      [policy("eu-central-1"), system("global.anthropic.claude-sonnet-5")],
      "calls the profile global.anthropic.claude-sonnet-5",
    ],
  },
  notApplicable: {
    "an address of another service": [backend("https://shop.example.com")],
    "a pool": [backend(undefined, { type: "Pool" })],
    "a policy that calls nobody": [
      resource(azure.apiManagementApiPolicy[0], { ...names, value: "<policies/>" }),
    ],
  },
  unknown: {
    "an account of another stack": [backend("https://ai.openai.azure.com/openai")],
    "a profile that nobody tells of": [policy("eu-central-1"), application],
    "regions that are not known yet": [
      policy("eu-central-1"),
      application,
      named("chat-regions", new Unknown("preview")),
    ],
  },
};
