import { describe, expect, it } from "vitest";
import { virtualClock } from "../arm/clock";
import { openScenario } from "../scenarios/open";
import { patienceForRoles } from "./propagation";
import { type TestAws, document, expectAwsRefusal, statement, testAws, trust } from "./test-aws";

const role = "arn:aws:iam::111122223333:role/";
const trusting = document(statement({ Action: "sts:AssumeRole", Principal: { AWS: `${role}reader` } }));

/** Seconds by AWS's clock until something stands. */
async function seconds(
  aws: TestAws,
  clock: { now(): number },
  token: string,
  inputs: object,
): Promise<number> {
  const began = clock.now();
  await aws.up(token, token, inputs as never);
  return (clock.now() - began) / 1_000;
}

function cloud(replicationSeconds?: number) {
  const clock = virtualClock(Date.UTC(2026, 10, 1));
  const iam = replicationSeconds === undefined ? {} : { iam: { replicationSeconds } };
  const scenario = { name: "iam", description: "", ...iam };
  return { clock, aws: testAws({}, { clock, pace: 1, scenario }) };
}

/** What waits for a role: each names a new one. */
const waiting: readonly (readonly [
  what: string,
  token: string,
  inputs: (aws: TestAws) => Promise<object>,
])[] = [
  ["another role that trusts it", "iam.Role", () => Promise.resolve({ assumeRolePolicy: trusting })],
  [
    "a key's policy",
    "kms.Key",
    () =>
      Promise.resolve({
        policy: document(
          statement({ Action: "kms:*", Resource: "*", Principal: { AWS: "arn:aws:iam::111122223333:root" } }),
          statement({ Action: "kms:Decrypt", Resource: "*", Principal: { AWS: `${role}reader` } }),
        ),
      }),
  ],
  [
    "a topic's policy",
    "sns.Topic",
    () =>
      Promise.resolve({
        policy: document(
          statement({ Action: "sns:Publish", Resource: "*", Principal: { AWS: `${role}reader` } }),
        ),
      }),
  ],
  [
    "a bucket's policy",
    "s3.BucketPolicy",
    async (aws) => {
      const { id } = await aws.up("s3.Bucket", "b", { bucket: "records-of-a-test" });
      const reads = { Action: "s3:GetObject", Resource: `arn:aws:s3:::${id}/*` };
      return { bucket: id, policy: document(statement({ ...reads, Principal: { AWS: `${role}reader` } })) };
    },
  ],
  [
    "a service that takes it on",
    "ec2.FlowLog",
    async (aws) => {
      const { id } = await aws.up("ec2.Vpc", "v", { cidrBlock: "10.0.0.0/16" });
      return {
        ...{ vpcId: id, trafficType: "ALL", logDestinationType: "cloud-watch-logs" },
        ...{
          logDestination: "arn:aws:logs:eu-central-1:111122223333:log-group:x",
          iamRoleArn: `${role}reader`,
        },
      };
    },
  ],
];

describe("a role that IAM has just made", () => {
  it.each(waiting)("is waited for: %s", async (_, token, inputsOf) => {
    const trusted = document(
      statement({ Action: "sts:AssumeRole", Principal: { Service: "vpc-flow-logs.amazonaws.com" } }),
    );
    const stands = async (replicationSeconds: number): Promise<number> => {
      const { aws, clock } = cloud(replicationSeconds);
      const inputs = await inputsOf(aws);
      await aws.up("iam.Role", "reader", { name: "reader", assumeRolePolicy: trusted });
      return seconds(aws, clock, token, inputs);
    };
    const soon = await stands(0);
    const late = await stands(90);
    expect(late).toBeGreaterThan(soon);
    expect((late - soon) % 10).toBe(0);
  });

  it("is refused where it takes longer than the provider's two minutes", async () => {
    const { aws, clock } = cloud(1e9);
    await aws.up("iam.Role", "reader", { name: "reader", assumeRolePolicy: trust });
    const began = clock.now();
    await expectAwsRefusal(
      aws.up("iam.Role", "second", { assumeRolePolicy: trusting }),
      "MalformedPolicyDocument",
      `Invalid principal in policy: "AWS":"${role}reader"`,
    );
    expect(clock.now() - began).toBe(120_000);
  });

  it("is not waited for where no time helps", async () => {
    const { aws, clock } = cloud(1e9);
    const began = clock.now();
    const wrong = document(statement({ Action: "s3:*", Principal: { AWS: `${role}reader` } }));
    await expectAwsRefusal(
      aws.up("iam.Role", "r", { assumeRolePolicy: wrong }),
      "MalformedPolicyDocument",
      "AssumeRole policy may only specify STS AssumeRole actions.",
    );
    expect(clock.now()).toBe(began);
  });

  it("is known before the provider gives up, under principal-delay", () => {
    const { iam } = openScenario("principal-delay");
    expect(iam?.replicationSeconds).toBeGreaterThan(10);
    expect(iam?.replicationSeconds).toBeLessThan(patienceForRoles);
  });
});
