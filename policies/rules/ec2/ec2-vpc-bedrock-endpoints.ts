import { usesBedrock } from "../../bedrock-models";
import { vendor } from "../../controls";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const ec2VpcBedrockEndpoints: GraphRule = {
  id: "CS-0430",
  name: "ec2-vpc-bedrock-endpoints",
  title: "Networks reach every part of Bedrock that the stack uses by a private endpoint.",
  severity: "high",
  why: "Without an endpoint a call leaves the network for the public address of Bedrock, or fails where the network is closed. Control plane, runtime and agents are three services with an endpoint each.",
  fix: {
    text: "Add an interface endpoint for bedrock and bedrock-runtime, and for bedrock-agent and bedrock-agent-runtime where agents or knowledge bases are used.",
    code: 'new ec2.VpcEndpoint(name, { vpcId, serviceName: `com.amazonaws.${region}.bedrock-runtime`, vpcEndpointType: "Interface", privateDnsEnabled: true });',
  },
  controls: serving(themes.privateNetwork, vendor("nist80053", "AC-3", "AC-4", "SC-7")),
  covers: ["prowler-aws:bedrock_vpc_endpoints_configured", "aws-sra-bedrock:sra-bedrock-check-vpc-endpoints"],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-interface-endpoints.html",
  scope: "graph",
  types: aws.vpc,
  check: (vpc, graph) => {
    if (!usesBedrock(graph)) return notApplicable("the stack uses no models of Bedrock");
    const agents = graph.all([...aws.agent, ...aws.knowledgeBase]).length > 0;
    const wanted = [
      "bedrock",
      "bedrock-runtime",
      ...(agents ? ["bedrock-agent", "bedrock-agent-runtime"] : []),
    ];
    const missing = wanted.filter(
      (service) =>
        !graph.someReferrer(
          vpc,
          aws.vpcEndpoint,
          "vpcId",
          (endpoint) => graph.inputs(endpoint).string("serviceName")?.endsWith(`.${service}`) === true,
        ),
    );
    return missing.length === 0 ? pass : fail(`it has no endpoint for ${missing.join(", ")}`);
  },
};
