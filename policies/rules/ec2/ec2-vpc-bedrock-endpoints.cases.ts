import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { ec2VpcBedrockEndpoints as rule } from "./ec2-vpc-bedrock-endpoints";

const vpc = resource(aws.vpc[0], {}, { name: "vpc", id: "vpc-1" });
const profile = resource(aws.inferenceProfile[0], {}, { name: "profile" });
const endpoint = (service: string) =>
  resource(
    aws.vpcEndpoint[0],
    { vpcId: "vpc-1", serviceName: `com.amazonaws.eu-central-1.${service}` },
    { name: service },
  );
const two = [endpoint("bedrock"), endpoint("bedrock-runtime")];
const agent = resource(aws.agent[0], {}, { name: "agent" });

export const cases: RuleCases = {
  rule,
  pass: {
    "control plane and runtime": [vpc, profile, ...two],
    "and those of agents": [vpc, agent, ...two, endpoint("bedrock-agent"), endpoint("bedrock-agent-runtime")],
  },
  fail: {
    none: [[vpc, profile], "no endpoint for bedrock, bedrock-runtime"],
    "none for agents": [[vpc, agent, ...two], "no endpoint for bedrock-agent, bedrock-agent-runtime"],
  },
  notApplicable: { "a stack without Bedrock": [vpc] },
  unknown: {
    "one that may be of it": [
      vpc,
      profile,
      resource(
        aws.vpcEndpoint[0],
        { vpcId: new Unknown("preview"), serviceName: "com.amazonaws.eu-central-1.bedrock" },
        { name: "endpoint" },
      ),
    ],
  },
};
