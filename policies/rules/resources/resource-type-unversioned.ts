import { canonicalType } from "../../../graph/types";
import { ours } from "../../controls";
import { everyResource, type ResourceRule } from "../../rule";
import { fail, pass } from "../../verdicts";

export const resourceTypeUnversioned: ResourceRule = {
  id: "CS-0077",
  name: "resource-type-unversioned",
  title: "Resources use the SDK's own API version.",
  severity: "low",
  why: "A type with an API version in its name escapes every policy that asks for the plain name, this toolkit's excepted, and a preview version may change or vanish.",
  fix: {
    text: "Import the resource from the service's module without a version.",
    code: 'import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";',
  },
  controls: [...ours("mcsb", "PV-2", "AM-2"), ...ours("nist80053", "CM-7"), ...ours("iso27001", "A.8.9")],
  covers: ["pulumi-compliance-policies:azurenative-cognitiveservices-*-disallow-preview-resource"],
  url: "https://www.pulumi.com/registry/packages/azure-native/from-v2-to-v3/",
  scope: "resource",
  types: everyResource,
  check: (_, { type }) => {
    const plain = canonicalType(type);
    return plain === type ? pass : fail(`its type is ${type}, must be ${plain}`);
  },
};
