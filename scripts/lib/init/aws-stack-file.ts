import { bedrockModels } from "../../../catalog/bedrock";
import { packs } from "../../../policies/packs/index";
import type { AwsAnswers, Beside } from "./aws-answers";
import { boundaryName } from "./aws-pipeline-policy";
import { firstValid, renderStackFile, type StackFileText } from "./stack-file-text";

/** The stack file of a second home on AWS, valid as written; or the reasons why nothing valid follows from the answers. */
export function awsStackFile(answers: AwsAnswers, beside: Beside, file: string, now: Date): StackFileText {
  const choices = profiles().map((profile) => sectionsOf(answers, beside, profile));
  return firstValid(choices, "aws.models", file, now, (sections) =>
    renderStackFile(sections, headOf(answers, beside)),
  );
}

/** Profiles of chat models, those that stay in a geography first: which of them is allowed the schema says. */
function profiles(): readonly string[] {
  const all = bedrockModels.flatMap(({ inferenceProfiles }) => inferenceProfiles);
  const isGlobal = (profile: string): boolean => profile.startsWith("global.");
  return [...all].sort(
    (a, b) => Number(isGlobal(a)) - Number(isGlobal(b)) || rank(a) - rank(b) || (a < b ? 1 : -1),
  );
}

/** Models in the middle of a family serve most: neither the dearest nor the smallest. */
function rank(profile: string): number {
  return profile.includes("claude-sonnet") ? 0 : profile.includes("claude") ? 1 : 2;
}

function sectionsOf(answers: AwsAnswers, beside: Beside, profile: string): Record<string, unknown> {
  const { stack, accountId, region, tenantId, addressSpace, monthlyBudget } = answers;
  const { environment, boundary, processing, frameworks } = beside;
  return {
    environment: { ...environment, region },
    residency: { boundary, allowedRegions: [region], processing },
    compliance: {
      frameworks,
      packs: ["baseline", "secondary-cloud", "residency", ...frameworks.filter((name) => packs[name])],
      unknowns: "warn",
    },
    aws: {
      accountId,
      network: { addressSpace, availabilityZones: ["a", "b"].map((zone) => `${region}${zone}`) },
      permissionsBoundary: boundaryName(environment.organization, stack),
      federation: { tenantId, audience: "api://cornerstone-aws", subjects: {} },
      guardrails: [{ name: "standard" }],
      models: [{ name: "chat", profile, guardrail: "standard" }],
    },
    workloads: [],
    operations: {
      logRetentionDays: environment.protected ? 365 : 30,
      alertEmails: [environment.owner],
      monthlyBudget,
    },
  };
}

function headOf({ stack }: AwsAnswers, { stack: other }: Beside): string {
  return [
    `${stack}: the second home of ${other}'s workloads, made by \`cornerstone init\`. From here on it is yours to edit.`,
    "Workloads have the names that they have there; `aws.federation.subjects` names their managed identities by object ID.",
  ].join("\n");
}
