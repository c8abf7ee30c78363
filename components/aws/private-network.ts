import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { subnetRange } from "../network/address-plan";
import type { AwsPlace } from "./place";

/** Arguments of a {@link PrivateNetwork}. */
export interface PrivateNetworkArgs extends AwsPlace {
  /** Address space of the VPC, in CIDR notation. */
  readonly addressSpace: string;
  /** Zones that get a subnet each. */
  readonly availabilityZones: readonly string[];
}

/**
 * A VPC without a way to the internet: no gateway, no NAT, no public address. Its route table has no route but the local one,
 * and its default security group lets nothing through.
 */
export class PrivateNetwork extends pulumi.ComponentResource {
  /** ID of the VPC. */
  public readonly vpcId: pulumi.Output<string>;
  /** IDs of the subnets, in the order of their zones. */
  public readonly subnetIds: readonly pulumi.Output<string>[];
  /** ID of the route table of every subnet. */
  public readonly routeTableId: pulumi.Output<string>;

  constructor(name: string, args: PrivateNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:aws:PrivateNetwork", name, args, opts);
    const vpc = createVpc(this, name, args);
    closeDefaultGroup(this, name, args, vpc);
    const routes = createRoutes(this, name, args, vpc);
    const subnets = args.availabilityZones.map((zone, index) =>
      createSubnet(this, name, args, { vpc, routes, zone, index }),
    );
    this.vpcId = vpc.id;
    this.subnetIds = subnets.map(({ id }) => id);
    this.routeTableId = routes.id;
    this.registerOutputs({ vpcId: this.vpcId });
  }
}

/** Bits by which a subnet's prefix is longer than the VPC's: sixteen fit, whatever the number of zones. */
const newBits = 4;

function createVpc(parent: PrivateNetwork, name: string, args: PrivateNetworkArgs): ec2.Vpc {
  return new ec2.Vpc(
    `${name}-vpc`,
    {
      region: args.region,
      cidrBlock: args.addressSpace,
      enableDnsSupport: true,
      // Private DNS names of endpoints need both.
      enableDnsHostnames: true,
      tags: named(args, name),
    },
    { parent },
  );
}

/** A VPC is born with a group whose members may talk to each other and to the world: adopted, without a rule. */
function closeDefaultGroup(
  parent: PrivateNetwork,
  name: string,
  args: PrivateNetworkArgs,
  vpc: ec2.Vpc,
): void {
  new ec2.DefaultSecurityGroup(
    `${name}-default-group`,
    {
      region: args.region,
      vpcId: vpc.id,
      ingress: [],
      egress: [],
      tags: named(args, `${name}-default-closed`),
    },
    { parent },
  );
}

function createRoutes(
  parent: PrivateNetwork,
  name: string,
  args: PrivateNetworkArgs,
  vpc: ec2.Vpc,
): ec2.RouteTable {
  return new ec2.RouteTable(
    `${name}-routes`,
    { region: args.region, vpcId: vpc.id, tags: named(args, `${name}-private`) },
    { parent },
  );
}

function createSubnet(
  parent: PrivateNetwork,
  name: string,
  args: PrivateNetworkArgs,
  {
    vpc,
    routes,
    zone,
    index,
  }: {
    readonly vpc: ec2.Vpc;
    readonly routes: ec2.RouteTable;
    readonly zone: string;
    readonly index: number;
  },
): ec2.Subnet {
  const subnet = new ec2.Subnet(
    `${name}-${zone}`,
    {
      region: args.region,
      vpcId: vpc.id,
      availabilityZone: zone,
      cidrBlock: subnetRange(args.addressSpace, { newBits, index }),
      mapPublicIpOnLaunch: false,
      tags: named(args, `${name}-${zone}`),
    },
    { parent },
  );
  new ec2.RouteTableAssociation(
    `${name}-${zone}-routes`,
    { region: args.region, subnetId: subnet.id, routeTableId: routes.id },
    { parent },
  );
  return subnet;
}

/** AWS shows the tag `Name` where Azure shows a name. */
function named({ tags }: AwsPlace, name: string): Record<string, string> {
  return { ...tags, Name: name };
}
