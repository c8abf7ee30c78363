import type * as inputs from "@pulumi/aws/types/input";

/** What a guardrail masks in answers. */
export type PersonalDataLevel = "none" | "identifiers" | "all";

type Entity = inputs.bedrock.GuardrailSensitiveInformationPolicyConfigPiiEntitiesConfig;

/** Kinds of personal data: https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-sensitive-filters.html */
const credentials = ["AWS_ACCESS_KEY", "AWS_SECRET_KEY", "PASSWORD", "PIN"] as const;

const identifiers = [
  "CA_HEALTH_NUMBER",
  "CA_SOCIAL_INSURANCE_NUMBER",
  "CREDIT_DEBIT_CARD_CVV",
  "CREDIT_DEBIT_CARD_EXPIRY",
  "CREDIT_DEBIT_CARD_NUMBER",
  "DRIVER_ID",
  "INTERNATIONAL_BANK_ACCOUNT_NUMBER",
  "SWIFT_CODE",
  "UK_NATIONAL_HEALTH_SERVICE_NUMBER",
  "UK_NATIONAL_INSURANCE_NUMBER",
  "UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER",
  "US_BANK_ACCOUNT_NUMBER",
  "US_BANK_ROUTING_NUMBER",
  "US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER",
  "US_PASSPORT_NUMBER",
  "US_SOCIAL_SECURITY_NUMBER",
] as const;

const contacts = [
  "ADDRESS",
  "AGE",
  "EMAIL",
  "IP_ADDRESS",
  "LICENSE_PLATE",
  "MAC_ADDRESS",
  "NAME",
  "PHONE",
  "URL",
  "USERNAME",
  "VEHICLE_IDENTIFICATION_NUMBER",
] as const;

/** Personal data that a guardrail blocks or masks; people may write it in prompts, which say what they are about. */
export function personalData(level: PersonalDataLevel): Entity[] {
  if (level === "none") return [];
  const masked = level === "all" ? [...identifiers, ...contacts] : identifiers;
  return [
    ...credentials.map((type) => entity(type, "BLOCK", { prompts: true })),
    ...masked.map((type) => entity(type, "ANONYMIZE", { prompts: false })),
  ];
}

function entity(
  type: string,
  action: "BLOCK" | "ANONYMIZE",
  { prompts }: { readonly prompts: boolean },
): Entity {
  return {
    type,
    action,
    inputEnabled: prompts,
    inputAction: prompts ? action : "NONE",
    outputEnabled: true,
    outputAction: action,
  };
}
