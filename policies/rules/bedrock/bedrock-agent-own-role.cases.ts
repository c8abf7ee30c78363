import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockAgentOwnRole as rule } from "./bedrock-agent-own-role";

const agent = (name: string, agentResourceRoleArn: string) =>
  resource(aws.agent[0], { agentResourceRoleArn }, { name });

export const cases: RuleCases = {
  rule,
  pass: { "a role each": [agent("a", "arn:a"), agent("b", "arn:b")] },
  fail: { "one role for two": [[agent("a", "arn:a"), agent("b", "arn:a")], "its role is that of b"] },
  unknown: {
    "a role that is not known yet": [
      agent("a", "arn:a"),
      resource(aws.agent[0], { agentResourceRoleArn: new Unknown("preview") }, { name: "b" }),
    ],
  },
};
