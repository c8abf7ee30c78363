import { role, trusts } from "./aws-identity";
import { type Declared, type Row, aws, of } from "./row";

const vpc = (cidrBlock = "10.80.0.0/20", as = "net"): Declared =>
  aws(as, "ec2.Vpc", { cidrBlock, enableDnsSupport: true, enableDnsHostnames: true });
const net = vpc();
const subnet = (cidrBlock: string, zone = "eu-central-1a", as = "inside"): Declared =>
  aws(as, "ec2.Subnet", { vpcId: of("net"), cidrBlock, availabilityZone: zone });
const inside = subnet("10.80.1.0/24");
const group = (name = "app", as = "group"): Declared =>
  aws(as, "ec2.SecurityGroup", { name, vpcId: of("net"), description: "of a row" });
const rule = (securityGroupId: unknown, more: object = {}, as = "rule"): Declared =>
  aws(as, "vpc.SecurityGroupIngressRule", {
    securityGroupId,
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrIpv4: "10.80.0.0/20",
    ...more,
  });
const routes = aws("routes", "ec2.RouteTable", { vpcId: of("net") });
const association = (subnetId: unknown, routeTableId: unknown, as = "association"): Declared =>
  aws(as, "ec2.RouteTableAssociation", { subnetId, routeTableId });
const endpoint = (more: object = {}, as = "endpoint"): Declared =>
  aws(as, "ec2.VpcEndpoint", {
    vpcId: of("net"),
    serviceName: "com.amazonaws.eu-central-1.bedrock-runtime",
    vpcEndpointType: "Interface",
    subnetIds: [of("inside")],
    ...more,
  });
const bucket = aws("bucket", "s3.Bucket", { bucket: "{slug}-flows" });
const flowLog = (more: object = {}, as = "log"): Declared =>
  aws(
    as,
    "ec2.FlowLog",
    {
      vpcId: of("net"),
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: "arn:aws:s3:::{slug}-flows",
      ...more,
    },
    ["bucket"],
  );
const flowLogBy = ({ as }: Declared): Declared =>
  flowLog({
    logDestinationType: "cloud-watch-logs",
    logDestination: "arn:aws:logs:eu-central-1:{account}:log-group:/flows",
    iamRoleArn: of(as, "arn"),
  });
const five = ["0", "1", "2", "3", "4"].map((n) => vpc(`10.${n}.0.0/20`, `net-${n}`));

/** Networks of AWS. */
export const awsNetwork: readonly Row[] = [
  {
    name: "a network larger than there may be",
    proves: "400 InvalidVpc.Range aws/behaviours/vpcs.ts",
    says: "The CIDR '10.0.0.0/8' is invalid.",
    refused: [vpc("10.0.0.0/8")],
    recovered: [vpc("10.0.0.0/16")],
  },
  {
    name: "a sixth network",
    proves: "400 VpcLimitExceeded aws/behaviours/vpcs.ts",
    says: "The maximum number of VPCs has been reached.",
    before: five,
    refused: [...five, vpc("10.5.0.0/20", "net-5")],
    recovered: [...five, aws("more", "ec2.Subnet", { vpcId: of("net-4"), cidrBlock: "10.4.1.0/24" })],
  },
  {
    name: "a network that goes before its subnet",
    proves: "400 DependencyViolation aws/behaviours/vpcs.ts",
    says: "has dependencies and cannot be deleted.",
    before: [net, inside],
    refused: [inside],
    recovered: [net],
  },
  {
    name: "a network that is not there",
    proves: "400 InvalidVpcID.NotFound aws/types",
    says: "The vpc ID 'vpc-0none' does not exist",
    refused: [aws("inside", "ec2.Subnet", { vpcId: "vpc-0none", cidrBlock: "10.80.1.0/24" })],
    recovered: [net, inside],
  },
  {
    name: "a subnet in a zone of another region",
    proves: "400 InvalidParameterValue aws/behaviours/subnets.ts",
    says: "Value (eu-west-1a) for parameter availabilityZone is invalid.",
    before: [net],
    refused: [net, subnet("10.80.1.0/24", "eu-west-1a")],
    recovered: [net, inside],
  },
  {
    name: "a subnet outside of its network",
    proves: "400 InvalidSubnet.Range aws/behaviours/subnets.ts",
    says: "The CIDR '10.90.0.0/24' is invalid.",
    before: [net],
    refused: [net, subnet("10.90.0.0/24")],
    recovered: [net, inside],
  },
  {
    name: "a subnet over another one",
    proves: "400 InvalidSubnet.Conflict aws/behaviours/subnets.ts",
    says: "The CIDR '10.80.1.0/26' conflicts with another subnet",
    before: [net, inside],
    refused: [net, inside, subnet("10.80.1.0/26", "eu-central-1b", "second")],
    recovered: [net, inside, subnet("10.80.2.0/26", "eu-central-1b", "second")],
  },
  {
    name: "a subnet that goes before its endpoint",
    proves: "400 DependencyViolation aws/behaviours/subnets.ts",
    says: "has dependencies and cannot be deleted.",
    before: [net, inside, endpoint()],
    refused: [net, endpoint()],
    recovered: [net, inside],
  },
  {
    name: "a subnet that is not there",
    proves: "400 InvalidSubnetID.NotFound aws/types",
    says: "The subnet ID 'subnet-0none' does not exist",
    before: [net, routes],
    refused: [net, routes, association("subnet-0none", of("routes"))],
    recovered: [net, inside, routes, association(of("inside"), of("routes"))],
  },
  {
    name: "a group of a name that the network has",
    proves: "400 InvalidGroup.Duplicate aws/behaviours/security-groups.ts",
    says: "The security group 'app' already exists for VPC",
    before: [net, group()],
    refused: [net, group(), group("app", "second")],
    recovered: [net, group(), group("data", "second")],
  },
  {
    name: "a group that goes before its endpoint",
    proves: "400 DependencyViolation aws/behaviours/security-groups.ts",
    says: "has a dependent object",
    before: [net, inside, group(), endpoint({ securityGroupIds: [of("group")] })],
    refused: [net, inside, endpoint({ securityGroupIds: [of("group")] })],
    recovered: [net, inside, group()],
  },
  {
    name: "a group that is not there",
    proves: "400 InvalidGroup.NotFound aws/types",
    says: "The security group 'sg-0none' does not exist",
    refused: [rule("sg-0none")],
    recovered: [net, group(), rule(of("group"))],
  },
  {
    name: "a rule that the group has",
    proves: "400 InvalidPermission.Duplicate aws/behaviours/security-groups.ts",
    says: 'the specified rule "peer: 10.80.0.0/20, TCP, from port: 443, to port: 443, ALLOW" already exists',
    before: [net, group(), rule(of("group"))],
    refused: [net, group(), rule(of("group")), rule(of("group"), {}, "again")],
    recovered: [
      net,
      group(),
      rule(of("group")),
      rule(of("group"), { fromPort: 8443, toPort: 8443 }, "again"),
    ],
  },
  {
    name: "a route table that goes before its association",
    proves: "400 DependencyViolation aws/behaviours/route-tables.ts",
    says: "has dependencies and cannot be deleted.",
    before: [net, inside, routes, association(of("inside"), of("routes"))],
    refused: [net, inside, association(of("inside"), of("routes"))],
    recovered: [net, inside, routes],
  },
  {
    name: "a second route table of a subnet",
    proves: "400 Resource.AlreadyAssociated aws/behaviours/route-tables.ts",
    says: "conflicts with an existing association",
    before: [net, inside, routes, association(of("inside"), of("routes"))],
    refused: [
      net,
      inside,
      routes,
      association(of("inside"), of("routes")),
      association(of("inside"), of("routes"), "again"),
    ],
    recovered: [net, inside, routes, association(of("inside"), of("routes"))],
  },
  {
    name: "a route table that is not there",
    proves: "400 InvalidRouteTableID.NotFound aws/types",
    says: "The routeTable ID 'rtb-0none' does not exist",
    before: [net, inside],
    refused: [net, inside, association(of("inside"), "rtb-0none")],
    recovered: [net, inside, routes, association(of("inside"), of("routes"))],
  },
  {
    name: "an endpoint of a service that there is not",
    proves: "400 InvalidServiceName aws/behaviours/vpc-endpoints.ts",
    says: "The Vpc Endpoint Service 'com.amazonaws.eu-central-1.bedrok' does not exist",
    before: [net, inside],
    refused: [net, inside, endpoint({ serviceName: "com.amazonaws.eu-central-1.bedrok" })],
    recovered: [net, inside, endpoint()],
  },
  {
    name: "an endpoint twice in one zone",
    proves: "400 DuplicateSubnetsInSameZone aws/behaviours/vpc-endpoints.ts",
    says: "Found another VPC endpoint subnet in the availability zone of",
    before: [net, inside, subnet("10.80.2.0/24", "eu-central-1a", "beside")],
    refused: [
      net,
      inside,
      subnet("10.80.2.0/24", "eu-central-1a", "beside"),
      endpoint({ subnetIds: [of("inside"), of("beside")] }),
    ],
    recovered: [net, inside, subnet("10.80.2.0/24", "eu-central-1a", "beside"), endpoint()],
  },
  {
    name: "private names of a service twice in one network",
    proves: "400 InvalidParameter aws/behaviours/vpc-endpoints.ts",
    says: "private-dns-enabled cannot be set because there is already a conflicting DNS domain",
    before: [net, inside, endpoint({ privateDnsEnabled: true })],
    refused: [
      net,
      inside,
      endpoint({ privateDnsEnabled: true }),
      endpoint({ privateDnsEnabled: true }, "again"),
    ],
    recovered: [
      net,
      inside,
      endpoint({ privateDnsEnabled: true }),
      endpoint({ privateDnsEnabled: false }, "again"),
    ],
  },
  {
    name: "a policy of an endpoint that is none",
    proves: "400 InvalidPolicyDocument aws/behaviours/vpc-endpoints.ts",
    says: "Invalid Policy Document: Policy statement must contain actions.",
    before: [net, inside],
    refused: [
      net,
      inside,
      endpoint({ policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Resource":"*"}]}' }),
    ],
    recovered: [
      net,
      inside,
      endpoint({
        policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"bedrock:*","Resource":"*"}]}',
      }),
    ],
  },
  {
    name: "a flow log to a group without a role",
    proves: "400 InvalidParameter aws/behaviours/flow-logs.ts",
    says: "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
    before: [net, bucket],
    refused: [
      net,
      bucket,
      flowLog({
        logDestinationType: "cloud-watch-logs",
        logDestination: "arn:aws:logs:eu-central-1:{account}:log-group:/flows",
      }),
    ],
    recovered: [net, bucket, flowLog()],
  },
  {
    name: "a flow log by a role that it may not take on",
    proves: "400 InvalidParameter aws/behaviours/flow-logs.ts",
    says: "Unable to assume given IAM role",
    before: [net, bucket, role()],
    refused: [net, bucket, role(), flowLogBy(role())],
    recovered: [net, bucket, role(trusts("vpc-flow-logs.amazonaws.com")), flowLogBy(role())],
  },
  {
    name: "a flow log of no kind of traffic",
    proves: "400 MissingParameter aws/behaviours/flow-logs.ts",
    says: "The request must contain the parameter TrafficType",
    before: [net, bucket],
    refused: [net, bucket, flowLog({ trafficType: undefined })],
    recovered: [net, bucket, flowLog()],
  },
  {
    name: "a flow log to a bucket that is not there",
    proves: "400 LogDestinationNotFoundException aws/behaviours/flow-logs.ts",
    says: "LogDestination: {slug}-flows does not exist",
    before: [net],
    refused: [net, flowLog()],
    recovered: [net, bucket, flowLog()],
  },
  {
    name: "a flow log that there is",
    proves: "400 FlowLogAlreadyExists aws/behaviours/flow-logs.ts",
    says: "There is an existing Flow Log with the same configuration and log destination.",
    before: [net, bucket, flowLog()],
    refused: [net, bucket, flowLog(), flowLog({}, "again")],
    recovered: [net, bucket, flowLog(), flowLog({ trafficType: "REJECT" }, "again")],
  },
];
