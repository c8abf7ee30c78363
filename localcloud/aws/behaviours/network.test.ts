import { describe, expect, it } from "vitest";
import type { Values } from "../../provider/core";
import {
  type Made,
  type TestAws,
  document,
  expectAwsRefusal,
  statement,
  testAws,
  testProvider,
} from "../test-aws";
import { scalarText } from "../text";

async function network(aws: TestAws, inputs: Values = {}) {
  const vpc = await aws.up("ec2.Vpc", "net", {
    cidrBlock: "10.80.0.0/20",
    enableDnsHostnames: true,
    ...inputs,
  });
  const subnet = (name: string, cidrBlock: string, availabilityZone = "eu-central-1a") =>
    aws.up("ec2.Subnet", name, { vpcId: vpc.id, cidrBlock, availabilityZone });
  const group = (name: string) => aws.up("ec2.SecurityGroup", name, { vpcId: vpc.id });
  const endpoint = (name: string, more: Values = {}) =>
    aws.up("ec2.VpcEndpoint", name, {
      vpcId: vpc.id,
      serviceName: "com.amazonaws.eu-central-1.bedrock-runtime",
      vpcEndpointType: "Interface",
      ...more,
    });
  return { vpc, subnet, group, endpoint };
}

describe("a network", () => {
  it("is refused beyond its size, and beyond five in a region", async () => {
    const aws = testAws();
    await expectAwsRefusal(
      aws.up("ec2.Vpc", "wide", { cidrBlock: "10.0.0.0/8" }),
      "InvalidVpc.Range",
      "The CIDR '10.0.0.0/8' is invalid.",
    );
    for (const index of [1, 2, 3, 4, 5]) await aws.up("ec2.Vpc", `n${index}`, { cidrBlock: "10.0.0.0/16" });
    await expectAwsRefusal(
      aws.up("ec2.Vpc", "n6", { cidrBlock: "10.0.0.0/16" }),
      "VpcLimitExceeded",
      "The maximum number of VPCs has been reached.",
    );
    const abroad = testProvider(aws.cloud, { region: "eu-west-1" });
    await abroad.up("ec2.Vpc", "n6", { cidrBlock: "10.0.0.0/16" });
  });

  it("goes when nothing stands in it: what came with it does not count", async () => {
    const aws = testAws();
    const { vpc, subnet } = await network(aws);
    const inside = await subnet("a", "10.80.1.0/24");
    const refusal = await expectAwsRefusal(
      aws.down(vpc),
      "DependencyViolation",
      `The vpc '${vpc.id}' has dependencies and cannot be deleted.`,
    );
    expect(refusal.message).toContain(
      `deleting ${vpc.urn}: 1 error occurred:\n\t* deleting EC2 VPC (${vpc.id}): operation error EC2: DeleteVpc,`,
    );
    await aws.down(inside);
    await aws.down(vpc);
    const group = { type: "aws:ec2/securityGroup:SecurityGroup", urn: "u" };
    const left = await aws.provider.read({ ...group, id: scalarText(vpc.outputs["defaultSecurityGroupId"]) });
    expect(left.id).toBe("");
  });

  it("is waited for while what stands in it goes", async () => {
    const aws = testAws({}, { pace: 1 });
    const { vpc, subnet } = await network(aws);
    const inside = await subnet("a", "10.80.1.0/24");
    const going = aws.down(vpc);
    await aws.cloud.aws.sleep(45);
    await aws.down(inside);
    await going;
    expect(await aws.read(vpc)).toEqual({});
  });

  it("lends its default security group, and keeps it", async () => {
    const aws = testAws();
    const { vpc } = await network(aws);
    const taken = await aws.up("ec2.DefaultSecurityGroup", "default", { vpcId: vpc.id });
    expect(taken.id).toBe(vpc.outputs["defaultSecurityGroupId"]);
    expect(taken.outputs).toMatchObject({ name: "default", ingress: [], egress: [] });
    await aws.down(taken);
    await aws.down(vpc);
  });
});

describe("a subnet", () => {
  it.each([
    ["10.81.0.0/24", "InvalidSubnet.Range", "The CIDR '10.81.0.0/24' is invalid."],
    ["10.80.1.128/25", "InvalidSubnet.Conflict", "The CIDR '10.80.1.128/25' conflicts with another subnet"],
    ["10.80.2.0/29", "InvalidSubnet.Range", "The CIDR '10.80.2.0/29' is invalid."],
  ])("is refused at %s, and taken at a free block", async (cidr, code, message) => {
    const { subnet } = await network(testAws());
    await subnet("a", "10.80.1.0/24");
    await expectAwsRefusal(subnet("b", cidr), code, message);
    await subnet("b", "10.80.2.0/24");
  });

  it("lies in a zone of its region", async () => {
    const { subnet } = await network(testAws());
    await expectAwsRefusal(
      subnet("a", "10.80.1.0/24", "us-east-1a"),
      "InvalidParameterValue",
      "Value (us-east-1a) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: eu-central-1a, eu-central-1b, eu-central-1c.",
    );
    const made = await subnet("a", "10.80.1.0/24", "eu-central-1b");
    expect(made.outputs["availabilityZoneId"]).toMatch(/^euc1-az[123]$/);
  });

  it("is kept by an endpoint", async () => {
    const aws = testAws();
    const { subnet, endpoint } = await network(aws);
    const inside = await subnet("a", "10.80.1.0/24");
    const door = await endpoint("door", { subnetIds: [inside.id] });
    await expectAwsRefusal(
      aws.down(inside),
      "DependencyViolation",
      /^The subnet 'subnet-\w+' has dependencies/,
    );
    await aws.down(door);
    await aws.down(inside);
  });
});

describe("a security group", () => {
  it("has its name once in a network, and stays while somebody refers to it", async () => {
    const aws = testAws();
    const { vpc, group } = await network(aws);
    const named = () => aws.up("ec2.SecurityGroup", "again", { vpcId: vpc.id, name: "doors" });
    const doors = await named();
    await expectAwsRefusal(
      named(),
      "InvalidGroup.Duplicate",
      `The security group 'doors' already exists for VPC '${vpc.id}'`,
    );
    const callers = await group("callers");
    const rule = await aws.up("vpc.SecurityGroupIngressRule", "r", {
      securityGroupId: doors.id,
      referencedSecurityGroupId: callers.id,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
    await expectAwsRefusal(
      aws.down(callers),
      "DependencyViolation",
      `resource ${callers.id} has a dependent object`,
    );
    await aws.down(rule);
    await aws.down(callers);
    await aws.down(doors);
  });

  it("has a rule once, and its rules go with it", async () => {
    const aws = testAws();
    const { group } = await network(aws);
    const doors = await group("doors");
    const rule = (name: string, cidrIpv4: string) =>
      aws.up("vpc.SecurityGroupIngressRule", name, {
        securityGroupId: doors.id,
        cidrIpv4,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      });
    await rule("a", "10.0.0.0/8");
    await expectAwsRefusal(
      rule("b", "10.0.0.0/8"),
      "InvalidPermission.Duplicate",
      'the specified rule "peer: 10.0.0.0/8, TCP, from port: 443, to port: 443, ALLOW" already exists',
    );
    const other = await rule("b", "172.16.0.0/12");
    await aws.down(doors);
    expect(await aws.read(other)).toEqual({});
    const reserved = aws.up("ec2.SecurityGroup", "sg", { name: "sg-1" });
    await expect(reserved).rejects.toThrow(
      "invalid value for name (cannot begin with sg-). Examine values at 'sg.name'.",
    );
  });
});

describe("a route table", () => {
  it("is one for each subnet, and stays while it is used", async () => {
    const aws = testAws();
    const { vpc, subnet } = await network(aws);
    const inside = await subnet("a", "10.80.1.0/24");
    const tables = await Promise.all(
      ["t1", "t2"].map((name) => aws.up("ec2.RouteTable", name, { vpcId: vpc.id })),
    );
    const associate = (name: string, index: number) =>
      aws.up("ec2.RouteTableAssociation", name, { subnetId: inside.id, routeTableId: tables[index]!.id });
    const first = await associate("x", 0);
    await expectAwsRefusal(
      associate("y", 1),
      "Resource.AlreadyAssociated",
      /conflicts with an existing association$/,
    );
    await expectAwsRefusal(
      aws.down(tables[0]!),
      "DependencyViolation",
      /^The routeTable 'rtb-\w+' has dependencies/,
    );
    await aws.down(first);
    await associate("y", 1);
    await aws.down(tables[0]!);
  });
});

describe("an endpoint", () => {
  it("is of a service that the region has", async () => {
    const { endpoint } = await network(testAws());
    const service = (serviceName: string) => endpoint("door", { serviceName });
    await expectAwsRefusal(
      service("com.amazonaws.us-east-1.bedrock-runtime"),
      "InvalidServiceName",
      "The Vpc Endpoint Service 'com.amazonaws.us-east-1.bedrock-runtime' does not exist",
    );
    await expectAwsRefusal(service("com.amazonaws.eu-central-1.bedrok"), "InvalidServiceName", /bedrok/);
    await service("com.amazonaws.eu-central-1.bedrock-runtime");
  });

  it("has one subnet in each zone, and tells its names and addresses", async () => {
    const { subnet, endpoint } = await network(testAws());
    const [a, b, c] = [
      await subnet("a", "10.80.1.0/24"),
      await subnet("b", "10.80.2.0/24"),
      await subnet("c", "10.80.3.0/24", "eu-central-1b"),
    ];
    await expectAwsRefusal(
      endpoint("door", { subnetIds: [a.id, b.id] }),
      "DuplicateSubnetsInSameZone",
      `Found another VPC endpoint subnet in the availability zone of ${b.id}. VPC endpoint subnets should be in different availability zones supported by the VPC endpoint service.`,
    );
    const { outputs } = await endpoint("door", { subnetIds: [a.id, c.id], privateDnsEnabled: true });
    expect(outputs["networkInterfaceIds"]).toHaveLength(2);
    expect(outputs["dnsEntries"]).toMatchObject([
      {
        dnsName: expect.stringMatching(
          /^vpce-\w{17}-\w{8}\.bedrock-runtime\.eu-central-1\.vpce\.amazonaws\.com$/,
        ) as string,
      },
      { dnsName: "bedrock-runtime.eu-central-1.amazonaws.com" },
    ]);
  });

  it("takes the service's own name in a network that resolves names, and once", async () => {
    const aws = testAws();
    const { vpc, endpoint } = await network(aws, { enableDnsHostnames: false });
    const named = (name: string) => endpoint(name, { privateDnsEnabled: true });
    await expectAwsRefusal(
      named("door"),
      "InvalidParameter",
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpc.id}`,
    );
    await aws.change(vpc, { cidrBlock: "10.80.0.0/20", enableDnsHostnames: true });
    const door = await named("door");
    await expectAwsRefusal(
      named("second"),
      "InvalidParameter",
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for bedrock-runtime.eu-central-1.amazonaws.com in the VPC ${vpc.id}`,
    );
    await aws.down(door);
    await named("second");
  });

  it("of S3 resolves its name when the gateway is there, or for everybody", async () => {
    const { vpc, endpoint } = await network(testAws());
    const s3 = { serviceName: "com.amazonaws.eu-central-1.s3", privateDnsEnabled: true };
    await expectAwsRefusal(
      endpoint("s3", s3),
      "InvalidParameter",
      `To set PrivateDnsOnlyForInboundResolverEndpoint to true, the VPC ${vpc.id} must have a Gateway endpoint for the service.`,
    );
    await endpoint("s3", { ...s3, dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: false } });
  });

  it("has a policy that is one, and a gateway has no subnets", async () => {
    const { subnet, endpoint } = await network(testAws());
    const inside = await subnet("a", "10.80.1.0/24");
    const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await expectAwsRefusal(
      endpoint("door", { policy: policy({ Effect: "Allow", Action: "*", Resource: "*" }) }),
      "InvalidPolicyDocument",
      "Invalid Policy Document: Missing required field Principal",
    );
    await endpoint("door", {
      policy: policy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }),
    });
    const gateway = { serviceName: "com.amazonaws.eu-central-1.s3", vpcEndpointType: "Gateway" };
    await expectAwsRefusal(
      endpoint("s3", { ...gateway, subnetIds: [inside.id] }),
      "InvalidParameter",
      "Subnets are not supported for Gateway endpoints.",
    );
    expect((await endpoint("s3", gateway)).outputs["prefixListId"]).toMatch(/^pl-[0-9a-f]{8}$/);
  });
});

describe("a flow log", () => {
  it("may write where it says, and is one of its kind", async () => {
    const aws = testAws();
    const { vpc } = await network(aws);
    const log = (name: string, more: Values = {}) =>
      aws.up("ec2.FlowLog", name, {
        vpcId: vpc.id,
        trafficType: "ALL",
        logDestination: "arn:aws:logs:eu-central-1:111122223333:log-group:flows",
        ...more,
      });
    await expectAwsRefusal(
      log("flows"),
      "InvalidParameter",
      "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
    );
    const trusted = (service: string) =>
      aws.up("iam.Role", service, {
        name: service,
        assumeRolePolicy: document(statement({ Action: "sts:AssumeRole", Principal: { Service: service } })),
      });
    const of = ({ outputs }: Made) => ({ iamRoleArn: scalarText(outputs["arn"]) });
    for (const stranger of [
      "arn:aws:iam::111122223333:role/none",
      of(await trusted("bedrock.amazonaws.com")),
    ])
      await expectAwsRefusal(
        log("flows", typeof stranger === "string" ? { iamRoleArn: stranger } : stranger),
        "InvalidParameter",
        "Unable to assume given IAM role",
      );
    const role = of(await trusted("vpc-flow-logs.amazonaws.com"));
    await log("flows", role);
    await expectAwsRefusal(
      log("again", role),
      "FlowLogAlreadyExists",
      "Error. There is an existing Flow Log with the same configuration and log destination.",
    );
    await expectAwsRefusal(
      log("none", { ...role, trafficType: undefined }),
      "MissingParameter",
      /TrafficType$/,
    );
    const toBucket = { logDestinationType: "s3", logDestination: "arn:aws:s3:::flows" };
    await expectAwsRefusal(
      log("s3", toBucket),
      "LogDestinationNotFoundException",
      "LogDestination: flows does not exist",
    );
    await aws.up("s3.Bucket", "flows", { bucket: "flows" });
    await log("s3", toBucket);
  });
});
