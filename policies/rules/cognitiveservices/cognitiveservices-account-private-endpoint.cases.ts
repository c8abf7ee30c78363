import { Unknown } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { accountPrivateEndpoint as rule } from "./cognitiveservices-account-private-endpoint";

const id = armId("Microsoft.CognitiveServices/accounts", "ai");
const account = resource(azure.account[0], { accountName: "ai", resourceGroupName: "rg" }, { id });
const endpoint = (connection: object, dependencies: string[] = []) =>
  resource(
    azure.privateEndpoint[0],
    { privateLinkServiceConnections: [{ ...connection }] },
    { name: "endpoint", propertyDependencies: { privateLinkServiceConnections: dependencies } },
  );

export const cases: RuleCases = {
  rule,
  pass: {
    "an endpoint leads to it": [account, endpoint({ privateLinkServiceId: id, groupIds: ["account"] })],
    "IDs differ in case": [
      account,
      endpoint({ privateLinkServiceId: id.toUpperCase(), groupIds: ["account"] }),
    ],
    "the engine tells no ID, but a name": [
      resource(azure.account[0], account.inputs),
      endpoint({ privateLinkServiceId: id, groupIds: ["account"] }),
    ],
    "the ID is unknown, its source is not": [
      account,
      endpoint({ privateLinkServiceId: new Unknown("preview"), groupIds: ["account"] }, [account.urn]),
    ],
  },
  fail: {
    "no endpoint": [[account], "no private endpoint"],
    "an endpoint of another account": [
      [account, endpoint({ privateLinkServiceId: `${id}2`, groupIds: ["account"] })],
      "no private endpoint",
    ],
    "an endpoint of another group": [
      [account, endpoint({ privateLinkServiceId: id, groupIds: ["blob"] })],
      'group "account"',
    ],
  },
  unknown: {
    "an endpoint may lead to it": [
      account,
      endpoint({ privateLinkServiceId: new Unknown("preview"), groupIds: ["account"] }),
    ],
  },
};
