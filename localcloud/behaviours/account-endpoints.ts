import type { Behaviour } from "../arm/behaviour";
import { normalizeLocation } from "../arm/id";
import { stringAt, withValue } from "../arm/json";

/**
 * The addresses of an account: its own subdomain when it has one, else those of its region. Names of the APIs as an
 * account's GET lists them.
 */
export const accountEndpoints: readonly Behaviour[] = [
  {
    resourceType: "Microsoft.CognitiveServices/accounts",
    compute: ({ body }) => {
      const subdomain = stringAt(body, "properties.customSubDomainName");
      const region = normalizeLocation(stringAt(body, "location") ?? "");
      const host = (domain: string) => `https://${subdomain ?? region}.${domain}/`;
      const endpoint =
        subdomain === undefined
          ? `https://${region}.api.cognitive.microsoft.com/`
          : host("cognitiveservices.azure.com");
      const kind = stringAt(body, "kind") ?? "";
      const openai = subdomain === undefined ? endpoint : host("openai.azure.com");
      const foundry = subdomain === undefined ? endpoint : host("services.ai.azure.com");
      const byKind: Record<string, Record<string, string>> = {
        OpenAI: {
          "OpenAI Language Model Instance API": openai,
          "OpenAI Dall-E API": openai,
          "OpenAI Realtime API": openai,
          "Token Service API": openai,
        },
        AIServices: {
          "AI Foundry API": foundry,
          "Azure AI Model Inference API": foundry,
          "Content Safety": endpoint,
          "OpenAI Language Model Instance API": openai,
          "OpenAI Dall-E API": openai,
          "OpenAI Realtime API": openai,
          Token: endpoint,
        },
      };
      const named = withValue(body, "properties.endpoint", kind === "OpenAI" ? openai : endpoint);
      return withValue(named, "properties.endpoints", byKind[kind] ?? { [kind]: endpoint });
    },
  },
];
