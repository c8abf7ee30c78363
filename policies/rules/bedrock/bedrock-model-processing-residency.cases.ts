import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockModelProcessingResidency as rule } from "./bedrock-model-processing-residency";

const at = (id: string, kind = "inference-profile/") =>
  `arn:aws:bedrock:eu-central-1:111122223333:${kind}${id}`;
const profile = (copyFrom: string) => [resource(aws.inferenceProfile[0], { modelSource: { copyFrom } })];
const agent = (foundationModel: string) =>
  resource(aws.agent[0], { foundationModel, region: "eu-central-1" }, { name: "agent" });
const inUs = { residency: { boundary: "us", allowedRegions: [], processing: "dataZone" } } as const;

export const cases: RuleCases = {
  rule,
  pass: {
    "a guardrail that filters inside the boundary": [
      resource(aws.guardrail[0], {
        crossRegionConfig: { guardrailProfileIdentifier: at("eu.guardrail.v1:0", "guardrail-profile/") },
      }),
    ],
    "a profile of the boundary": profile(at("eu.anthropic.claude-sonnet-5-5")),
    "a model of the region": profile(at("amazon.nova-lite-v1:0", "foundation-model/")),
    "a profile of the United States, there": {
      resources: profile(at("us.openai.gpt-5.5")),
      declaration: inUs,
    },
    "an agent with a profile of this stack": [
      agent("arn:profile"),
      resource(
        aws.inferenceProfile[0],
        { modelSource: { copyFrom: at("eu.anthropic.claude-sonnet-5-5") } },
        { name: "profile", id: "arn:profile" },
      ),
    ],
    "a model that the catalog does not know, by its profile": profile(at("eu.meta.llama9-1-v1:0")),
  },
  fail: {
    "a guardrail that filters in the United States": [
      [
        resource(aws.guardrail[0], {
          crossRegionConfig: { guardrailProfileIdentifier: at("us.guardrail.v1:0", "guardrail-profile/") },
        }),
      ],
      'in "us"',
    ],
    "a profile of the United States": [
      profile(at("us.openai.gpt-5.5")),
      'processes prompts in "us", outside of the boundary "eu"',
    ],
    "a profile of the whole world": [profile(at("global.anthropic.claude-sonnet-5-5")), 'in "global"'],
    "a model of another region": [
      profile("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"),
      'in "us-east-1"',
    ],
    "an agent": [[agent("us.anthropic.claude-sonnet-5-5")], 'in "us"'],
    "an agent by way of a profile of this stack": [
      [
        agent("arn:profile"),
        resource(
          aws.inferenceProfile[0],
          { modelSource: { copyFrom: at("us.anthropic.claude-sonnet-5-5") } },
          { name: "profile", id: "arn:profile" },
        ),
      ],
      'in "us"',
    ],
    "throughput that was bought": [
      [
        resource(aws.provisionedThroughput[0], {
          modelArn: "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
        }),
      ],
      'in "us-east-1"',
    ],
    "vectors of a knowledge base": [
      [
        resource(aws.knowledgeBase[0], {
          knowledgeBaseConfiguration: {
            vectorKnowledgeBaseConfiguration: {
              embeddingModelArn: "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
            },
          },
        }),
      ],
      'in "us-east-1"',
    ],
    "any profile where one region is allowed": [
      {
        resources: profile(at("eu.anthropic.claude-sonnet-5-5")),
        declaration: { residency: { boundary: "eu", allowedRegions: [], processing: "region" } },
      },
      "the stack allows one region",
    ],
  },
  unknown: {
    "a model that the catalog does not know": profile(at("meta.llama9-1-v1:0", "foundation-model/")),
    "not known yet": [
      resource(aws.inferenceProfile[0], { modelSource: { copyFrom: new Unknown("preview") } }),
    ],
  },
  notApplicable: {
    "a guardrail that filters where it stands": [resource(aws.guardrail[0], {})],
    "a knowledge base on tables": [
      resource(aws.knowledgeBase[0], { knowledgeBaseConfiguration: { type: "SQL" } }),
    ],
  },
};
