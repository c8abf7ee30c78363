import type * as pulumi from "@pulumi/pulumi";
import { findBedrockModel, profileGeography } from "../../catalog/bedrock";
import type { GuardrailReference } from "../../components/aws/invoke-permissions";
import { arnOf } from "../../components/aws/place";
import { ProvisionedThroughput } from "../../components/aws/provisioned-throughput";
import { known } from "../azure/known";
import type { Guardrails } from "./guardrails";
import type { AwsSite } from "./site";

/** A model that workloads may call. */
export interface Model {
  /** ID of the foundation model. */
  readonly modelId: string;
  /** What inference profiles of workloads are copied from. */
  readonly sourceArn: string;
  readonly guardrail: GuardrailReference;
  /**
   * ARN of the units that are called instead.
   * @default paid by the token
   */
  readonly provisionedArn?: pulumi.Output<string>;
}

/** The models of the stack by name, with provisioned units where they are declared. */
export function createModels(site: AwsSite, guardrails: Guardrails): Readonly<Record<string, Model>> {
  const { config, prefix, place, inPlatform } = site;
  return Object.fromEntries(
    config.aws.models.map(({ name, profile, guardrail, provisionedUnits }): [string, Model] => {
      const modelId = findBedrockModel(profile)?.modelId ?? profile;
      const modelArn = `arn:aws:bedrock:${place.region}::foundation-model/${modelId}`;
      const sourceArn =
        profileGeography(profile) === undefined
          ? modelArn
          : arnOf(place, "bedrock", `inference-profile/${profile}`);
      const units =
        provisionedUnits === undefined
          ? undefined
          : new ProvisionedThroughput(
              `${prefix}-model-${name}`,
              { ...place, provisionedName: `${prefix}-${name}`, modelArn, units: provisionedUnits },
              inPlatform,
            );
      return [
        name,
        {
          modelId,
          sourceArn,
          guardrail: known(guardrails, guardrail),
          ...(units && { provisionedArn: units.arn }),
        },
      ];
    }),
  );
}
