import { findSku, isProcessingInBoundary, isWithinScope, processingGeography } from "../../../catalog/skus";
import { ours } from "../../controls";
import type { GraphReader, GraphRule, Subject } from "../../rule";
import { azure } from "../../types";
import { fail, pass, unknown, unlike } from "../../verdicts";

export const deploymentProcessingResidency: GraphRule = {
  id: "CS-0012",
  name: "cognitiveservices-deployment-processing-residency",
  title: "Deployments process prompts inside the declared residency boundary.",
  severity: "critical",
  why: "The SKU, not the region of the account, decides where prompts are processed: a GlobalStandard deployment in Sweden may be served from any country. Under the GDPR that is a transfer to a third country.",
  fix: {
    text: "Choose a SKU of the region (Standard, ProvisionedManaged) or of a data zone inside the boundary (DataZoneStandard).",
    code: 'new cognitiveservices.Deployment(name, { sku: { name: "DataZoneStandard", capacity: 100 } });',
  },
  controls: [
    ...ours("gdpr", "5(1)(f)", "28(3)(a)", "44", "46"),
    ...ours("hipaa", "164.308(b)(1)"),
    ...ours("nist80053", "SA-9(5)"),
    ...ours("iso27001", "A.5.31", "A.5.34"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MAP 4.1", "MEASURE 2.10"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/ai-foundry/foundry-models/concepts/deployment-types",
  scope: "graph",
  types: azure.deployment,
  check: (deployment, graph, { declaration: { residency } }) => {
    const inputs = graph.inputs(deployment);
    const name = inputs.string("sku.name");
    if (name === undefined) return unlike(inputs, "sku.name", "must name a SKU");
    const sku = findSku(name);
    if (!sku) return unknown(`sku.name is ${inputs.show("sku.name")}, which the catalog does not know`);
    if (!isWithinScope(sku, residency.processing))
      return unlike(
        inputs,
        "sku.name",
        `which processes prompts by ${sku.processing}; the stack allows ${residency.processing} at the widest`,
      );
    // A SKU of the whole world is inside a boundary of the whole world, wherever the account stands.
    const region = sku.processing === "global" ? "" : accountRegion(deployment, graph);
    if (region === undefined)
      return unknown("its account is not in this stack, so the region that it is processed in is not known");
    const geography = processingGeography(name, region);
    const inside = isProcessingInBoundary(geography, residency.boundary);
    if (inside === undefined) {
      const reason =
        geography.scope === "unknown" ? geography.reason : `boundary "${residency.boundary}" is not known`;
      return unknown(reason);
    }
    if (inside) return pass;
    const where =
      geography.scope === "dataZone" ? `the data zone ${geography.dataZone}` : `"${region || "any region"}"`;
    return fail(
      `${name} processes prompts in ${where}, outside of the boundary "${residency.boundary}"`,
      "sku.name",
    );
  },
};

function accountRegion(deployment: Subject, graph: GraphReader): string | undefined {
  const [account] = graph.references(deployment, "accountName", azure.account);
  return (
    account?.target &&
    (graph.inputs(account.target).string("location") ?? graph.outputs(account.target).string("location"))
  );
}
