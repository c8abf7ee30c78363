import { isObject } from "../../arm/json";
import type { JsonObject } from "../../store/store";
import type { AwsBehaviour, AwsView } from "../behaviour";
import { AwsError } from "../error";
import { isUnavailable, modelAt } from "../models";
import { assumes } from "../policy-evaluation";
import { patienceForRoles } from "../propagation";
import { guardrail, inferenceProfile, knowledgeBase } from "../types/bedrock";
import { textOf } from "./references";

const throughput = "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput";
const agent = "aws:bedrock/agentAgent:AgentAgent";

/** Per region: https://docs.aws.amazon.com/general/latest/gr/bedrock.html. */
const usualProfiles = 1_000;

/**
 * A profile of one's own, copied from a model or from a profile of AWS that can be called here. Codes:
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateInferenceProfile.html.
 */
export const inferenceProfiles: AwsBehaviour = {
  types: [inferenceProfile],
  beforeWrite: ({ inputs, existing }, aws) => {
    if (existing) return;
    modelsOf(sourceOf(inputs), aws);
    const name = textOf(inputs, "name");
    if (aws.find(inferenceProfile, "name", name)) {
      throw new AwsError(
        409,
        "ConflictException",
        `An inference profile with the name ${name} already exists.`,
      );
    }
    const quota = aws.quota("inferenceProfiles", usualProfiles);
    if (aws.all(inferenceProfile).length >= quota) {
      throw new AwsError(
        400,
        "ServiceQuotaExceededException",
        `The number of application inference profiles in the account has reached its quota of ${quota}.`,
      );
    }
  },
  compute: ({ attributes, existing }, aws) => ({
    models:
      existing?.attributes["models"] ?? modelsOf(sourceOf(attributes), aws).map((modelArn) => ({ modelArn })),
  }),
};

/** Text: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateProvisionedModelThroughput.html (codes). */
export const provisionedThroughputs: AwsBehaviour = {
  types: [throughput],
  beforeWrite: ({ inputs, existing }, aws) => {
    if (existing) return;
    modelsOf(textOf(inputs, "modelArn"), aws);
    const name = textOf(inputs, "provisionedModelName");
    if (aws.find(throughput, "provisionedModelName", name)) {
      throw new AwsError(
        400,
        "ValidationException",
        `The provisioned model name ${name} is already in use in this account and region.`,
      );
    }
  },
  beforeDelete: ({ id, attributes, createdAt }, aws) => {
    const months = { OneMonth: 1, SixMonths: 6 }[textOf(attributes, "commitmentDuration")];
    if (months === undefined) return;
    const until = new Date(createdAt);
    until.setUTCMonth(until.getUTCMonth() + months);
    if (aws.now() < until.getTime()) {
      throw new AwsError(
        409,
        "ConflictException",
        `The provisioned throughput ${id} cannot be deleted before its commitment ends on ${until.toISOString().slice(0, 10)}.`,
      );
    }
  },
};

/** An agent speaks through a model that is there, and under a guardrail that is there. */
export const agents: AwsBehaviour = {
  types: [agent],
  beforeWrite: ({ inputs, existing }, aws) => {
    const model = textOf(inputs, "foundationModel");
    if (!isOwn(model, aws)) modelsOf(model, aws);
    for (const { guardrailIdentifier, guardrailVersion } of objectsOf(inputs["guardrailConfigurations"])) {
      refuseGuardrail(guardrailIdentifier, guardrailVersion, aws);
    }
    const name = textOf(inputs, "agentName");
    if (!existing && aws.find(agent, "agentName", name)) {
      throw new AwsError(
        409,
        "ConflictException",
        `Could not create agent because an agent with the name ${name} already exists.`,
      );
    }
  },
};

/** Codes: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_CreateKnowledgeBase.html. */
export const knowledgeBases: AwsBehaviour = {
  types: [knowledgeBase],
  beforeWrite: ({ inputs, existing }, aws) => {
    if (!assumes(textOf(inputs, "roleArn"), "bedrock.amazonaws.com", aws)) {
      throw new AwsError(
        400,
        "ValidationException",
        "Bedrock Knowledge Base was unable to assume the given role. Provide the proper permissions and retry the request.",
        { passes: patienceForRoles },
      );
    }
    const configuration = inputs["knowledgeBaseConfiguration"];
    const vector = isObject(configuration) ? configuration["vectorKnowledgeBaseConfiguration"] : undefined;
    if (isObject(vector)) modelsOf(textOf(vector, "embeddingModelArn"), aws);
    const name = textOf(inputs, "name");
    if (!existing && aws.find(knowledgeBase, "name", name)) {
      throw new AwsError(409, "ConflictException", `KnowledgeBase with name ${name} already exists.`);
    }
  },
  beforeDelete: ({ id }, aws) => {
    const source = aws
      .all("aws:bedrock/agentDataSource:AgentDataSource")
      .find(({ attributes }) => attributes["knowledgeBaseId"] === id);
    if (source) {
      throw new AwsError(
        409,
        "ConflictException",
        `The knowledge base ${id} still has the data source ${textOf(source.attributes, "dataSourceId")}.`,
      );
    }
  },
};

/** The models behind an ARN or an ID, one for each region; refused when it cannot be called here. */
function modelsOf(identifier: string, aws: AwsView): readonly string[] {
  const found = modelAt(identifier, aws.place);
  if (isUnavailable(found)) throw new AwsError(400, "ValidationException", found.reason);
  return found.arns;
}

/** A profile or provisioned throughput of the account itself. */
function isOwn(identifier: string, aws: AwsView): boolean {
  return aws.get(inferenceProfile, identifier) !== undefined || aws.get(throughput, identifier) !== undefined;
}

function refuseGuardrail(identifier: unknown, version: unknown, aws: AwsView): void {
  const found =
    typeof identifier === "string"
      ? (aws.find(guardrail, "guardrailId", identifier) ?? aws.find(guardrail, "guardrailArn", identifier))
      : undefined;
  const arn = textOf(found?.attributes ?? {}, "guardrailArn");
  const has =
    version === "DRAFT" ||
    aws
      .all("aws:bedrock/guardrailVersion:GuardrailVersion")
      .some(({ attributes }) => attributes["guardrailArn"] === arn && attributes["version"] === version);
  if (!found || !has) {
    throw new AwsError(
      404,
      "ResourceNotFoundException",
      `The guardrail ${String(identifier)} with the version ${String(version)} was not found.`,
    );
  }
}

function sourceOf(inputs: JsonObject): string {
  const source = inputs["modelSource"];
  return isObject(source) ? textOf(source, "copyFrom") : "";
}

function objectsOf(value: JsonObject[string]): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isObject) : [];
}
