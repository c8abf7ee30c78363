import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const bedrockAgentOwnRole: GraphRule = {
  id: "CS-0424",
  name: "bedrock-agent-own-role",
  title: "Each agent has a role of its own.",
  severity: "medium",
  why: "An agent does what its role may. Two agents of one role can each do what the other needs.",
  fix: {
    text: "Create a role for each agent.",
    code: "new bedrock.AgentAgent(name, { agentResourceRoleArn: role.arn });",
  },
  controls: themes.leastPrivilege,
  covers: ["prowler-aws:bedrock_agent_role_not_shared_across_agents"],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permission.html",
  scope: "graph",
  types: aws.agent,
  check: (agent, graph) => {
    const [role] = graph.references(agent, "agentResourceRoleArn", aws.role);
    const key = role?.target?.urn ?? role?.id;
    const other = graph.all(aws.agent).find((each) => {
      if (each.urn === agent.urn) return false;
      const [theirs] = graph.references(each, "agentResourceRoleArn", aws.role);
      return (theirs?.target?.urn ?? theirs?.id) === key;
    });
    return other ? fail(`its role is that of ${other.name}, too`, "agentResourceRoleArn") : pass;
  },
};
