import { geographyOf, isProcessedInside, processingReference, modelUsers } from "../../bedrock-models";
import type { GraphRule } from "../../rule";
import { aws } from "../../types";
import { themes } from "../../themes";
import { fail, notApplicable, pass, unknown } from "../../verdicts";

export const bedrockModelProcessingResidency: GraphRule = {
  id: "CS-0415",
  name: "bedrock-model-processing-residency",
  title: "Models process prompts inside the boundary.",
  severity: "critical",
  why: "A cross-region profile sends each call to any region of its geography: us. and global. leave the European Union, whatever region the caller stands in. OpenAI's models have no profile of the European Union.",
  fix: {
    text: "Name a profile of the boundary (eu.), or a model of the region itself; where the model has neither, another model.",
    code: "modelSource: { copyFrom: `arn:aws:bedrock:eu-central-1:${accountId}:inference-profile/eu.anthropic.claude-sonnet-5-5` }",
  },
  controls: themes.residency,
  covers: [],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html",
  scope: "graph",
  types: [...modelUsers, ...aws.guardrail],
  check: (resource, graph, { declaration: { residency } }) => {
    const model = processingReference(resource, graph);
    if (!model) return notApplicable("it names no model, and no profile that filters in other regions");
    const { id, region, path } = model;
    const geography = geographyOf(id);
    if (residency.processing === "region" && geography !== undefined)
      return fail(`${id} processes in any region of "${geography}"; the stack allows one region`, path);
    const inside = isProcessedInside(id, region, residency.boundary);
    if (inside === undefined)
      return unknown(
        `the catalog does not know where ${id} processes when called from "${region ?? "an unknown region"}"`,
      );
    return inside
      ? pass
      : fail(
          `${id} processes prompts in "${geography ?? region ?? ""}", outside of the boundary "${residency.boundary}"`,
          path,
        );
  },
};
