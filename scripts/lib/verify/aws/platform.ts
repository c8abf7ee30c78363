import { isPropertyMap, type PropertyMap, type PropertyValue } from "../../../../graph/types";
import type { ResourceGraph, ResourceNode } from "../../../../graph/types";
import { namesOf } from "../../../../graph/names";
import { indexGraph } from "../../../../graph/queries";
import type { AwsStackConfig } from "../../../../stacks/config/index";

/** What a role of a workload may call. */
export interface CalledModel {
  /** Name of the model in the stack. */
  readonly name: string;
  /** ARN of the workload's inference profile. */
  readonly profile: string;
  readonly guardrail: { readonly arn: string; readonly version: string };
}

export interface WorkloadRole {
  readonly workload: string;
  readonly arn: string;
  /** Object ID of the managed identity that assumes it; undefined where the stack names none. */
  readonly subject: string | undefined;
  readonly models: readonly CalledModel[];
}

/** A resource that stands, with a short name for people. */
export interface AwsStanding {
  readonly name: string;
  /** ID of the provider. */
  readonly id: string;
  readonly inputs: PropertyMap;
  readonly outputs: PropertyMap;
}

/** What the state of a stack on AWS says must stand: the measure that checks hold the cloud to. */
export interface AwsPlatform {
  readonly stack: string;
  readonly config: AwsStackConfig;
  readonly roles: readonly WorkloadRole[];
  /** Resources of a type: `aws:iam/role:Role`. */
  readonly standing: (type: string) => readonly AwsStanding[];
}

export function awsPlatformOf(graph: ResourceGraph, config: AwsStackConfig): AwsPlatform {
  const index = indexGraph(graph);
  const names = namesOf(graph);
  const standing = (type: string): readonly AwsStanding[] =>
    index.byType(type).flatMap((node: ResourceNode) => {
      const { id, external, inputs, outputs } = node;
      if (typeof id !== "string" || external === true) return [];
      return [{ name: names.resource(node), id, inputs, outputs }];
    });
  return { stack: graph.stack, config, roles: rolesOf(graph, config), standing };
}

/** The roles of the workloads, from what the program tells of itself. */
function rolesOf(graph: ResourceGraph, { aws }: AwsStackConfig): readonly WorkloadRole[] {
  const outputs = graph.resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
  const models = mapAt(outputs, "models");
  return Object.entries(mapAt(outputs, "workloads")).flatMap(([workload, told]): WorkloadRole[] => {
    if (!isPropertyMap(told)) return [];
    const called = Object.entries(mapAt(told, "inferenceProfiles")).flatMap(
      ([name, profile]): CalledModel[] => {
        const model = mapAt(models, name);
        return [
          {
            name,
            profile: textOf(profile),
            guardrail: { arn: textOf(model["guardrailArn"]), version: textOf(model["guardrailVersion"]) },
          },
        ];
      },
    );
    const subject = aws.federation.subjects[workload];
    return [{ workload, arn: textOf(told["roleArn"]), subject, models: called }];
  });
}

/** The map at a key; empty where there is none. */
export function mapAt(values: PropertyMap | undefined, key: string): PropertyMap {
  const value = values?.[key];
  return isPropertyMap(value) ? value : {};
}

export function textOf(value: PropertyValue | undefined): string {
  return typeof value === "string" ? value : "";
}
