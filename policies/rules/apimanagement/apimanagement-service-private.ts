import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass, same } from "../../verdicts";

export const serviceClosed: ResourceRule = {
  id: "CS-0080",
  name: "apimanagement-service-private",
  title: "API Management answers inside a network only.",
  severity: "high",
  why: "A gateway to models is the one address from which all of them can be called. In internal mode it has no public endpoint at all; outside of a network it is private only with public access off.",
  fix: {
    text: 'Inject the service in internal mode, or set publicNetworkAccess to "Disabled" once it has a private endpoint.',
    code: 'new apimanagement.ApiManagementService(name, { virtualNetworkType: "Internal", virtualNetworkConfiguration: { subnetResourceId } });',
  },
  controls: [
    ...ours("mcsb", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
  ],
  covers: [
    "azure-policy:ef619a2c-cc4d-4d03-b2ba-8c94a834d85b",
    "azure-policy:df73bd95-24da-4a4f-96b9-4e8b94b402bd",
    "checkov:CKV_AZURE_107",
    "checkov:CKV_AZURE_174",
  ],
  url: "https://learn.microsoft.com/azure/api-management/virtual-network-concepts",
  scope: "resource",
  types: azure.apiManagement,
  check: (inputs) => {
    if (same(inputs.string("virtualNetworkType"), "Internal")) {
      return inputs.has("virtualNetworkConfiguration.subnetResourceId")
        ? pass
        : fail('virtualNetworkType is "Internal", but no subnet is given', "virtualNetworkConfiguration");
    }
    if (same(inputs.string("publicNetworkAccess"), "Disabled")) return pass;
    return fail(
      `virtualNetworkType is ${inputs.show("virtualNetworkType")} and publicNetworkAccess is ${inputs.show("publicNetworkAccess")}, must be "Internal" or "Disabled"`,
      "virtualNetworkType",
    );
  },
};
