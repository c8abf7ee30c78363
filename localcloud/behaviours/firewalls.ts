import type { Behaviour } from "../arm/behaviour";
import { at, merge, objectsAt, stringAt, withValue } from "../arm/json";
import { parsePrefix } from "./cidr";
import { referredTo } from "./references";

/** Addresses at the beginning of a subnet that Azure keeps for itself. */
const keptByAzure = 4;

/** A firewall stands in a subnet that exists, behind a public address, with a policy; its own address is the first that is free. */
export const firewalls: Behaviour = {
  resourceType: "Microsoft.Network/azureFirewalls",
  beforePut: ({ id, body }, cloud) => {
    referredTo(stringAt(body, "properties.firewallPolicy.id"), id.id, cloud);
    for (const configuration of objectsAt(body, "properties.ipConfigurations")) {
      referredTo(stringAt(configuration, "properties.subnet.id"), id.id, cloud);
      referredTo(stringAt(configuration, "properties.publicIPAddress.id"), id.id, cloud);
    }
  },
  compute: ({ id, body }, cloud) =>
    withValue(
      body,
      "properties.ipConfigurations",
      objectsAt(body, "properties.ipConfigurations").map((configuration) => {
        const subnet = cloud.get(stringAt(configuration, "properties.subnet.id") ?? "");
        const prefix = at(subnet?.body ?? {}, "properties.addressPrefix");
        return merge(configuration, {
          id: `${id.id}/azureFirewallIpConfigurations/${stringAt(configuration, "name") ?? ""}`,
          properties: {
            provisioningState: "Succeeded",
            ...(typeof prefix === "string" ? { privateIPAddress: firstFree(prefix, id.id) } : {}),
          },
        });
      }),
    ),
};

function firstFree(prefix: string, id: string): string {
  const bytes = parsePrefix(prefix, id)[0].toByteArray();
  return [...bytes.slice(0, -1), (bytes.at(-1) ?? 0) + keptByAzure].join(".");
}
