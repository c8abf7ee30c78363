import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const bedrockProfileWorkloadTagged: ResourceRule = {
  id: "CS-0421",
  name: "bedrock-profile-workload-tagged",
  title: "Application inference profiles carry the tag of their workload.",
  severity: "low",
  why: "A profile of a workload's own is how AWS tells whose calls cost what. Without the tag it is one more name in the bill.",
  fix: {
    text: "Tag the profile with workload.",
    code: 'new bedrock.InferenceProfile(name, { tags: { ...tags, workload: "customer-service" } });',
  },
  controls: serving(themes.inventory, ours("owaspLlm", "LLM10")),
  covers: [],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-create.html",
  scope: "resource",
  types: aws.inferenceProfile,
  check: (inputs) =>
    inputs.object("tags")?.string("workload") ? pass : fail("tags name no workload", "tags"),
};
