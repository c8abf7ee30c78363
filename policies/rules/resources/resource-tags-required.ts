import { ours } from "../../controls";
import { everyResource, type ResourceRule } from "../../rule";
import { fail, notApplicable, pass } from "../../verdicts";

export const resourceTagsRequired: ResourceRule = {
  id: "CS-0071",
  name: "resource-tags-required",
  title: "Tagged resources carry every required tag.",
  severity: "low",
  why: "A tag says whose a resource is when it must be paid, called about, or found after an incident. Records of processing start from it.",
  fix: {
    text: "Pass the platform's tags to the resource.",
    code: "new keyvault.Vault(name, { tags: platformTags({ environment, owner, custom }) });",
  },
  controls: [
    ...ours("mcsb", "AM-1", "AM-2"),
    ...ours("gdpr", "30"),
    ...ours("hipaa", "164.308(a)(1)(ii)(A)"),
    ...ours("nist80053", "CM-8", "PM-5"),
    ...ours("iso27001", "A.5.9", "A.5.12"),
    ...ours("nistAiRmf", "GOVERN 1.6"),
  ],
  covers: [
    "azure-policy:96670d01-0a4d-4649-9c89-2d3abc0a5025",
    "azure-policy:871b6d14-10aa-478d-b590-94f262ecfa99",
    "psrule-azure:Azure.Resource.UseTags",
    "psrule-azure:Azure.Resource.RequiredTags",
    "psrule-azure:Azure.Group.RequiredTags",
  ],
  url: "https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources",
  scope: "resource",
  types: everyResource,
  check: (inputs, { type }, { declaration: { requiredTags } }) => {
    if (type.startsWith("aws:"))
      return notApplicable("CS-0551 judges resources of AWS, whose provider adds tags");
    if (requiredTags.length === 0) return notApplicable("the stack requires no tags");
    // What has a location of its own is a resource that Azure can tag; children and settings are not.
    if (!inputs.has("location") && !inputs.has("tags"))
      return notApplicable("it is a setting or child, which carries no tags");
    const tags = inputs.keys("tags").map((tag) => tag.toLowerCase());
    const missing = requiredTags.filter((tag) => !tags.includes(tag.toLowerCase()));
    if (missing.length > 0) return fail(`tags lack ${missing.join(", ")}`, "tags");
    const empty = inputs.object("tags");
    return requiredTags.some((tag) => empty?.string(tag) === "")
      ? fail("a required tag is empty", "tags")
      : pass;
  },
  // Who owns a resource, only a person knows.
  remediate: (_inputs, { declaration: { environment } }) =>
    environment === "" ? undefined : { path: "tags.environment", value: environment },
};
