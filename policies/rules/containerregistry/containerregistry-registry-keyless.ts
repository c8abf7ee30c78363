import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure, pass, unlike } from "../../verdicts";

export const containerregistryRegistryKeyless: ResourceRule = {
  id: "CS-0320",
  name: "containerregistry-registry-keyless",
  title: "Container registries have no admin password and let nobody pull without a token.",
  severity: "high",
  why: "The admin password is one for all, and whoever has it can replace the image that runs next.",
  fix: {
    text: "Set adminUserEnabled and anonymousPullEnabled to false.",
    code: "new containerregistry.Registry(name, { adminUserEnabled: false, anonymousPullEnabled: false });",
  },
  controls: [...vendor("mcsb", "IM-1"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(d)")],
  covers: ["checkov:CKV_AZURE_137", "checkov:CKV_AZURE_138"],
  url: "https://learn.microsoft.com/azure/container-registry/container-registry-authentication",
  scope: "resource",
  types: azure.registry,
  check: (inputs) =>
    firstFailure(
      () =>
        inputs.boolean("adminUserEnabled") === true
          ? unlike(inputs, "adminUserEnabled", "must be false")
          : pass,
      () =>
        inputs.boolean("anonymousPullEnabled") === true
          ? unlike(inputs, "anonymousPullEnabled", "must be false")
          : pass,
    ),
};
