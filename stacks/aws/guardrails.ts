import { findAwsRegion } from "../../catalog/regions";
import type { EncryptionKey } from "../../components/aws/encryption-key";
import { Guardrail, type RefusedTerm } from "../../components/aws/guardrail";
import type { GuardrailReference } from "../../components/aws/invoke-permissions";
import { arnOf } from "../../components/aws/place";
import type { AwsStackConfig } from "../config";
import type { AwsSite } from "./site";

type GuardrailConfig = AwsStackConfig["aws"]["guardrails"][number];

/** Guardrails, by the name that models refer to. */
export type Guardrails = Readonly<Record<string, GuardrailReference>>;

export function createGuardrails(site: AwsSite, key: EncryptionKey): Guardrails {
  const { config, prefix, place, inPlatform } = site;
  const geography = findAwsRegion(place.region)?.profileGeographies[0] ?? "";
  return Object.fromEntries(
    config.aws.guardrails.map((guardrail): [string, GuardrailReference] => {
      const { name, tier, prompt, completion, personalData, deniedTopics, grounding } = guardrail;
      const { arn, version } = new Guardrail(
        `${prefix}-guardrail-${name}`,
        {
          ...place,
          guardrailName: `${prefix}-${name}`,
          keyArn: key.arn,
          ...{ tier, geography, prompt, completion, personalData, deniedTopics },
          terms: termsOf(guardrail, config),
          ...(grounding && { grounding }),
        },
        inPlatform,
      );
      const profile = `guardrail-profile/${geography}.guardrail.v1:0`;
      return [
        name,
        {
          key: name,
          arn,
          version,
          ...(tier === "standard" && { profileArn: arnOf(place, "bedrock", profile) }),
        },
      ];
    }),
  );
}

/** Each term of the blocklists that a guardrail refers to, once, with the sides that it is refused on. */
function termsOf({ prompt, completion }: GuardrailConfig, { aws }: AwsStackConfig): readonly RefusedTerm[] {
  return aws.blocklists.flatMap(({ name, items }) => {
    const inPrompts = prompt.blocklists.includes(name);
    const inCompletions = completion.blocklists.includes(name);
    return inPrompts || inCompletions
      ? items.map(({ pattern, regex }) => ({ pattern, regex, inPrompts, inCompletions }))
      : [];
  });
}
