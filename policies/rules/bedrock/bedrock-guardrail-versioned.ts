import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const bedrockGuardrailVersioned: GraphRule = {
  id: "CS-0406",
  name: "bedrock-guardrail-versioned",
  title: "Guardrails have a published version, which does not change under their callers.",
  severity: "medium",
  why: "The draft changes with the next update, tested or not. A version is what was reviewed, and what a caller can go back to.",
  fix: {
    text: "Publish a version, and let callers name it.",
    code: "new bedrock.GuardrailVersion(name, { guardrailArn: guardrail.guardrailArn });",
  },
  controls: serving(themes.contentFilter, ours("iso27001", "A.8.9")),
  covers: [],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-versions.html",
  scope: "graph",
  types: aws.guardrail,
  check: (guardrail, graph) =>
    graph.someReferrer(guardrail, aws.guardrailVersion, "guardrailArn")
      ? pass
      : fail("no version of it is published"),
};
