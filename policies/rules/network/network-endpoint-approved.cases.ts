import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { endpointApproved as rule } from "./network-endpoint-approved";

const endpoint = (...manual: object[]) => [
  resource(azure.privateEndpoint[0], {
    manualPrivateLinkServiceConnections: manual.map((each) => ({ ...each })),
  }),
];

export const cases: RuleCases = {
  rule,
  pass: { "at once": endpoint() },
  fail: { "it asks": [endpoint({ requestMessage: "please" }), "waits for an approval"] },
};
