import { isObject } from "../../arm/json";
import type { Json, JsonObject } from "../../store/store";
import type { AwsBehaviour, AwsView } from "../behaviour";
import { AwsError } from "../error";
import type { AwsResource } from "../resource";
import { guardrail } from "../types/bedrock";
import { textOf } from "./references";

const versionType = "aws:bedrock/guardrailVersion:GuardrailVersion";
/** Per region: https://docs.aws.amazon.com/general/latest/gr/bedrock.html. */
const usualQuota = 100;
const counters = "aws-guardrail-versions";
const policies = [
  "contentPolicyConfig",
  "contextualGroundingPolicyConfig",
  "sensitiveInformationPolicyConfig",
  "topicPolicyConfig",
  "wordPolicyConfig",
];

/**
 * Limits: https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails.html; the wording of the refusals is this
 * project's, the codes are those of https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateGuardrail.html.
 */
export const guardrails: AwsBehaviour = {
  types: [guardrail],
  check: ({ name }) =>
    typeof name === "string" && !/^[0-9a-zA-Z-_]+$/.test(name)
      ? [
          {
            property: "name",
            reason: `Invalid Attribute Value Match. Attribute name value must match "^[0-9a-zA-Z-_]+$", got: ${name}`,
          },
        ]
      : [],
  beforeWrite: ({ inputs, existing }, aws) => {
    if (policies.every((policy) => inputs[policy] === undefined)) {
      throw new AwsError(
        400,
        "ValidationException",
        "At least one policy must be configured for the guardrail.",
      );
    }
    const attack = filtersOf(inputs).find(
      ({ type, outputStrength }) => type === "PROMPT_ATTACK" && outputStrength !== "NONE",
    );
    if (attack) {
      throw new AwsError(
        400,
        "ValidationException",
        "The output strength of the PROMPT_ATTACK content filter must be NONE.",
      );
    }
    const name = textOf(inputs, "name");
    if (!existing && aws.find(guardrail, "name", name)) {
      throw new AwsError(409, "ConflictException", `Another guardrail with the name ${name} already exists.`);
    }
    const quota = aws.quota("guardrails", usualQuota);
    if (!existing && aws.all(guardrail).length >= quota) {
      throw new AwsError(
        400,
        "ServiceQuotaExceededException",
        `The number of guardrails in the account has reached its quota of ${quota}.`,
      );
    }
  },
  compute: (_, aws) => ({ updatedAt: new Date(aws.now()).toISOString().replace(/\.\d+Z$/, "Z") }),
  beforeDelete: ({ attributes }, aws) => {
    const agent = aws
      .all("aws:bedrock/agentAgent:AgentAgent")
      .find(({ attributes: own }) => usesGuardrail(own, attributes));
    if (agent) {
      throw new AwsError(
        409,
        "ConflictException",
        `The guardrail ${textOf(attributes, "guardrailId")} is in use by the agent ${agent.id}.`,
      );
    }
  },
  onDelete: ({ attributes }, aws) => {
    const arn = textOf(attributes, "guardrailArn");
    return [...versionsOf(arn, aws).map((version) => aws.remove(version)), { table: counters, key: arn }];
  },
};

/** Versions count from 1, and a number does not come back. */
export const guardrailVersions: AwsBehaviour = {
  types: [versionType],
  beforeWrite: ({ inputs }, aws) => {
    const arn = textOf(inputs, "guardrailArn");
    if (!aws.find(guardrail, "guardrailArn", arn)) {
      throw new AwsError(
        404,
        "ResourceNotFoundException",
        `The guardrail with identifier ${arn} does not exist.`,
      );
    }
  },
  compute: ({ attributes, existing }, aws) => ({
    version: existing?.attributes["version"] ?? String(lastOf(textOf(attributes, "guardrailArn"), aws) + 1),
  }),
  onWrite: ({ attributes }, { existing }, aws) =>
    existing
      ? []
      : [
          {
            table: counters,
            key: textOf(attributes, "guardrailArn"),
            value: { last: lastOf(textOf(attributes, "guardrailArn"), aws) + 1 },
          },
        ],
};

function lastOf(arn: string, aws: AwsView): number {
  return Number(aws.row(counters, arn)?.["last"] ?? 0);
}

function versionsOf(arn: string, aws: AwsView): readonly AwsResource[] {
  return aws.all(versionType).filter(({ attributes }) => attributes["guardrailArn"] === arn);
}

function filtersOf(inputs: JsonObject): readonly JsonObject[] {
  const policy = inputs["contentPolicyConfig"];
  const filters: Json | undefined = isObject(policy) ? policy["filtersConfigs"] : undefined;
  return Array.isArray(filters) ? (filters as readonly Json[]).filter(isObject) : [];
}

function usesGuardrail(agent: JsonObject, { guardrailId, guardrailArn }: JsonObject): boolean {
  const configured = agent["guardrailConfigurations"];
  return (
    Array.isArray(configured) &&
    (configured as readonly Json[])
      .filter(isObject)
      .some(({ guardrailIdentifier: used }) => used === guardrailId || used === guardrailArn)
  );
}
