import type { JsonObject } from "../../store/store";
import type { AwsBehaviour, AwsView } from "../behaviour";
import { AwsError } from "../error";
import type { AwsResource } from "../resource";
import { scalarText } from "../text";
import { securityGroup } from "../types/ec2";
import { textOf, textsOf } from "./references";

const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const defaultGroup = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

/** Text: lianghong/delete_vpc#10 (dependent object). Codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html. */
export const securityGroups: AwsBehaviour = {
  types: [securityGroup],
  check: ({ name }) =>
    typeof name === "string" && name.startsWith("sg-")
      ? [{ property: "name", reason: "invalid value for name (cannot begin with sg-)" }]
      : [],
  beforeWrite: ({ inputs, existing }, aws) => {
    if (existing) return;
    const [name, network] = [textOf(inputs, "name"), textOf(inputs, "vpcId")];
    const taken = aws
      .all(securityGroup)
      .some(({ attributes }) => attributes["name"] === name && attributes["vpcId"] === network);
    if (taken) {
      throw new AwsError(
        400,
        "InvalidGroup.Duplicate",
        `The security group '${name}' already exists for VPC '${network}'`,
      );
    }
  },
  beforeDelete: ({ id }, aws) => {
    if (isUsed(id, aws)) {
      throw new AwsError(400, "DependencyViolation", `resource ${id} has a dependent object`, {
        passes: true,
      });
    }
  },
  onDelete: ({ id }, aws) => rulesOf(id, aws).map((rule) => aws.remove(rule)),
};

/** The group that comes with a network is taken over, and stays when the program lets go of it. */
export const defaultSecurityGroups: AwsBehaviour = {
  types: [defaultGroup],
  compute: ({ attributes }, aws) => {
    const network = aws.get("aws:ec2/vpc:Vpc", textOf(attributes, "vpcId"));
    const id = textOf(network?.attributes ?? {}, "defaultSecurityGroupId");
    const { account, region } = aws.place;
    return { defaultOfVpc: id, arn: `arn:aws:ec2:${region}:${account}:security-group/${id}` };
  },
};

/** Codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html. */
export const securityGroupRules: AwsBehaviour = {
  types: [ingress, egress],
  check: ({ ipProtocol, fromPort, toPort }) =>
    ipProtocol === "-1" && (fromPort !== undefined || toPort !== undefined)
      ? [{ property: "fromPort", reason: "from_port and to_port must not be set when ip_protocol is -1" }]
      : [],
  beforeWrite: ({ row, inputs, existing }, aws) => {
    const same = aws
      .all(row.token)
      .some(({ id, attributes }) => id !== existing?.id && ruleText(attributes) === ruleText(inputs));
    if (same) {
      throw new AwsError(
        400,
        "InvalidPermission.Duplicate",
        `the specified rule "peer: ${peerOf(inputs)}, ${portsOf(inputs)}, ALLOW" already exists`,
      );
    }
  },
};

function isUsed(id: string, aws: AwsView): boolean {
  const endpoints = aws.all("aws:ec2/vpcEndpoint:VpcEndpoint");
  const rules = [ingress, egress].flatMap((type) => aws.all(type));
  return (
    endpoints.some(({ attributes }) => textsOf(attributes["securityGroupIds"]).includes(id)) ||
    rules.some(
      ({ attributes }) =>
        attributes["referencedSecurityGroupId"] === id && attributes["securityGroupId"] !== id,
    )
  );
}

function rulesOf(id: string, aws: AwsView): readonly AwsResource[] {
  return [ingress, egress]
    .flatMap((type) => aws.all(type))
    .filter(({ attributes }) => attributes["securityGroupId"] === id);
}

function ruleText(rule: JsonObject): string {
  return [textOf(rule, "securityGroupId"), peerOf(rule), portsOf(rule)].join("|");
}

function peerOf({ cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId }: JsonObject): string {
  const peer = cidrIpv4 ?? cidrIpv6 ?? prefixListId ?? referencedSecurityGroupId;
  return typeof peer === "string" ? peer : "";
}

function portsOf({ ipProtocol, fromPort, toPort }: JsonObject): string {
  if (ipProtocol === "-1") return "ALL";
  return `${scalarText(ipProtocol).toUpperCase()}, from port: ${scalarText(fromPort)}, to port: ${scalarText(toPort)}`;
}
