import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { scopePrivateEndpoint as rule } from "./monitor-scope-private-endpoint";

const id = armId("Microsoft.Insights/privateLinkScopes", "scope");
const scope = resource(
  azure.privateLinkScope[0],
  { resourceGroupName: "rg", scopeName: "scope" },
  { name: "scope", id },
);
const endpoint = resource(
  azure.privateEndpoint[0],
  { privateLinkServiceConnections: [{ privateLinkServiceId: id, groupIds: ["azuremonitor"] }] },
  { name: "endpoint" },
);

export const cases: RuleCases = {
  rule,
  pass: { "an endpoint": [scope, endpoint] },
  fail: { none: [[scope], "no private endpoint"] },
};
