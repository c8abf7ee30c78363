import { mustUseCustomerKey } from "../../customer-key";
import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";

export const bedrockAgentCustomerKey: GraphRule = {
  id: "CS-0423",
  name: "bedrock-agent-customer-key",
  title: "Agents are encrypted by a KMS key of yours.",
  severity: "medium",
  why: "An agent's instructions, and what it keeps of a session, are as confidential as the prompts.",
  fix: {
    text: "Give the agent a key.",
    code: "new bedrock.AgentAgent(name, { customerEncryptionKeyArn: key.arn });",
  },
  controls: themes.encryption,
  covers: ["checkov:CKV_AWS_373"],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-agents-new.html",
  scope: "graph",
  types: aws.agent,
  check: (agent, graph) => mustUseCustomerKey(agent, "customerEncryptionKeyArn", graph),
};
