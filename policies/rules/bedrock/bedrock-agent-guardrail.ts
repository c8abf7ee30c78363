import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass, unlike } from "../../verdicts";

export const bedrockAgentGuardrail: ResourceRule = {
  id: "CS-0422",
  name: "bedrock-agent-guardrail",
  title: "Agents work behind a published guardrail.",
  severity: "high",
  why: "An agent reads what others wrote and acts on it. The guardrail of the workload's role does not reach it: it must be its own.",
  fix: {
    text: "Name a guardrail and its version in the agent.",
    code: "guardrailConfigurations: [{ guardrailIdentifier: guardrail.guardrailId, guardrailVersion: version.version }]",
  },
  controls: serving(themes.contentFilter, ours("mcsb", "AI-4"), ours("owaspLlm", "LLM06")),
  covers: ["checkov:CKV_AWS_383", "prowler-aws:bedrock_agent_guardrail_enabled"],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/agents-guardrail.html",
  scope: "resource",
  types: aws.agent,
  check: (inputs) => {
    const [guardrail] = inputs.list("guardrailConfigurations");
    if (!guardrail?.has("guardrailIdentifier"))
      return fail("it names no guardrail", "guardrailConfigurations");
    return guardrail.string("guardrailVersion") === "DRAFT"
      ? unlike(guardrail, "guardrailVersion", "must be a published version")
      : pass;
  },
};
