import { resource, testDeclaration, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageReplicationResidency as rule } from "./storage-account-replication-residency";

const account = (inputs: object) => [resource(azure.storageAccount[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "zone redundant": account({ sku: { name: "Standard_ZRS" } }),
    "geo-redundant, with a pair inside": account({ sku: { name: "Standard_GRS" }, location: "westeurope" }),
  },
  fail: {
    "geo-redundant, with a pair outside": [
      {
        resources: account({ sku: { name: "Standard_RAGZRS" }, location: "swedencentral" }),
        declaration: { residency: { ...testDeclaration.residency, boundary: "no" } },
      },
      'not known to be inside the boundary "no"',
    ],
    "no SKU": [account({}), "must name a SKU"],
  },
  unknown: { "no location": account({ sku: { name: "Standard_GRS" } }) },
};
