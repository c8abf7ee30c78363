import * as bedrock from "@pulumi/aws/bedrock";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import { Provider } from "@pulumi/aws/provider";
import * as s3 from "@pulumi/aws/s3";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { expect, it } from "vitest";
import { LocalStack } from "./support/local-stack";

it("the engine makes, keeps, changes and removes what it is told to on AWS, in two regions at once", async () => {
  await using local = await LocalStack.create(program({ subnet: "10.90.0.0/24" }));
  await expect(local.stack.up()).rejects.toThrow(
    /creating EC2 Subnet: operation error EC2: CreateSubnet, https response error StatusCode: 400, RequestID: \S+, api error InvalidSubnet\.Range: The CIDR '10\.90\.0\.0\/24' is invalid\./,
  );

  local.become(program({ subnet: "10.80.1.0/24" }));
  const { outputs } = await local.stack.up();
  expect(outputs["home"]?.value).toMatch(/^arn:aws:ec2:eu-central-1:111122223333:vpc\/vpc-0/);
  expect(outputs["abroad"]?.value).toMatch(/^arn:aws:s3:::abroad-[0-9a-f]{7}$/);
  expect(outputs["abroadRegion"]?.value).toBe("eu-west-1");
  expect((await local.stack.up()).summary.resourceChanges).toEqual({ same: 9 });
  expect((await local.stack.refresh()).summary.resourceChanges).toEqual({ same: 9 });

  local.become(program({ subnet: "10.80.2.0/24" }));
  expect((await local.stack.up()).summary.resourceChanges).toMatchObject({ replace: 1 });
  await local.stack.destroy();
  const state = (await local.stack.exportStack()).deployment as { resources?: unknown[] };
  expect(state.resources ?? []).toEqual([]);
});

/** A network with a subnet, a role, a guardrail at home, and a bucket in another region. */
function program({ subnet }: { subnet: string }): PulumiFn {
  return () => {
    const at = (region: string) =>
      new Provider(region, { region, allowedAccountIds: ["111122223333"], skipCredentialsValidation: true });
    const home = { provider: at("eu-central-1") };
    const abroad = { provider: at("eu-west-1") };
    const vpc = new ec2.Vpc("home", { cidrBlock: "10.80.0.0/20" }, home);
    new ec2.Subnet("inside", { vpcId: vpc.id, cidrBlock: subnet, availabilityZone: "eu-central-1a" }, home);
    const trust = iam.getPolicyDocumentOutput(
      {
        statements: [
          {
            actions: ["sts:AssumeRole"],
            principals: [{ type: "Service", identifiers: ["bedrock.amazonaws.com"] }],
          },
        ],
      },
      home,
    );
    new iam.Role("role", { assumeRolePolicy: trust.json }, home);
    new bedrock.Guardrail(
      "strict",
      {
        blockedInputMessaging: "no",
        blockedOutputsMessaging: "no",
        contentPolicyConfig: {
          filtersConfigs: [{ type: "HATE", inputStrength: "HIGH", outputStrength: "HIGH" }],
        },
      },
      home,
    );
    const bucket = new s3.Bucket("abroad", {}, abroad);
    new s3.BucketPublicAccessBlock("abroad", { bucket: bucket.id, blockPublicPolicy: true }, abroad);
    return Promise.resolve({ home: vpc.arn, abroad: bucket.arn, abroadRegion: bucket.bucketRegion });
  };
}
