import type { AwsBehaviour } from "../behaviour";
import { AwsError } from "../error";
import { assumes } from "../policy-evaluation";
import { patienceForRoles } from "../propagation";
import { bucket } from "../types/s3";
import { textOf } from "./references";

const type = "aws:ec2/flowLog:FlowLog";
const targets = ["vpcId", "subnetId", "eniId", "transitGatewayId", "transitGatewayAttachmentId"];

/**
 * Codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html. Text of the role: what the provider waits for
 * in internal/service/ec2/vpc_flow_log.go of terraform-provider-aws.
 */
export const flowLogs: AwsBehaviour = {
  types: [type],
  beforeWrite: ({ inputs, existing }, aws) => {
    if (existing) return;
    const destination = textOf(inputs, "logDestination");
    const kind = textOf(inputs, "logDestinationType");
    const role = textOf(inputs, "iamRoleArn");
    if (kind === "cloud-watch-logs" && role === "") {
      throw new AwsError(
        400,
        "InvalidParameter",
        "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
      );
    }
    if (role !== "" && !assumes(role, "vpc-flow-logs.amazonaws.com", aws)) {
      throw new AwsError(400, "InvalidParameter", "Unable to assume given IAM role", {
        passes: patienceForRoles,
      });
    }
    const target = targets.map((name) => textOf(inputs, name)).find((value) => value !== "");
    if (target !== undefined && textOf(inputs, "trafficType") === "" && !target.startsWith("tgw-")) {
      throw new AwsError(400, "MissingParameter", "The request must contain the parameter TrafficType");
    }
    const name = /^arn:[\w-]+:s3:::([^/]+)/.exec(destination)?.[1];
    if (kind === "s3" && (name === undefined || !aws.everywhere(bucket).some(({ id }) => id === name))) {
      throw new AwsError(
        400,
        "LogDestinationNotFoundException",
        `LogDestination: ${name ?? destination} does not exist`,
      );
    }
    const same = aws
      .all(type)
      .some(
        ({ attributes }) =>
          targets.every((property) => attributes[property] === inputs[property]) &&
          attributes["logDestination"] === inputs["logDestination"] &&
          attributes["trafficType"] === inputs["trafficType"],
      );
    if (same) {
      throw new AwsError(
        400,
        "FlowLogAlreadyExists",
        "Error. There is an existing Flow Log with the same configuration and log destination.",
      );
    }
  },
};
