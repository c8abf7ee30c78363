import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { ec2VpcFlowLogs as rule } from "./ec2-vpc-flow-logs";

const vpc = resource(aws.vpc[0], {}, { name: "vpc", id: "vpc-1" });
const log = (inputs: object) =>
  resource(
    aws.flowLog[0],
    { vpcId: "vpc-1", trafficType: "ALL", logDestination: "arn:aws:s3:::flows", ...inputs },
    { name: "log" },
  );

export const cases: RuleCases = {
  rule,
  pass: { "all traffic": [vpc, log({})] },
  fail: {
    none: [[vpc], "no flow log"],
    "what was refused only": [[vpc, log({ trafficType: "REJECT" })], "no flow log"],
    nowhere: [[vpc, log({ logDestination: undefined })], "no flow log"],
  },
  unknown: { "one that may be of it": [vpc, log({ vpcId: new Unknown("preview") })] },
};
