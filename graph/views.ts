import { canonicalType } from "./types";
import type { ResourceNode } from "./types";
import { stackType } from "./urn";

/** What a picture of a platform can show. */
export const graphViews = ["all", "network", "identity", "models"] as const;
export type GraphView = (typeof graphViews)[number];

/** Type tokens (or the beginnings of them) of the resources of each view. */
const typesOf: Record<Exclude<GraphView, "all">, readonly string[]> = {
  network: [
    "azure-native:network:",
    "azure-native:privatedns:",
    "azure-native:cognitiveservices:Account",
    "azure-native:keyvault:Vault",
    "azure-native:monitor:PrivateLinkScope",
    "aws:ec2/",
    "aws:route53/",
  ],
  identity: [
    "azure-native:managedidentity:",
    "azure-native:authorization:",
    "azure-native:keyvault:",
    "azure-native:cognitiveservices:Account",
    "aws:iam/",
    "aws:kms/",
  ],
  models: ["azure-native:cognitiveservices:", "azure-native:machinelearningservices:", "aws:bedrock/"],
};

/** Whether a view shows the resource. No view shows providers, the stack itself, or components (they are frames). */
export function inView(node: ResourceNode, view: GraphView): boolean {
  if (!node.custom || node.type === stackType || node.type.startsWith("pulumi:")) {
    return false;
  }
  const type = canonicalType(node.type);
  return view === "all" || typesOf[view].some((start) => type === start || isPrefix(start, type));
}

function isPrefix(start: string, type: string): boolean {
  return /[:/]$/.test(start) && type.startsWith(start);
}
