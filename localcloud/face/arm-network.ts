import type { Arm } from "../arm/arm";
import type { ArmResource } from "../arm/behaviour";
import { notFound } from "../arm/arm";
import { parseArmId } from "../arm/id";
import { objectsAt, stringAt } from "../arm/json";
import { addressesOf } from "./endpoint-addresses";
import type { FaceRequest, Reply } from "./http";

/**
 * The network interface of a private endpoint, which the service makes and nobody else writes: it tells each name that the
 * endpoint answers for, with its address. Undefined for every other request.
 */
export function networkInterface({ method, path }: FaceRequest, arm: Arm): Reply | undefined {
  if (method !== "GET" || !/\/providers\/Microsoft\.Network\/networkInterfaces\/[^/]+$/i.test(path))
    return undefined;
  const owner = arm
    .ofType("Microsoft.Network/privateEndpoints")
    .find((endpoint) => interfaceOf(endpoint)?.toLowerCase() === path.toLowerCase());
  if (!owner) throw notFound(parseArmId(path));
  return { status: 200, body: described(owner, arm) };
}

function interfaceOf({ body }: ArmResource): string | undefined {
  const [first] = objectsAt(body, "properties.networkInterfaces");
  return stringAt(first, "id");
}

function described(endpoint: ArmResource, arm: Arm): unknown {
  const id = interfaceOf(endpoint) ?? "";
  return {
    id,
    name: parseArmId(id).name,
    type: "Microsoft.Network/networkInterfaces",
    location: stringAt(endpoint.body, "location"),
    properties: {
      provisioningState: "Succeeded",
      privateEndpoint: { id: endpoint.id },
      ipConfigurations: addressesOf(endpoint, arm).map(({ fqdn, address }, index) => ({
        name: `privateEndpointIpConfig.${index + 1}`,
        properties: {
          privateIPAddress: address,
          privateIPAllocationMethod: "Dynamic",
          privateIPAddressVersion: "IPv4",
          primary: index === 0,
          subnet: { id: stringAt(endpoint.body, "properties.subnet.id") },
          privateLinkConnectionProperties: { fqdns: [fqdn] },
        },
      })),
    },
  };
}
