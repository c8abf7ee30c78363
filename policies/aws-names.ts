import { parseArn } from "../catalog/arn";
import { Unknown, canonicalType } from "../graph/types";
import type { ResourceNode } from "../graph/types";
import { aws } from "./types";

/** Inputs by which other resources name one, beside its ID and ARN: a bucket is named by its bucket name. */
const nameInputs: ReadonlyMap<string, string> = new Map([
  [aws.bucket[0], "bucket"],
  ...[aws.logGroup, aws.role, aws.keyAlias, aws.topic, aws.secret].map(([type]) => [type, "name"] as const),
]);

/**
 * Every name by which a property of another resource may refer to an AWS resource: its ID, its ARN, the end of the ARN
 * (`vpc-0a1b` of `arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-0a1b`), and its own name where its type is referred to
 * by name. The engine tells a policy pack no IDs, so that the ARN has to serve there. None for other clouds.
 */
export function awsNamesOf(node: ResourceNode): readonly string[] {
  if (!node.type.startsWith("aws:")) return [];
  const arn = arnOf(node);
  const own = nameInputs.get(canonicalType(node.type));
  const names = [
    node.id instanceof Unknown ? undefined : node.id,
    node.outputs["id"],
    arn,
    arn === undefined ? undefined : endOfArn(arn),
    own && (node.inputs[own] ?? node.outputs[own]),
  ];
  return [...new Set(names.filter((name) => typeof name === "string" && name !== ""))] as string[];
}

/** The outputs in which a type answers its ARN; most call it `arn`. */
const arnOutputs = ["arn", "guardrailArn", "agentArn", "provisionedModelArn", "customModelArn"];

/** The ARN of a resource of AWS; undefined while it is not known, and for types without one. */
export function arnOf(node: Pick<ResourceNode, "outputs">): string | undefined {
  return arnOutputs.map((name) => node.outputs[name]).find((arn) => typeof arn === "string");
}

/**
 * What a reference may mean, the text itself first: the bucket of `arn:aws:s3:::bucket/prefix/*`, the log group of
 * `arn:aws:logs:...:log-group:name:*`.
 */
export function awsReferencesOf(text: string): readonly string[] {
  const bucket = /^arn:[\w-]+:s3:::([^/*]+)/.exec(text)?.[1];
  return [text, ...(text.endsWith(":*") ? [text.slice(0, -2)] : []), ...(bucket ? [bucket] : [])];
}

function endOfArn(text: string): string | undefined {
  return parseArn(text)?.resource.split(/[/:]/).pop();
}
