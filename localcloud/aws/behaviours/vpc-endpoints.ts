import { awsRegions } from "../../../catalog/regions";
import { isObject } from "../../arm/json";
import type { JsonObject } from "../../store/store";
import type { AwsBehaviour, AwsView, AwsWrite } from "../behaviour";
import { AwsError } from "../error";
import { prefixListId } from "../functions/client";
import { dnsSuffixOf } from "../place";
import { malformed } from "../policy-document";
import { subnet, vpc } from "../types/ec2";
import { textOf, textsOf } from "./references";

const type = "aws:ec2/vpcEndpoint:VpcEndpoint";

/** Services of every region that have an interface endpoint, of those that a platform reaches. Bedrock's are of its own regions. */
const everywhere = [
  "access-analyzer",
  "athena",
  "autoscaling",
  "cloudtrail",
  "dynamodb",
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "ecs",
  "elasticloadbalancing",
  "events",
  "execute-api",
  "firehose",
  "glue",
  "guardduty-data",
  "kinesis-streams",
  "kms",
  "lambda",
  "logs",
  "monitoring",
  "s3",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "ssmmessages",
  "states",
  "sts",
];
const bedrock = ["bedrock", "bedrock-runtime", "bedrock-agent", "bedrock-agent-runtime", "bedrock-mantle"];
const gateways = ["s3", "dynamodb"];

/**
 * A private way to a service. Texts: terraform-aws-modules/terraform-aws-vpc#583 (zone), terraform-provider-aws#17535 (DNS
 * conflict), terraform-aws-vpc#982 (S3). Codes:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html.
 */
export const vpcEndpoints: AwsBehaviour = {
  types: [type],
  beforeWrite: (write, aws) => {
    const { inputs } = write;
    const service = serviceOf(inputs, aws);
    const kind = textOf(inputs, "vpcEndpointType");
    if (
      service === undefined ||
      (kind === "Gateway") !== (gateways.includes(service) && kind === "Gateway")
    ) {
      throw new AwsError(
        400,
        "InvalidServiceName",
        `The Vpc Endpoint Service '${textOf(inputs, "serviceName")}' does not exist`,
      );
    }
    refusePolicy(inputs, aws);
    if (kind === "Gateway") refuseGateway(inputs);
    else refuseInterface(write, aws);
  },
  compute: ({ attributes, identity }, aws) => ({
    ...(attributes["policy"] === undefined && { policy: openPolicy }),
    ...(textOf(attributes, "vpcEndpointType") === "Gateway"
      ? {
          cidrBlocks: ["3.5.0.0/19"],
          dnsEntries: [],
          networkInterfaceIds: [],
          prefixListId: prefixListId(textOf(attributes, "serviceName"), aws.seed),
        }
      : interfaceParts(attributes, identity, aws)),
  }),
};

const openPolicy = '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}';

/** `bedrock-runtime` of `com.amazonaws.eu-central-1.bedrock-runtime`; undefined for what the region does not have. */
function serviceOf(inputs: JsonObject, aws: AwsView): string | undefined {
  const region = textOf(inputs, "serviceRegion") || aws.place.region;
  const [, of, service = ""] = /^com\.amazonaws\.([\w-]+)\.(.+)$/.exec(textOf(inputs, "serviceName")) ?? [];
  if (of !== region) return undefined;
  const offered = bedrock.includes(service)
    ? awsRegions.some(({ name }) => name === region)
    : everywhere.includes(service);
  return offered ? service : undefined;
}

function refusePolicy(inputs: JsonObject, aws: AwsView): void {
  const policy = textOf(inputs, "policy");
  const flaw = policy === "" ? undefined : malformed(policy, "resource", aws);
  if (flaw !== undefined)
    throw new AwsError(400, "InvalidPolicyDocument", `Invalid Policy Document: ${flaw}`);
}

function refuseGateway(inputs: JsonObject): void {
  const misplaced = ["subnetIds", "securityGroupIds"].find((name) => textsOf(inputs[name]).length > 0);
  if (misplaced !== undefined) {
    throw new AwsError(
      400,
      "InvalidParameter",
      `${misplaced === "subnetIds" ? "Subnets" : "Security groups"} are not supported for Gateway endpoints.`,
    );
  }
}

function refuseInterface({ inputs, existing }: AwsWrite, aws: AwsView): void {
  const zones = new Map<unknown, string>();
  for (const id of textsOf(inputs["subnetIds"])) {
    const zone = aws.get(subnet, id)?.attributes["availabilityZone"];
    if (zones.has(zone)) {
      throw new AwsError(
        400,
        "DuplicateSubnetsInSameZone",
        `Found another VPC endpoint subnet in the availability zone of ${id}. VPC endpoint subnets should be in different availability zones supported by the VPC endpoint service.`,
      );
    }
    zones.set(zone, id);
  }
  if (inputs["privateDnsEnabled"] !== true) return;
  const network = textOf(inputs, "vpcId");
  const { enableDnsSupport, enableDnsHostnames } = aws.get(vpc, network)?.attributes ?? {};
  if (enableDnsSupport !== true || enableDnsHostnames !== true) {
    throw new AwsError(
      400,
      "InvalidParameter",
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${network}`,
    );
  }
  refuseLoneS3(inputs, aws);
  const rival = aws
    .all(type)
    .find(
      ({ id, attributes }) =>
        id !== existing?.id &&
        attributes["vpcId"] === network &&
        attributes["serviceName"] === inputs["serviceName"] &&
        attributes["privateDnsEnabled"] === true,
    );
  if (rival) {
    throw new AwsError(
      400,
      "InvalidParameter",
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${privateName(inputs, aws)} in the VPC ${network}`,
    );
  }
}

/** Names of S3 are resolved to the interface for callers from outside alone, unless the endpoint says otherwise. */
function refuseLoneS3(inputs: JsonObject, aws: AwsView): void {
  const options = inputs["dnsOptions"];
  const outsideOnly = !isObject(options) || options["privateDnsOnlyForInboundResolverEndpoint"] !== false;
  const network = textOf(inputs, "vpcId");
  const gateway = aws
    .all(type)
    .some(
      ({ attributes }) =>
        attributes["vpcId"] === network &&
        attributes["serviceName"] === inputs["serviceName"] &&
        attributes["vpcEndpointType"] === "Gateway",
    );
  if (serviceOf(inputs, aws) === "s3" && outsideOnly && !gateway) {
    throw new AwsError(
      400,
      "InvalidParameter",
      `To set PrivateDnsOnlyForInboundResolverEndpoint to true, the VPC ${network} must have a Gateway endpoint for the service.`,
    );
  }
}

function interfaceParts(attributes: JsonObject, identity: string, aws: AwsView): JsonObject {
  const { region } = aws.place;
  const service = textOf(attributes, "serviceName").split(".").slice(3).join(".");
  const subnets = textsOf(attributes["subnetIds"]);
  const groups = textsOf(attributes["securityGroupIds"]);
  const network = aws.get(vpc, textOf(attributes, "vpcId"));
  const zone = `Z${aws.seed.hex(`endpoint-zone:${service}:${region}`, 13).toUpperCase()}`;
  const unique = aws.seed.hex(`${identity}:dns`, 8);
  const names = [
    `${textOf(attributes, "id")}-${unique}.${service}.${region}.vpce.${dnsSuffixOf(region)}`,
    ...(attributes["privateDnsEnabled"] === true ? [privateName(attributes, aws)] : []),
  ];
  return {
    cidrBlocks: [],
    dnsEntries: names.map((dnsName) => ({ dnsName, hostedZoneId: zone })),
    ipAddressType: attributes["ipAddressType"] ?? "ipv4",
    networkInterfaceIds: subnets.map((id) => `eni-0${aws.seed.hex(`${identity}:${id}`, 16)}`),
    securityGroupIds:
      groups.length > 0
        ? groups
        : [textOf(network?.attributes ?? {}, "defaultSecurityGroupId")].filter(Boolean),
  };
}

function privateName(attributes: JsonObject, aws: AwsView): string {
  const service = textOf(attributes, "serviceName").split(".").slice(3).reverse().join(".");
  return `${service}.${aws.place.region}.${dnsSuffixOf(aws.place.region)}`;
}
