import { describe, expect, it } from "vitest";
import { readGraph } from "./graph-reader";
import { graphOf, resource } from "./testing";
import { aws } from "./types";

const vpcArn = "arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-0a1b";
const vpc = resource(aws.vpc[0], {}, { name: "vpc", outputs: { arn: vpcArn } });
const bucket = resource(
  aws.bucket[0],
  { bucket: "prompts" },
  { name: "bucket", outputs: { arn: "arn:aws:s3:::prompts" } },
);
const role = resource(aws.role[0], { name: "prompts" }, { name: "role" });
const group = resource(
  aws.logGroup[0],
  { name: "/bedrock/prompts" },
  { name: "group", outputs: { arn: "arn:aws:logs:eu-central-1:111122223333:log-group:/bedrock/prompts" } },
);

function follow(value: string, to: readonly string[]): string | undefined {
  const from = resource(aws.subnet[0], { it: value });
  const graph = readGraph(graphOf([vpc, bucket, role, group, from]));
  return graph.references(from, "it", to)[0]?.target?.name;
}

describe("a reference to a resource of AWS", () => {
  it.each([
    ["vpc-0a1b", aws.vpc, "vpc"],
    [vpcArn, aws.vpc, "vpc"],
    ["prompts", aws.bucket, "bucket"],
    ["prompts", aws.role, "role"],
    ["prompts", ["*"], "bucket"],
    ["arn:aws:s3:::prompts", aws.bucket, "bucket"],
    ["arn:aws:s3:::prompts/flow-logs/", aws.bucket, "bucket"],
    ["/bedrock/prompts", aws.logGroup, "group"],
    ["arn:aws:logs:eu-central-1:111122223333:log-group:/bedrock/prompts:*", aws.logGroup, "group"],
    ["prompts", aws.vpc, undefined],
    ["vpc-0a1c", aws.vpc, undefined],
  ] as const)("%s, of %s, is %s", (value, to, name) => {
    expect(follow(value, to)).toBe(name);
  });
});
