import { ours, vendor } from "../../controls";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const ec2VpcFlowLogs: GraphRule = {
  id: "CS-0442",
  name: "ec2-vpc-flow-logs",
  title: "Networks log all their traffic.",
  severity: "medium",
  why: "Who tried to reach what, and what tried to get out, stands in the flow logs alone.",
  fix: {
    text: "Add a flow log for all traffic.",
    code: 'new ec2.FlowLog(name, { vpcId: vpc.id, trafficType: "ALL", logDestination: group.arn, iamRoleArn: role.arn });',
  },
  controls: serving(
    themes.logging,
    ours("mcsb", "LT-4"),
    vendor("hipaa", "164.312(b)"),
    vendor("nist80053", "AU-2", "AU-12"),
  ),
  covers: [
    "aws-fsbp:EC2.6",
    "cdk-nag:AwsSolutions-VPC7",
    "cdk-nag:HIPAA.Security-VPCFlowLogsEnabled",
    "checkov:CKV2_AWS_11",
    "prowler-aws:vpc_flow_logs_enabled",
  ],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
  scope: "graph",
  types: aws.vpc,
  check: (vpc, graph) =>
    graph.someReferrer(vpc, aws.flowLog, "vpcId", (log) => {
      const inputs = graph.inputs(log);
      return (
        inputs.string("trafficType") === "ALL" && graph.references(log, "logDestination", ["*"]).length > 0
      );
    })
      ? pass
      : fail("no flow log of all its traffic goes anywhere"),
};
