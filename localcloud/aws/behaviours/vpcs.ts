import type { AwsBehaviour, AwsView } from "../behaviour";
import { blockOf, invalidBlock } from "../cidr";
import { AwsError } from "../error";
import type { AwsResource } from "../resource";
import { textOf } from "./references";
import { routeTable, securityGroup, subnet, vpc } from "../types/ec2";

/** Per region: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html. */
const usualQuota = 5;
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";

/**
 * A network, with the security group and the route table that come with it. Texts: pulumi-zephyr/zephyr-app#9 (dependencies);
 * codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html.
 */
export const vpcs: AwsBehaviour = {
  types: [vpc],
  check: ({ cidrBlock }) => {
    const reason = typeof cidrBlock === "string" && known(cidrBlock) ? invalidBlock(cidrBlock) : undefined;
    return reason === undefined ? [] : [{ property: "cidrBlock", reason }];
  },
  beforeWrite: ({ inputs, existing }, aws) => {
    const block = blockOf(inputs["cidrBlock"]);
    if (block && (block[1] < 16 || block[1] > 28)) {
      throw new AwsError(400, "InvalidVpc.Range", `The CIDR '${textOf(inputs, "cidrBlock")}' is invalid.`);
    }
    if (!existing && aws.all(vpc).length >= aws.quota("vpcs", usualQuota)) {
      throw new AwsError(400, "VpcLimitExceeded", "The maximum number of VPCs has been reached.");
    }
  },
  compute: (_, aws) => ({
    dhcpOptionsId: `dopt-${aws.seed.hex(`${aws.place.account}:${aws.place.region}:dopt`, 17)}`,
  }),
  onWrite: (network, { existing }, aws) =>
    existing ? [] : parts(network).map((resource) => aws.put(resource)),
  beforeDelete: ({ id }, aws) => {
    if (dependents(id, aws).length > 0) {
      throw new AwsError(
        400,
        "DependencyViolation",
        `The vpc '${id}' has dependencies and cannot be deleted.`,
        { passes: true },
      );
    }
  },
  onDelete: (network, aws) => parts(network).map((resource) => aws.remove(resource)),
};

export function known(text: string): boolean {
  return text.includes("/");
}

/** What stands in a network beside what came with it. */
function dependents(id: string, aws: AwsView): readonly AwsResource[] {
  return [subnet, securityGroup, routeTable, endpoint]
    .flatMap((type) => aws.all(type))
    .filter(({ attributes }) => attributes["vpcId"] === id && attributes["isDefault"] !== true);
}

/** The default security group and the main route table of a network. */
function parts(network: AwsResource): readonly AwsResource[] {
  const of = (type: string, id: unknown, attributes: AwsResource["attributes"]): AwsResource => ({
    ...network,
    type,
    id: String(id),
    attributes: { vpcId: network.id, ownerId: network.account, isDefault: true, ...attributes },
    identity: `${network.identity}:${type}`,
  });
  const { defaultSecurityGroupId, mainRouteTableId } = network.attributes;
  return [
    of(securityGroup, defaultSecurityGroupId, { name: "default", description: "default VPC security group" }),
    of(routeTable, mainRouteTableId, { routes: [] }),
  ];
}
