import type { PropertyReader, ResourceRule, Verdict } from "../../rule";
import { ours } from "../../controls";
import { azure } from "../../types";
import { fail, pass, same } from "../../verdicts";

const prefix = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.";
const old = ["Protocols", "Backend.Protocols"].flatMap((side) =>
  ["Ssl30", "Tls10", "Tls11"].map((protocol) => `${side}.${protocol}`),
);

export const serviceMinimumTls: ResourceRule = {
  id: "CS-0081",
  name: "apimanagement-service-minimum-tls",
  title: "API Management speaks TLS 1.2 or later, to callers and to models.",
  severity: "high",
  why: "Prompts travel through the gateway in both directions. A service of the classic tiers offers TLS 1.0 and 1.1 until each is switched off by a custom property.",
  fix: {
    text: "Set the custom properties of the older protocols to False, on both sides.",
    code: `new apimanagement.ApiManagementService(name, {
  customProperties: {
    "${prefix}Protocols.Tls10": "False",
    "${prefix}Protocols.Tls11": "False",
    "${prefix}Protocols.Ssl30": "False",
    "${prefix}Backend.Protocols.Tls10": "False",
    "${prefix}Backend.Protocols.Tls11": "False",
    "${prefix}Backend.Protocols.Ssl30": "False",
  },
});`,
  },
  controls: [
    ...ours("mcsb", "DP-3"),
    ...ours("gdpr", "32(1)(a)"),
    ...ours("hipaa", "164.312(e)(1)", "164.312(e)(2)(ii)"),
  ],
  covers: ["psrule-azure:Azure.APIM.Protocols", "checkov:CKV_AZURE_173"],
  url: "https://learn.microsoft.com/azure/api-management/api-management-howto-manage-protocols-ciphers",
  scope: "resource",
  types: azure.apiManagement,
  check: (inputs) => judge(settings(inputs)),
};

/** The names of custom properties have periods, so that they cannot be read by path. */
function settings(inputs: PropertyReader): Readonly<Record<string, unknown>> {
  const value = inputs.value("customProperties");
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function judge(properties: Readonly<Record<string, unknown>>): Verdict {
  const offered = old.find((protocol) => {
    const value = properties[`${prefix}${protocol}`];
    return !(typeof value === "string" && same(value, "False"));
  });
  return offered === undefined
    ? pass
    : fail(`${offered} is not switched off, must be "False"`, "customProperties");
}
