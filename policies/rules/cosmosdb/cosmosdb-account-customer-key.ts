import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure, pass, unlike } from "../../verdicts";

export const cosmosCustomerKey: ResourceRule = {
  id: "CS-0208",
  name: "cosmosdb-account-customer-key",
  title: "Cosmos DB accounts encrypt data with a key of the customer, through a user-assigned identity.",
  severity: "high",
  why: "A key of your own can be revoked, and its use is logged. The identity decides who may use it: without one, it is an application of Microsoft that every customer shares.",
  fix: {
    text: "Set keyVaultKeyUri and defaultIdentity when the account is made: the identity first, its role on the key, then the account.",
    code: "new cosmosdb.DatabaseAccount(name, { keyVaultKeyUri, defaultIdentity: pulumi.interpolate`UserAssignedIdentity=${identity.id}` });",
  },
  controls: [
    ...vendor("mcsb", "DP-5"),
    ...ours("gdpr", "32(1)(a)", "34(3)(a)"),
    ...ours("hipaa", "164.312(a)(2)(iv)"),
  ],
  covers: ["azure-policy:1f905d99-2ab7-462c-a6b0-f709acca6c8f", "checkov:CKV_AZURE_100"],
  url: "https://learn.microsoft.com/azure/cosmos-db/how-to-setup-customer-managed-keys",
  scope: "resource",
  types: azure.cosmosAccount,
  check: (inputs) =>
    firstFailure(
      () =>
        (inputs.string("keyVaultKeyUri") ?? "") === ""
          ? unlike(inputs, "keyVaultKeyUri", "must name a key")
          : pass,
      () =>
        /^UserAssignedIdentity=./i.test(inputs.string("defaultIdentity") ?? "")
          ? pass
          : unlike(inputs, "defaultIdentity", 'must be "UserAssignedIdentity=<id>"'),
    ),
};
