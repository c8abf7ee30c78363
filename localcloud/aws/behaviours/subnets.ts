import type { AwsBehaviour, AwsView } from "../behaviour";
import { type Block, blockOf, contains, invalidBlock, overlap } from "../cidr";
import { AwsError } from "../error";
import { zonesOf } from "../zones";
import { routeTableAssociation, subnet, vpc } from "../types/ec2";
import { textOf, textsOf } from "./references";
import { known } from "./vpcs";

/**
 * A subnet lies inside its network, beside its sisters, in a zone of the region. Texts: pulumi/pulumi-awsx#111 (range) and
 * #910 (conflict); codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html.
 */
export const subnets: AwsBehaviour = {
  types: [subnet],
  check: ({ cidrBlock }) => {
    const reason = typeof cidrBlock === "string" && known(cidrBlock) ? invalidBlock(cidrBlock) : undefined;
    return reason === undefined ? [] : [{ property: "cidrBlock", reason }];
  },
  beforeWrite: ({ inputs, existing }, aws) => {
    if (existing) return;
    const zone = textOf(inputs, "availabilityZone");
    const zones = zonesOf(aws.place.region, aws);
    if (zone !== "" && !zones.some(({ name }) => name === zone)) {
      throw new AwsError(
        400,
        "InvalidParameterValue",
        `Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${zones.map(({ name }) => name).join(", ")}.`,
      );
    }
    const cidr = textOf(inputs, "cidrBlock");
    const own = blockOf(cidr);
    if (!own) return;
    const network = blockOf(aws.get(vpc, textOf(inputs, "vpcId"))?.attributes["cidrBlock"]);
    if (own[1] < 16 || own[1] > 28 || !network || !contains(network, own)) {
      throw new AwsError(400, "InvalidSubnet.Range", `The CIDR '${cidr}' is invalid.`);
    }
    if (sisters(textOf(inputs, "vpcId"), aws).some((other) => overlap(own, other))) {
      throw new AwsError(400, "InvalidSubnet.Conflict", `The CIDR '${cidr}' conflicts with another subnet`);
    }
  },
  compute: ({ attributes, identity }, aws) => {
    const zones = zonesOf(aws.place.region, aws);
    const chosen =
      zones.find(({ name }) => name === attributes["availabilityZone"]) ??
      zones.find(({ id }) => id === attributes["availabilityZoneId"]) ??
      zones[Math.floor(aws.seed.fraction(`${identity}:zone`) * zones.length)];
    return { availabilityZone: chosen?.name, availabilityZoneId: chosen?.id };
  },
  beforeDelete: ({ id }, aws) => {
    const used = aws
      .all("aws:ec2/vpcEndpoint:VpcEndpoint")
      .some(({ attributes }) => textsOf(attributes["subnetIds"]).includes(id));
    if (used) {
      throw new AwsError(
        400,
        "DependencyViolation",
        `The subnet '${id}' has dependencies and cannot be deleted.`,
        { passes: true },
      );
    }
  },
  // Which route table it had is forgotten with it.
  onDelete: ({ id }, aws) =>
    aws
      .all(routeTableAssociation)
      .filter(({ attributes }) => attributes["subnetId"] === id)
      .map((one) => aws.remove(one)),
};

function sisters(network: string, aws: AwsView): readonly Block[] {
  return aws
    .all(subnet)
    .filter(({ attributes }) => attributes["vpcId"] === network)
    .map(({ attributes }) => blockOf(attributes["cidrBlock"]))
    .filter((block) => block !== undefined);
}
