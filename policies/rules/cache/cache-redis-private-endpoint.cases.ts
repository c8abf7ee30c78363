import { Unknown } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { redisPrivateEndpoint as rule } from "./cache-redis-private-endpoint";

const id = armId("Microsoft.Cache/redisEnterprise", "subject");
const redis = resource(azure.redis[0], { clusterName: "subject", resourceGroupName: "rg" }, { id });
const endpoint = (to: unknown, groupId: string) =>
  resource(
    azure.privateEndpoint[0],
    { privateLinkServiceConnections: [{ privateLinkServiceId: to as string, groupIds: [groupId] }] },
    { name: "endpoint" },
  );

export const cases: RuleCases = {
  rule,
  pass: { "an endpoint leads to it": [redis, endpoint(id, "redisEnterprise")] },
  fail: {
    "no endpoint": [[redis], "no private endpoint"],
    "an endpoint of another one": [[redis, endpoint(`${id}2`, "redisEnterprise")], "no private endpoint"],
    "an endpoint of another group": [[redis, endpoint(id, "redisCache")], 'group "redisEnterprise"'],
  },
  unknown: { "an endpoint may lead to it": [redis, endpoint(new Unknown("preview"), "redisEnterprise")] },
};
