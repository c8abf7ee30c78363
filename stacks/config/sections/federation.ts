import { z } from "zod";

/** A token of another system that may act as an identity. */
export const federationField = (description: string) =>
  z
    .strictObject({
      issuer: z
        .url({ protocol: /^https$/ })
        .max(600)
        .meta({
          description: "Issuer of the tokens.",
          examples: ["https://token.actions.githubusercontent.com"],
          allowed: "an https URL",
        }),
      subject: z
        .string()
        .min(1)
        .max(600)
        .meta({
          description: "Subject of the tokens: exactly one, no wildcard.",
          examples: ["repo:contoso/customer-service:environment:prod"],
          allowed: "the exact subject claim, 1 to 600 characters",
        }),
      audience: z.string().min(1).max(600).default("api://AzureADTokenExchange").meta({
        description: "Audience of the tokens.",
      }),
    })
    .meta({ description });
