import { Unknown } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { cosmosPrivateEndpoint as rule } from "./cosmosdb-account-private-endpoint";

const id = armId("Microsoft.DocumentDB/databaseAccounts", "subject");
const service = resource(azure.cosmosAccount[0], { accountName: "subject", resourceGroupName: "rg" }, { id });
const endpoint = (to: unknown, groupId: string) =>
  resource(
    azure.privateEndpoint[0],
    { privateLinkServiceConnections: [{ privateLinkServiceId: to as string, groupIds: [groupId] }] },
    { name: "endpoint" },
  );

export const cases: RuleCases = {
  rule,
  pass: {
    "an endpoint leads to it": [service, endpoint(id, "Sql")],
    "the engine tells no ID, but a name": [
      resource(azure.cosmosAccount[0], service.inputs),
      endpoint(id, "Sql"),
    ],
  },
  fail: {
    "no endpoint": [[service], "no private endpoint"],
    "an endpoint of another one": [[service, endpoint(`${id}2`, "Sql")], "no private endpoint"],
    "an endpoint of another group": [[service, endpoint(id, "other")], 'group "Sql"'],
  },
  unknown: { "an endpoint may lead to it": [service, endpoint(new Unknown("preview"), "Sql")] },
};
