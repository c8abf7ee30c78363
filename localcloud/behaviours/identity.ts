import type { Behaviour } from "../arm/behaviour";
import { at, stringAt, withValue } from "../arm/json";
import { resourceGuid } from "../arm/template";

/** A resource with a system-assigned identity has a principal of its own in the tenant. */
export const identity: readonly Behaviour[] = [
  {
    resourceType: "*",
    compute: ({ id, body }, cloud, incarnation) => {
      const type = stringAt(body, "identity.type");
      if (type === undefined) return body;
      let result = body;
      if (type.toLowerCase().includes("systemassigned")) {
        result = withValue(
          result,
          "identity.principalId",
          resourceGuid(cloud.seed, id, incarnation, "principal"),
        );
        result = withValue(result, "identity.tenantId", cloud.tenantId);
      }
      const assigned = at(body, "identity.userAssignedIdentities");
      const ids = Array.isArray(assigned)
        ? assigned.filter((one) => typeof one === "string")
        : Object.keys(assigned ?? {});
      if (ids.length > 0) {
        const entries = ids.map((one) => {
          const found = cloud.get(one)?.body;
          return [
            one,
            {
              principalId: stringAt(found, "properties.principalId"),
              clientId: stringAt(found, "properties.clientId"),
            },
          ];
        });
        result = withValue(result, "identity.userAssignedIdentities", Object.fromEntries(entries) as never);
      }
      return result;
    },
  },
];
