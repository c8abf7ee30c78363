import type { Behaviour, CloudView } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { objectsAt, stringAt } from "../arm/json";
import type { JsonObject } from "../store/store";
import { deletedOfType } from "./soft-delete";

const account = "Microsoft.CognitiveServices/accounts";
const delegation = "Microsoft.App/environments";

/**
 * The subnet that an account's agents run in: it takes one account alone, and must be delegated to Container Apps in
 * exactly this spelling, which the service notices when it has been at work for a while (bicep-ptn-aiml-landing-zone#111).
 */
export const agentNetworks: Behaviour = {
  resourceType: account,
  beforePut: ({ id, body }, cloud) => {
    for (const subnet of injectedSubnets(body)) {
      const found = cloud.get(subnet);
      if (!found) {
        throw new CloudError(
          400,
          "InvalidResourceReference",
          `Resource ${subnet} referenced by resource ${id.id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
        );
      }
      const holder = accountsInSubnet(subnet, cloud).find((other) => other.toLowerCase() !== id.key);
      if (holder === undefined) continue;
      throw new CloudError(
        400,
        "BadRequest",
        `Subnet ${found.id} is already used by account ${holder}. A delegated subnet is exclusive to one account.`,
      );
    }
  },
  afterPut: ({ id, body }, cloud) => {
    for (const subnet of injectedSubnets(body)) {
      const services = objectsAt(cloud.get(subnet)?.body, "properties.delegations").map((one) =>
        stringAt(one, "properties.serviceName"),
      );
      if (services.includes(delegation)) continue;
      throw new CloudError(
        400,
        "BadRequest",
        `Provisioning of the virtual network of account ${id} failed: subnet ${subnet} is not delegated to ${delegation}.`,
      );
    }
    return [];
  },
};

/** The subnets that an account is joined to. */
export function injectedSubnets(body: JsonObject): readonly string[] {
  return objectsAt(body, "properties.networkInjections")
    .map((one) => stringAt(one, "subnetArmId"))
    .filter((subnet) => subnet !== undefined);
}

/** Accounts that hold a subnet: also deleted ones, until they are purged. */
export function accountsInSubnet(subnet: string, cloud: CloudView): readonly string[] {
  const key = subnet.toLowerCase();
  return [...cloud.ofType(account), ...deletedOfType(cloud, account).map(({ resource }) => resource)]
    .filter(({ body }) => injectedSubnets(body).some((one) => one.toLowerCase() === key))
    .map(({ id }) => id);
}
