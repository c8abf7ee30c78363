import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageSoftDelete as rule } from "./storage-account-soft-delete";

const id = armId("Microsoft.Storage/storageAccounts", "data");
const account = resource(
  azure.storageAccount[0],
  { resourceGroupName: "rg", accountName: "data" },
  { name: "data", id },
);
const service = (days: number, enabled = true) =>
  resource(
    azure.blobServiceProperties[0],
    {
      resourceGroupName: "rg",
      accountName: "data",
      deleteRetentionPolicy: { enabled: true, days: 30 },
      containerDeleteRetentionPolicy: { enabled, days },
    },
    { name: "service" },
  );

export const cases: RuleCases = {
  rule,
  pass: { "a week": [account, service(7)] },
  fail: {
    "a day": [[account, service(1)], "seven days"],
    "blobs only": [[account, service(30, false)], "seven days"],
    "nothing said": [[account], "seven days"],
  },
};
