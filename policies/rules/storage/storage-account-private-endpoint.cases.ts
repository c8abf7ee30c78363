import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storagePrivateEndpoint as rule } from "./storage-account-private-endpoint";

const id = armId("Microsoft.Storage/storageAccounts", "data");
const account = resource(
  azure.storageAccount[0],
  { resourceGroupName: "rg", accountName: "data" },
  { name: "data", id },
);
const endpoint = (privateLinkServiceId: string) =>
  resource(
    azure.privateEndpoint[0],
    { privateLinkServiceConnections: [{ privateLinkServiceId, groupIds: ["blob"] }] },
    { name: "endpoint" },
  );

export const cases: RuleCases = {
  rule,
  pass: { "an endpoint": [account, endpoint(id)] },
  fail: {
    none: [[account], "no private endpoint"],
    "one of another account": [[account, endpoint(`${id}2`)], "no private endpoint"],
  },
};
