import * as bedrock from "@pulumi/aws/bedrock";
import type * as inputs from "@pulumi/aws/types/input";
import * as pulumi from "@pulumi/pulumi";
import {
  contentFilters,
  selfHarmTopic,
  type GuardrailHarms,
  type GuardrailPrompt,
} from "./guardrail-filters";
import { personalData, type PersonalDataLevel } from "./personal-data";
import { arnOf, type AwsPlace } from "./place";

/** A term or regular expression that a guardrail refuses. */
export interface RefusedTerm {
  readonly pattern: string;
  /** Whether the pattern is a regular expression. */
  readonly regex: boolean;
  readonly inPrompts: boolean;
  readonly inCompletions: boolean;
}

/** Arguments of a {@link Guardrail}. */
export interface GuardrailArgs extends AwsPlace {
  /** Name of the guardrail. At most 50 characters. */
  readonly guardrailName: string;
  /** ARN of the key that encrypts it. */
  readonly keyArn: pulumi.Input<string>;
  /** `classic` is evaluated in the region, `standard` in the geography of the region. */
  readonly tier: "classic" | "standard";
  /** Geography of the tier `standard`, e.g. `eu`. */
  readonly geography: string;
  readonly prompt: GuardrailPrompt;
  readonly completion: GuardrailHarms;
  readonly personalData: PersonalDataLevel;
  readonly terms: readonly RefusedTerm[];
  readonly deniedTopics: readonly { readonly name: string; readonly definition: string }[];
  /**
   * Least scores of an answer's agreement with its sources and with the question.
   * @default answers are not compared with sources
   */
  readonly grounding?: { readonly grounded: number; readonly relevant: number };
}

const refusal = "This request was stopped by the platform's content policy.";

/** A guardrail, and the version of it that models are called with: a change makes a new version. */
export class Guardrail extends pulumi.ComponentResource {
  /** ARN of the guardrail. */
  public readonly arn: pulumi.Output<string>;
  /** Its version. */
  public readonly version: pulumi.Output<string>;

  constructor(name: string, args: GuardrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:aws:Guardrail", name, args, opts);
    const guardrail = createGuardrail(this, name, args);
    const version = createVersion(this, name, args, guardrail);
    this.arn = guardrail.guardrailArn;
    this.version = version.version;
    this.registerOutputs({ arn: this.arn, version: this.version });
  }
}

function createGuardrail(parent: Guardrail, name: string, args: GuardrailArgs): bedrock.Guardrail {
  const standard = args.tier === "standard";
  const tierConfigs = standard ? [{ tierName: "STANDARD" }] : [{ tierName: "CLASSIC" }];
  return new bedrock.Guardrail(
    `${name}-guardrail`,
    {
      region: args.region,
      name: args.guardrailName,
      description: "Content policy of the platform",
      blockedInputMessaging: refusal,
      blockedOutputsMessaging: refusal,
      kmsKeyArn: args.keyArn,
      contentPolicyConfig: { filtersConfigs: contentFilters(args.prompt, args.completion), tierConfigs },
      topicPolicyConfig: {
        topicsConfigs: [selfHarmTopic, ...args.deniedTopics.map((topic) => ({ ...topic, type: "DENY" }))],
        tierConfigs,
      },
      wordPolicyConfig: words(args.terms),
      sensitiveInformationPolicyConfig: sensitive(args),
      ...(args.grounding && { contextualGroundingPolicyConfig: groundingOf(args.grounding) }),
      ...(standard && {
        crossRegionConfig: {
          guardrailProfileIdentifier: arnOf(
            args,
            "bedrock",
            `guardrail-profile/${args.geography}.guardrail.v1:0`,
          ),
        },
      }),
      tags: { ...args.tags },
    },
    { parent },
  );
}

/** A version is a copy of the guardrail as it is: whatever changes the guardrail asks for another. */
function createVersion(
  parent: Guardrail,
  name: string,
  args: GuardrailArgs,
  guardrail: bedrock.Guardrail,
): bedrock.GuardrailVersion {
  return new bedrock.GuardrailVersion(
    `${name}-version`,
    {
      region: args.region,
      guardrailArn: guardrail.guardrailArn,
      description: "Called by workloads",
    },
    {
      parent,
      replacementTrigger: pulumi.jsonStringify(contentOf(args)),
    },
  );
}

/** What a version of the guardrail freezes. */
function contentOf({ tier, prompt, completion, terms, deniedTopics, grounding, ...rest }: GuardrailArgs) {
  return { tier, prompt, completion, personalData: rest.personalData, terms, deniedTopics, grounding };
}

function words(terms: readonly RefusedTerm[]): inputs.bedrock.GuardrailWordPolicyConfig {
  return {
    managedWordListsConfigs: [
      { type: "PROFANITY", inputEnabled: false, outputEnabled: true, outputAction: "BLOCK" },
    ],
    wordsConfigs: terms
      .filter(({ regex }) => !regex)
      .map(({ pattern, inPrompts, inCompletions }) => ({
        text: pattern,
        ...blocking(inPrompts, inCompletions),
      })),
  };
}

function sensitive({
  personalData: level,
  terms,
}: GuardrailArgs): inputs.bedrock.GuardrailSensitiveInformationPolicyConfig {
  const regexes = terms.filter(({ regex }) => regex);
  return {
    piiEntitiesConfigs: personalData(level),
    regexesConfigs: regexes.map(({ pattern, inPrompts, inCompletions }, index) => ({
      name: `pattern-${index + 1}`,
      pattern,
      action: "BLOCK",
      ...blocking(inPrompts, inCompletions),
    })),
  };
}

function blocking(inPrompts: boolean, inCompletions: boolean) {
  return {
    inputEnabled: inPrompts,
    inputAction: inPrompts ? "BLOCK" : "NONE",
    outputEnabled: inCompletions,
    outputAction: inCompletions ? "BLOCK" : "NONE",
  };
}

function groundingOf({
  grounded,
  relevant,
}: NonNullable<GuardrailArgs["grounding"]>): inputs.bedrock.GuardrailContextualGroundingPolicyConfig {
  return {
    filtersConfigs: [
      { type: "GROUNDING", threshold: grounded },
      { type: "RELEVANCE", threshold: relevant },
    ],
  };
}
