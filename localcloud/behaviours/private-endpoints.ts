import type { ArmResource, Behaviour, CloudView, PutRequest } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { parseArmId } from "../arm/id";
import { at, isObject, merge, objectsAt, stringAt, withValue } from "../arm/json";
import type { JsonObject } from "../store/store";

const account = "microsoft.cognitiveservices/accounts";

/** When the network sees an account as settled, in seconds after the write was accepted: 30 to 70. */
const settlingSeconds = { least: 30, spread: 40 };

/**
 * A private endpoint takes an address of a subnet and joins it to a resource. Texts: pulumi-defang#274 and
 * terraform-provider-azurerm#31712 (account not settled), azurerm#30197 (subnet being written), missionlz#673 (policies, which
 * Azure no longer minds: a scenario brings that back).
 */
export const privateEndpoints: Behaviour = {
  resourceType: "Microsoft.Network/privateEndpoints",
  beforePut: (request, cloud) => {
    const subnet = stringAt(request.body, "properties.subnet.id");
    if (subnet !== undefined) {
      const found = referenced(subnet, request, cloud);
      if (cloud.inFlight().includes(found.id.toLowerCase())) {
        throw new CloudError(
          429,
          "ReferencedResourceNotProvisioned",
          `Cannot proceed with operation because resource ${found.id} used by resource ${request.id.id} is not in Succeeded state. Resource is in Updating state and the last operation that updated/is updating the resource is PutSubnetOperation.`,
        );
      }
      refusePolicies(found, request, cloud);
    }
    for (const connection of connectionsOf(request.body)) {
      const target = referenced(
        stringAt(connection, "properties.privateLinkServiceId") ?? "",
        request,
        cloud,
      );
      if (isSettling(target, cloud)) {
        throw new CloudError(
          400,
          "AccountProvisioningStateInvalid",
          `Call to Microsoft.CognitiveServices/accounts failed. Error message: Account ${target.id} in state Accepted`,
        );
      }
    }
  },
  compute: ({ id, body }, cloud, incarnation) => {
    const nic = `/subscriptions/${id.subscriptionId ?? ""}/resourceGroups/${id.resourceGroup ?? ""}/providers/Microsoft.Network/networkInterfaces/${stringAt(body, "properties.customNetworkInterfaceName") || `${id.name}.nic.${cloud.seed.guid(`${id.key}#${incarnation}:nic`)}`}`;
    const joined = withValue(body, "properties.networkInterfaces", [{ id: nic }]);
    const connections = objectsAt(joined, "properties.privateLinkServiceConnections");
    if (connections.length === 0) return joined;
    return withValue(
      joined,
      "properties.privateLinkServiceConnections",
      connections.map((connection) =>
        merge(connection, {
          id: `${id.id}/privateLinkServiceConnections/${stringAt(connection, "name") ?? ""}`,
          properties: {
            provisioningState: "Succeeded",
            privateLinkServiceConnectionState: refusalOf(connection) ?? approved,
          },
        }),
      ),
    );
  },
};

/** Where a scenario brings the old refusal back; a subnet that does not say otherwise has no such policies. */
function refusePolicies(subnet: ArmResource, { id }: PutRequest, cloud: CloudView): void {
  const minds = cloud.row("settings", "network")?.["legacyEndpointPolicies"] === true;
  if (!minds || stringAt(subnet.body, "properties.privateEndpointNetworkPolicies") === "Disabled") return;
  throw new CloudError(
    400,
    "PrivateEndpointCannotBeCreatedInSubnetThatHasNetworkPoliciesEnabled",
    `Private endpoint ${id.id} cannot be created in a subnet ${subnet.id} since it has private endpoint network policies enabled.`,
  );
}

const approved = { status: "Approved", description: "Approved", actionsRequired: "None" };

/** What somebody has decided on the other side stays. */
function refusalOf(connection: JsonObject): JsonObject | undefined {
  const state = at(connection, "properties.privateLinkServiceConnectionState");
  const status = stringAt(state, "status");
  return isObject(state) && (status === "Rejected" || status === "Disconnected") ? state : undefined;
}

function isSettling(target: ArmResource, cloud: CloudView): boolean {
  if (parseArmId(target.id).type.toLowerCase() !== account) return false;
  const { least, spread } = settlingSeconds;
  const seconds =
    least + spread * cloud.seed.fraction(`settling:${target.id.toLowerCase()}#${target.incarnation}`);
  return cloud.now() < target.updatedAt + cloud.duration(seconds);
}

function connectionsOf(body: JsonObject): readonly JsonObject[] {
  return [
    ...objectsAt(body, "properties.privateLinkServiceConnections"),
    ...objectsAt(body, "properties.manualPrivateLinkServiceConnections"),
  ];
}

function referenced(id: string, { id: from }: PutRequest, cloud: CloudView): ArmResource {
  const found = cloud.get(id);
  if (found) return found;
  throw new CloudError(
    400,
    "InvalidResourceReference",
    `Resource ${id} referenced by resource ${from.id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  );
}
