import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass, same, unlike } from "../../verdicts";

export const backendVerified: ResourceRule = {
  id: "CS-0084",
  name: "apimanagement-backend-verified",
  title: "The gateway calls backends over HTTPS and checks their certificates.",
  severity: "high",
  why: "A gateway that takes any certificate hands prompts and its own token to whoever answers under the backend's name.",
  fix: {
    text: "Give the backend an https address, and leave both checks of its certificate on.",
    code: 'new apimanagement.Backend(name, { url: "https://...", tls: { validateCertificateChain: true, validateCertificateName: true } });',
  },
  controls: [...vendor("mcsb", "DP-3"), ...ours("gdpr", "32(1)(a)"), ...ours("hipaa", "164.312(e)(1)")],
  covers: [
    "azure-policy:92bb331d-ac71-416a-8c91-02f2cb734ce4",
    "psrule-azure:Azure.APIM.HTTPBackend",
    "checkov:CKV_AZURE_215",
  ],
  url: "https://learn.microsoft.com/azure/api-management/backends",
  scope: "resource",
  types: azure.apiManagementBackend,
  check: (inputs) => {
    if (same(inputs.string("type"), "Pool")) return notApplicable("a pool has no address of its own");
    if (inputs.string("url")?.toLowerCase().startsWith("https://") !== true) {
      return unlike(inputs, "url", "must begin with https://");
    }
    const skipped = ["tls.validateCertificateChain", "tls.validateCertificateName"].find(
      (path) => inputs.boolean(path) === false,
    );
    return skipped === undefined ? pass : fail(`${skipped} is false, must be true`, skipped);
  },
};
