import * as pulumi from "@pulumi/pulumi";
import type { Access } from "./access";
import type { Model } from "./models";
import type { AwsSite } from "./site";

/** What the Azure side needs to call models here, by a stack reference. Nothing of it is a secret. */
export function platformOutputs(
  { config, place }: AwsSite,
  models: Readonly<Record<string, Model>>,
  { workloads, gateway }: Access,
): Record<string, unknown> {
  return {
    region: place.region,
    accountId: place.accountId,
    federation: { audience: config.aws.federation.audience },
    models: mapValues(models, ({ modelId, sourceArn, guardrail }, name) => ({
      modelId,
      inferenceProfileArn: sourceArn,
      destinations: destinationsOf(name, place.region, workloads),
      guardrailArn: guardrail.arn,
      guardrailVersion: guardrail.version,
    })),
    workloads: mapValues(workloads, ({ roleArn, grants }) => ({
      roleArn,
      inferenceProfiles: mapValues(grants, ({ arn }) => arn),
    })),
    ...(gateway ? { gatewayRoleArn: gateway.arn } : {}),
  };
}

/** Regions in which calls of a model are processed, by what AWS says of its profiles; the stack's own where it has none. */
function destinationsOf(
  model: string,
  region: string,
  workloads: Access["workloads"],
): pulumi.Output<readonly string[]> {
  const profiles = Object.values(workloads).flatMap(({ grants }) => grants[model]?.modelArns ?? []);
  return pulumi.all(profiles).apply((lists) => {
    const regions = lists.flat().map((arn) => arn.split(":")[3] ?? "");
    return regions.length === 0 ? [region] : [...new Set(regions)].sort();
  });
}

function mapValues<T, U>(
  values: Readonly<Record<string, T>>,
  map: (value: T, key: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value, key)]));
}
