import { findModel, modelReference, modelUsers } from "../../bedrock-models";
import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { fail, notApplicable, pass, unknown } from "../../verdicts";

export const bedrockModelSupported: GraphRule = {
  id: "CS-0418",
  name: "bedrock-model-supported",
  title: "Models are ones that AWS supports beyond the notice period.",
  severity: "high",
  why: "On its end of life a model answers every call with an error. What replaces it answers differently and needs tests.",
  fix: {
    text: "Move to a successor before; the catalog holds the dates.",
    code: "modelSource: { copyFrom: `arn:aws:bedrock:eu-central-1:${accountId}:inference-profile/eu.anthropic.claude-sonnet-5-5` }",
  },
  controls: serving(themes.approvedModel, ours("mcsb", "PV-2"), ours("hipaa", "164.308(a)(7)(i)")),
  covers: [],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html",
  scope: "graph",
  types: modelUsers,
  check: (resource, graph, { declaration: { retirementNoticeDays }, now }) => {
    const reference = modelReference(resource, graph);
    if (!reference) return notApplicable("it names no model");
    const model = findModel(reference.id);
    if (!model) return unknown(`the catalog does not know ${reference.id}`);
    if (model.deprecationDate === undefined) return pass;
    const days = Math.floor((Date.parse(model.deprecationDate) - now.getTime()) / 86_400_000);
    if (days >= retirementNoticeDays) return pass;
    return days < 0
      ? fail(`${model.modelId} is retired since ${model.deprecationDate}`, reference.path)
      : fail(
          `${model.modelId} retires on ${model.deprecationDate}, sooner than the ${retirementNoticeDays} days of notice`,
          reference.path,
        );
  },
};
