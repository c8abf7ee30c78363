import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageVersioning as rule } from "./storage-account-versioning";

const id = armId("Microsoft.Storage/storageAccounts", "data");
const account = (isHnsEnabled: boolean) =>
  resource(
    azure.storageAccount[0],
    { resourceGroupName: "rg", accountName: "data", isHnsEnabled },
    { name: "data", id },
  );
const service = (isVersioningEnabled: boolean) =>
  resource(
    azure.blobServiceProperties[0],
    { resourceGroupName: "rg", accountName: "data", isVersioningEnabled },
    { name: "service" },
  );

export const cases: RuleCases = {
  rule,
  pass: { versions: [account(false), service(true)] },
  fail: {
    none: [[account(false), service(false)], "keeps no versions"],
    "nothing said": [[account(false)], "keeps no versions"],
  },
  notApplicable: { "a data lake": [account(true)] },
};
