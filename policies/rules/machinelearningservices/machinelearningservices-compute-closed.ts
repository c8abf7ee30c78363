import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure, mustBe, notApplicable, same } from "../../verdicts";

export const machinelearningservicesComputeClosed: ResourceRule = {
  id: "CS-0315",
  name: "machinelearningservices-compute-closed",
  title: "Compute of Machine Learning takes no keys or passwords, and has no public address or SSH.",
  severity: "high",
  why: "A node holds the data of its job and the identity that may call models. Whoever logs on to it has both.",
  fix: {
    text: "Set disableLocalAuth, and turn enableNodePublicIp and remoteLoginPortPublicAccess off.",
    code: 'new machinelearningservices.Compute(name, { properties: { computeType: "AmlCompute", disableLocalAuth: true, properties: { enableNodePublicIp: false, remoteLoginPortPublicAccess: "Disabled" } } });',
  },
  controls: [...vendor("mcsb", "IM-1"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(d)")],
  covers: [
    "azure-policy:e96a9a5f-07ca-471b-9bc5-6a0f33cbd68f",
    "psrule-azure:Azure.ML.DisableLocalAuth",
    "checkov:CKV_AZURE_142",
  ],
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-create-attach-compute-cluster",
  scope: "resource",
  types: azure.learningCompute,
  check: (inputs) =>
    same(inputs.string("properties.computeType"), "AmlCompute")
      ? firstFailure(
          () => mustBe(inputs, "properties.disableLocalAuth", true),
          () => mustBe(inputs, "properties.properties.enableNodePublicIp", false),
          () => mustBe(inputs, "properties.properties.remoteLoginPortPublicAccess", "Disabled"),
        )
      : notApplicable("it is no cluster of this service"),
};
