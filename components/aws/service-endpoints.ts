import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { stableKey } from "../shared/stable-key";
import { endpointServices, type EndpointService } from "./endpoint-policies";
import type { AwsPlace } from "./place";
import { policyDocument } from "./policy-document";
import type { PrivateNetwork } from "./private-network";

/** Arguments of {@link ServiceEndpoints}. */
export interface ServiceEndpointsArgs extends AwsPlace {
  /** The network that they stand in. */
  readonly network: PrivateNetwork;
  /** Ranges that may call them: the VPC's own, and networks that are connected to it. */
  readonly callers: readonly string[];
}

/**
 * Private endpoints of every service in use, under the services' own names. What passes through each is limited to this
 * account: nobody takes data to another account by way of it.
 */
export class ServiceEndpoints extends pulumi.ComponentResource {
  /** ID of each endpoint, by service. */
  public readonly ids: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ServiceEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { network, ...inputs } = args;
    super("cornerstone:aws:ServiceEndpoints", name, { ...inputs, vpcId: network.vpcId }, opts);
    const group = createGroup(this, name, args);
    for (const range of args.callers) admit(this, name, args, group, range);
    const endpoints = endpointServices.map((service): [string, ec2.VpcEndpoint] => [
      service.service,
      createEndpoint(this, name, args, service, group),
    ]);
    this.ids = Object.fromEntries(endpoints.map(([service, { id }]) => [service, id]));
    this.registerOutputs({ ids: this.ids });
  }
}

/** A group without a rule to go out: endpoints answer, they do not call. */
function createGroup(parent: ServiceEndpoints, name: string, args: ServiceEndpointsArgs): ec2.SecurityGroup {
  return new ec2.SecurityGroup(
    `${name}-callers`,
    {
      region: args.region,
      vpcId: args.network.vpcId,
      description: "Who may call the private endpoints of AWS services",
      revokeRulesOnDelete: true,
      tags: { ...args.tags, Name: name },
    },
    { parent },
  );
}

function admit(
  parent: ServiceEndpoints,
  name: string,
  args: ServiceEndpointsArgs,
  group: ec2.SecurityGroup,
  range: string,
): void {
  new vpc.SecurityGroupIngressRule(
    `${name}-from-${stableKey("r", range)}`,
    {
      region: args.region,
      securityGroupId: group.id,
      description: `TLS from ${range}`,
      cidrIpv4: range,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      tags: { ...args.tags },
    },
    { parent },
  );
}

function createEndpoint(
  parent: ServiceEndpoints,
  name: string,
  args: ServiceEndpointsArgs,
  { service, type, policy }: EndpointService,
  group: ec2.SecurityGroup,
): ec2.VpcEndpoint {
  const { network, region } = args;
  const placed =
    type === "Gateway"
      ? { routeTableIds: [network.routeTableId] }
      : { subnetIds: [...network.subnetIds], securityGroupIds: [group.id], privateDnsEnabled: true };
  return new ec2.VpcEndpoint(
    `${name}-${service}`,
    {
      region,
      vpcId: network.vpcId,
      serviceName: `com.amazonaws.${region}.${service}`,
      vpcEndpointType: type,
      policy: policyDocument(policy(args)),
      ...placed,
      tags: { ...args.tags, Name: `${name}-${service}` },
    },
    { parent },
  );
}
