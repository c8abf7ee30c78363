import { Unknown } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageDiagnostics as rule } from "./storage-account-diagnostics";

const id = armId("Microsoft.Storage/storageAccounts", "data");
const account = resource(
  azure.storageAccount[0],
  { resourceGroupName: "rg", accountName: "data" },
  { name: "data", id },
);
const setting = (resourceUri: string | Unknown, enabled = true) =>
  resource(azure.diagnosticSetting[0], { resourceUri, logs: [{ enabled }] }, { name: "setting" });

export const cases: RuleCases = {
  rule,
  pass: {
    "blobs are logged": [account, setting(`${id}/blobServices/default`)],
    "before it has an ID": [
      account,
      { ...setting(new Unknown("preview")), propertyDependencies: { resourceUri: [account.urn] } },
    ],
  },
  fail: {
    "metrics only": [[account, setting(`${id}/blobServices/default`, false)], "no diagnostic setting"],
    "another account": [[account, setting(`${id}2/blobServices/default`)], "no diagnostic setting"],
  },
  unknown: { "a setting of who knows what": [account, setting(new Unknown("preview"))] },
};
