import { findSku, isWithinScope } from "../../../catalog/skus";
import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass, same, unknown } from "../../verdicts";

export const deploymentSpilloverEqual: GraphRule = {
  id: "CS-0152",
  name: "cognitiveservices-deployment-spillover-equal",
  title: "A deployment spills over only to one that processes in the same geography, behind the same filter.",
  severity: "high",
  why: "What reserved capacity cannot take goes to the spillover deployment unasked: with its SKU, its region and its content filter. A wider geography or a weaker filter there holds for the traffic of both.",
  fix: {
    text: "Name a deployment of the same account whose SKU processes no wider and whose content filter is the same.",
    code: 'new cognitiveservices.Deployment(name, { properties: { spilloverDeploymentName: "chat", raiPolicyName: "strict" } });',
  },
  controls: [
    ...ours("gdpr", "28(3)(a)", "44", "46"),
    ...ours("hipaa", "164.308(b)(1)"),
    ...ours("nist80053", "SA-9(5)"),
    ...ours("iso27001", "A.5.31", "A.5.34"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MAP 4.1", "MEASURE 2.10"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/ai-foundry/openai/how-to/spillover-traffic-management",
  scope: "graph",
  types: azure.deployment,
  check: (deployment, graph) => {
    const inputs = graph.inputs(deployment);
    const name = inputs.string("properties.spilloverDeploymentName");
    if (name === undefined) return notApplicable("it spills over to no other deployment");
    const account = inputs.string("accountName");
    const target = graph
      .all(azure.deployment)
      .map((other) => graph.inputs(other))
      .find(
        (other) =>
          same(other.string("deploymentName"), name) && same(other.string("accountName"), account ?? ""),
      );
    if (!target)
      return fail(
        `"${name}" is no deployment of its account in this stack`,
        "properties.spilloverDeploymentName",
      );
    if (!same(target.string("properties.raiPolicyName"), inputs.string("properties.raiPolicyName") ?? ""))
      return fail(
        `"${name}" has the content filter ${target.show("properties.raiPolicyName")}, must be ${inputs.show("properties.raiPolicyName")}`,
        "properties.spilloverDeploymentName",
      );
    const [own, other] = [inputs, target].map((each) => findSku(each.string("sku.name") ?? ""));
    if (!own || !other) return unknown("the catalog does not know the SKU of one of the two");
    return isWithinScope(other, own.processing)
      ? pass
      : fail(
          `"${name}" processes prompts by ${other.processing}, must be ${own.processing} or narrower`,
          "properties.spilloverDeploymentName",
        );
  },
};
