import type { Need } from "../../check";
import type { Speaker } from "../../cloud";
import type { AwsCloud, RoleSession } from "../cloud";
import { textOf, type AwsPlatform, type CalledModel, type WorkloadRole } from "../platform";

/** Whoever can speak as the identity that a role trusts. */
export function speakerOf({ subject }: WorkloadRole, cloud: AwsCloud): Speaker | undefined {
  return subject === undefined ? undefined : cloud.speaker(subject);
}

/** A session of a workload's role, for a token of somebody. */
export async function session(
  { arn }: WorkloadRole,
  speaker: Speaker,
  cloud: AwsCloud,
): Promise<RoleSession | { readonly refused: string }> {
  return cloud.assume(arn, await speaker.token(cloud.audience));
}

/** What must stand for a workload's call of a model: its role, the profile, the guardrail. */
export function needsOf({ standing }: AwsPlatform, role: WorkloadRole, model: CalledModel): readonly Need[] {
  const named = (check: string, type: string, attribute: string, arn: string): readonly Need[] =>
    standing(type)
      .filter(({ outputs }) => textOf(outputs[attribute]) === arn)
      .map(({ name }) => ({ check, subject: name }));
  return [
    ...named("roles", "aws:iam/role:Role", "arn", role.arn),
    ...named("profiles", "aws:bedrock/inferenceProfile:InferenceProfile", "arn", model.profile),
    ...named("guardrails", "aws:bedrock/guardrail:Guardrail", "guardrailArn", model.guardrail.arn),
  ];
}
