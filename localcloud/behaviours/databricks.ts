import type { ArmResource, Behaviour, CloudView, PutRequest } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { at, merge, objectsAt, stringAt } from "../arm/json";
import { parseArmId } from "../arm/id";
import type { Change, JsonObject } from "../store/store";
import { hasRole, keyAt, referredTo } from "./references";
import { isSecret } from "./secret-deployments";

const workspaces = "Microsoft.Databricks/workspaces";
const delegation = "Microsoft.Databricks/workspaces";

const parameter = (body: JsonObject, name: string): string | undefined =>
  stringAt(body, `properties.parameters.${name}.value`);

/**
 * A workspace in a network of the customer: its two subnets are delegated to it, guarded by a security group, and its
 * alone. Texts: https://learn.microsoft.com/azure/databricks/security/network/classic/vnet-inject (troubleshooting) and
 * .../security/keys/cmk-dbfs-azure.
 */
const workspace: Behaviour = {
  resourceType: workspaces,
  beforePut: (request, cloud) => {
    const { body } = request;
    const subnets = subnetsOf(body);
    if (new Set(subnets.map((id) => id.toLowerCase())).size < subnets.length) {
      throw invalid("The public and private subnets of a workspace must be different.");
    }
    for (const subnet of subnets) refuseUnfit(subnet, request, cloud);
    if (
      at(body, "properties.publicNetworkAccess") === "Disabled" &&
      at(body, "properties.requiredNsgRules") === "AllRules"
    ) {
      throw invalid("requiredNsgRules must be NoAzureDatabricksRules when publicNetworkAccess is Disabled.");
    }
    refuseLockedRoot(request, cloud);
  },
};

/** The identity of the managed storage account must be able to use the key before the workspace is told of it. */
function refuseLockedRoot({ body, existing }: PutRequest, cloud: CloudView): void {
  const encryption = at(body, "properties.parameters.encryption.value");
  if (encryption === undefined || stringAt(encryption, "keySource") === "Default") return;
  if (!existing || at(existing.body, "properties.parameters.prepareEncryption.value") !== true) {
    throw invalid(
      "Customer managed key for DBFS root needs a workspace that was created with prepareEncryption.",
    );
  }
  const uri = `${stringAt(encryption, "keyvaulturi") ?? stringAt(encryption, "keyVaultUri") ?? ""}keys/${stringAt(encryption, "keyName") ?? stringAt(encryption, "KeyName") ?? ""}`;
  const key = keyAt(uri, cloud);
  const principal = stringAt(existing.body, "properties.storageAccountIdentity.principalId");
  if (key && hasRole(principal, key, cloud)) return;
  throw new CloudError(
    403,
    "KeyVaultAccessForbidden",
    `The managed storage account's identity ${principal ?? ""} has no wrap and unwrap permission on key ${uri}.`,
  );
}

function refuseUnfit(subnet: string, { id }: PutRequest, cloud: CloudView): void {
  const found = referredTo(subnet, id.id, cloud);
  const { name } = parseArmId(subnet);
  const delegated = objectsAt(found?.body, "properties.delegations").some(
    (one) => stringAt(one, "properties.serviceName")?.toLowerCase() === delegation.toLowerCase(),
  );
  if (!delegated) {
    throw new CloudError(
      400,
      "SubnetDelegationMissing",
      `Subnet ${name} must be delegated to ${delegation}. Please add the delegation and retry.`,
    );
  }
  if (stringAt(found?.body, "properties.networkSecurityGroup.id") === undefined) {
    throw invalid(`Subnet ${name} must have a network security group.`);
  }
  const user = databricksIn(subnet, cloud);
  if (user && user.id.toLowerCase() !== id.key) {
    throw invalid(`Subnet ${name} is already in use by workspace ${user.id}.`);
  }
}

/** The workspace whose clusters run in a subnet. */
export function databricksIn(subnet: string, cloud: CloudView): ArmResource | undefined {
  const key = subnet.toLowerCase();
  return cloud.ofType(workspaces).find(({ body }) => subnetsOf(body).some((id) => id.toLowerCase() === key));
}

function subnetsOf(body: JsonObject): readonly string[] {
  const network = parameter(body, "customVirtualNetworkId");
  if (network === undefined) return [];
  return ["customPublicSubnetName", "customPrivateSubnetName"].flatMap((name) => {
    const subnet = parameter(body, name);
    return subnet === undefined ? [] : [`${network}/subnets/${subnet}`];
  });
}

function invalid(message: string): CloudError {
  return new CloudError(400, "InvalidWorkspaceConfiguration", message);
}

/**
 * A template deployment that writes a workspace once more: how a workspace learns of a key that only its own managed
 * identity, made along with it, can be allowed to use. Templates of anything else are refused: this cloud runs none.
 */
const deployments: Behaviour = {
  resourceType: "Microsoft.Resources/deployments",
  beforePut: (request, cloud) => {
    for (const { target, resource } of written(request)) {
      const existing = cloud.get(target);
      if (stringAt(resource, "type")?.toLowerCase() !== workspaces.toLowerCase() || !existing) {
        throw new CloudError(
          400,
          "InvalidTemplateDeployment",
          `The local cloud deploys templates that update a Databricks workspace only (or write a secret), not ${target}.`,
        );
      }
      const body = merge(existing.body, resource);
      refuseLockedRoot({ ...request, id: parseArmId(existing.id), body, existing }, cloud);
    }
  },
  onAccept: (request, cloud): readonly Change[] =>
    written(request).flatMap(({ target, resource }) => {
      const existing = cloud.get(target);
      return existing
        ? [cloud.change(existing.id, merge(existing.body, { properties: at(resource, "properties") }))]
        : [];
    }),
};

/** What a template writes, but for secrets, which are another behaviour's. */
function written({ id, body }: PutRequest): readonly { target: string; resource: JsonObject }[] {
  const group = id.id.slice(0, id.id.toLowerCase().indexOf("/providers/"));
  return objectsAt(body, "properties.template.resources")
    .filter((resource) => !isSecret(resource))
    .map((resource) => ({
      resource,
      target: `${group}/providers/${stringAt(resource, "type") ?? ""}/${stringAt(resource, "name") ?? ""}`,
    }));
}

export const databricks: readonly Behaviour[] = [workspace, deployments];
