import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass, same } from "../../verdicts";

/** Protocols that are encrypted. */
const encrypted = ["https", "wss"];

export const apiHttpsOnly: ResourceRule = {
  id: "CS-0088",
  name: "apimanagement-api-https-only",
  title: "APIs are called over encrypted protocols only.",
  severity: "high",
  why: "A prompt and the token beside it can be read by everybody between the caller and the gateway.",
  fix: {
    text: "List no protocol but https.",
    code: 'new apimanagement.Api(name, { protocols: ["https"] });',
  },
  controls: [...vendor("mcsb", "DP-3"), ...ours("gdpr", "32(1)(a)"), ...ours("hipaa", "164.312(e)(2)(ii)")],
  covers: ["azure-policy:ee7495e7-3ba7-40b6-bfee-c29e22cc75d4", "psrule-azure:Azure.APIM.HTTPEndpoint"],
  url: "https://learn.microsoft.com/azure/api-management/api-management-howto-manage-protocols-ciphers",
  scope: "resource",
  types: azure.apiManagementApi,
  check: (inputs) => {
    const plain = inputs
      .strings("protocols")
      .find((protocol) => !encrypted.some((one) => same(protocol, one)));
    return plain === undefined ? pass : fail(`protocols lists "${plain}", must be https alone`, "protocols");
  },
};
