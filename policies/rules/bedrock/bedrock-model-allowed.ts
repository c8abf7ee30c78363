import { geographyOf, modelReference, modelUsers } from "../../bedrock-models";
import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { fail, notApplicable, pass, same } from "../../verdicts";

export const bedrockModelAllowed: GraphRule = {
  id: "CS-0419",
  name: "bedrock-model-allowed",
  title: "Models are ones that the organisation approved.",
  severity: "high",
  why: "Each model brings a vendor, a licence and behaviour that somebody must have looked at.",
  fix: {
    text: "Choose an approved model, or have this one approved and listed in allowedModels.",
    code: 'settings: { allowedModels: ["anthropic.claude-sonnet-5-5", "amazon/*"] }',
  },
  controls: themes.approvedModel,
  covers: [],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html",
  scope: "graph",
  types: modelUsers,
  check: (resource, graph, { declaration: { allowedModels = [] } }) => {
    if (allowedModels.length === 0) return notApplicable("the stack declares no list of approved models");
    const reference = modelReference(resource, graph);
    if (!reference) return notApplicable("it names no model");
    const geography = geographyOf(reference.id);
    const id = geography === undefined ? reference.id : reference.id.slice(geography.length + 1);
    const publisher = id.split(".", 1)[0] ?? "";
    return allowedModels.some((allowed) => same(allowed, id) || same(allowed, `${publisher}/*`))
      ? pass
      : fail(
          `${id} of ${publisher} is not approved, must be one of ${allowedModels.join(", ")}`,
          reference.path,
        );
  },
};
