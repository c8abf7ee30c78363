/** What `aws-prod` tells of itself, as its program's outputs have it. */
export function secondCloudOutputs(
  models: readonly string[] = ["chat", "chat-fast", "copywriting"],
  workloads: readonly string[] = [
    ...["customer-service", "personalised-marketing", "predictive-analytics", "intelligent-automation"],
    ...["support", "marketing"],
  ],
  destinations: readonly string[] = ["eu-central-1", "eu-west-3"],
): Record<string, unknown> {
  const arn = (resource: string) => `arn:aws:bedrock:eu-central-1:111122223333:${resource}`;
  const each = <T>(names: readonly string[], make: (name: string) => T): Record<string, T> =>
    Object.fromEntries(names.map((name) => [name, make(name)]));
  return {
    region: "eu-central-1",
    accountId: "111122223333",
    federation: { audience: "api://cornerstone-aws" },
    gatewayRoleArn: "arn:aws:iam::111122223333:role/contoso-prod-gateway",
    models: each(models, (name) => ({
      modelId: "anthropic.claude-sonnet-5-5",
      inferenceProfileArn: arn("inference-profile/eu.anthropic.claude-sonnet-5-5"),
      destinations,
      guardrailArn: arn(`guardrail/${name}`),
      guardrailVersion: "1",
    })),
    workloads: each(workloads, (workload) => ({
      roleArn: `arn:aws:iam::111122223333:role/${workload}`,
      inferenceProfiles: each(models, (name) => arn(`application-inference-profile/${workload}-${name}`)),
    })),
  };
}
