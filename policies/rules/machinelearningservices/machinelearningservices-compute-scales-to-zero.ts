import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe, notApplicable, same } from "../../verdicts";

export const machinelearningservicesComputeScalesToZero: ResourceRule = {
  id: "CS-0316",
  name: "machinelearningservices-compute-scales-to-zero",
  title: "Clusters of Machine Learning scale to zero.",
  severity: "medium",
  why: "An idle node with a graphics processor costs as much as a busy one, day and night.",
  fix: {
    text: "Set scaleSettings.minNodeCount to 0.",
    code: "new machinelearningservices.Compute(name, { properties: { properties: { scaleSettings: { minNodeCount: 0, maxNodeCount: 4 } } } });",
  },
  controls: [...ours("mcsb", "AM-1"), ...ours("gdpr", "32(1)(b)")],
  covers: ["checkov:CKV_AZURE_150"],
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-manage-optimize-cost",
  scope: "resource",
  types: azure.learningCompute,
  check: (inputs) =>
    same(inputs.string("properties.computeType"), "AmlCompute")
      ? mustBe(inputs, "properties.properties.scaleSettings.minNodeCount", 0)
      : notApplicable("it is no cluster of this service"),
};
