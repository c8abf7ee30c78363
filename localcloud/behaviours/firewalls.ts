import type { ArmResource, Behaviour, CloudView } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { parseArmId, type ArmId } from "../arm/id";
import { at, isObject, merge, objectsAt, stringAt, withValue } from "../arm/json";
import type { JsonObject } from "../store/store";
import { parsePrefix } from "./cidr";
import { referredTo } from "./references";

/** Addresses at the beginning of a subnet that Azure keeps for itself. */
const keptByAzure = 4;

/** The longest prefix that either subnet of a firewall may have. */
const longestPrefix = 26;

/**
 * A firewall stands in a subnet of its own that exists, behind a public address, with a policy; its own address is the first that
 * is free. What it asks of its subnets: https://learn.microsoft.com/azure/firewall/firewall-faq and
 * .../firewall-known-issues, terraform-provider-azurerm#19666 (resource group). Nobody quotes the refusals of a name, a size and a
 * missing management subnet: their texts follow those of Azure Bastion (terraform-provider-azurerm#15365).
 */
export const firewalls: Behaviour = {
  resourceType: "Microsoft.Network/azureFirewalls",
  beforePut: ({ id, body }, cloud) => {
    referredTo(stringAt(body, "properties.firewallPolicy.id"), id.id, cloud);
    for (const configuration of objectsAt(body, "properties.ipConfigurations"))
      judge(configuration, "AzureFirewallSubnet", id, cloud);
    const management = at(body, "properties.managementIpConfiguration");
    if (isObject(management)) judge(management, "AzureFirewallManagementSubnet", id, cloud);
    else refuseBasic(body, id);
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

/** What a configuration of addresses refers to, and whether its subnet is one for a firewall. */
function judge(configuration: JsonObject, subnetName: string, id: ArmId, cloud: CloudView): void {
  const subnet = referredTo(stringAt(configuration, "properties.subnet.id"), id.id, cloud);
  if (subnet) judgeSubnet(subnet, subnetName, id);
  referredTo(stringAt(configuration, "properties.publicIPAddress.id"), id.id, cloud);
}

function judgeSubnet({ id: subnetId, body }: ArmResource, wanted: string, firewall: ArmId): void {
  const { name, resourceGroup } = parseArmId(subnetId);
  if (name.toLowerCase() !== wanted.toLowerCase()) {
    throw new CloudError(
      400,
      "SubnetNameInvalidForAzureFirewall",
      `Subnet name ${subnetId} is invalid for Azure Firewall. Azure Firewall can only be created in subnet with name '${wanted}'.`,
    );
  }
  if (resourceGroup?.toLowerCase() !== firewall.resourceGroup?.toLowerCase()) {
    throw new CloudError(
      400,
      "AzureFirewallReferencesSubnetInDifferentResourceGroup",
      `Azure Firewall ${firewall.id} references subnet ${subnetId} in a different resource group. The firewall and its virtual network must be in the same resource group.`,
    );
  }
  const prefix = at(body, "properties.addressPrefix");
  if (typeof prefix === "string" && parsePrefix(prefix, subnetId)[1] > longestPrefix) {
    throw new CloudError(
      400,
      "SubnetSizeInvalidForAzureFirewall",
      `Subnet ${subnetId} has the address prefix ${prefix}, which is too small for Azure Firewall. The smallest subnet that Azure Firewall can be created in is a /${longestPrefix}.`,
    );
  }
}

/** The tier Basic is managed by a way of its own. */
function refuseBasic(body: JsonObject, { id }: ArmId): void {
  if (stringAt(body, "properties.sku.tier")?.toLowerCase() !== "basic") return;
  throw new CloudError(
    400,
    "AzureFirewallManagementIpConfigurationRequired",
    `Azure Firewall ${id} has the tier Basic and no management IP configuration. The tier Basic needs a subnet with name 'AzureFirewallManagementSubnet'.`,
  );
}
