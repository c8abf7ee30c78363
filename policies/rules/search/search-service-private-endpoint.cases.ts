import { Unknown } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { searchPrivateEndpoint as rule } from "./search-service-private-endpoint";

const id = armId("Microsoft.Search/searchServices", "subject");
const service = resource(
  azure.searchService[0],
  { searchServiceName: "subject", resourceGroupName: "rg" },
  { id },
);
const endpoint = (to: unknown, groupId: string) =>
  resource(
    azure.privateEndpoint[0],
    { privateLinkServiceConnections: [{ privateLinkServiceId: to as string, groupIds: [groupId] }] },
    { name: "endpoint" },
  );

export const cases: RuleCases = {
  rule,
  pass: {
    "an endpoint leads to it": [service, endpoint(id, "searchService")],
    "the engine tells no ID, but a name": [
      resource(azure.searchService[0], service.inputs),
      endpoint(id, "searchService"),
    ],
  },
  fail: {
    "no endpoint": [[service], "no private endpoint"],
    "an endpoint of another one": [[service, endpoint(`${id}2`, "searchService")], "no private endpoint"],
    "an endpoint of another group": [[service, endpoint(id, "other")], 'group "searchService"'],
  },
  unknown: { "an endpoint may lead to it": [service, endpoint(new Unknown("preview"), "searchService")] },
};
