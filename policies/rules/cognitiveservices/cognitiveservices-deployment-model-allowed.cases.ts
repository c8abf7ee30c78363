import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { deploymentModelAllowed as rule } from "./cognitiveservices-deployment-model-allowed";

const deployment = (format: string, name: string) => [
  resource(azure.deployment[0], { properties: { model: { format, name } } }),
];
const allowedModels = ["gpt-5.1", "Mistral AI/*"];

export const cases: RuleCases = {
  rule,
  pass: {
    "a model of the list": { resources: deployment("OpenAI", "gpt-5.1"), declaration: { allowedModels } },
    "a publisher of the list": {
      resources: deployment("Mistral AI", "mistral-large"),
      declaration: { allowedModels },
    },
  },
  fail: {
    "another model": [
      { resources: deployment("OpenAI", "gpt-4o"), declaration: { allowedModels } },
      'is "gpt-4o" of OpenAI, must be one of gpt-5.1',
    ],
  },
  notApplicable: { "no list": deployment("OpenAI", "gpt-4o") },
};
