import type { Behaviour, PutRequest } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { at, isObject, stringAt } from "../arm/json";
import { hasRole, keyAt, principalOf, referredTo } from "./references";

/**
 * A workspace of Machine Learning stands on a vault, a storage account and Application Insights, and can use its key
 * before it is made. Text of a missing role: https://learn.microsoft.com/azure/machine-learning/how-to-setup-customer-managed-keys
 */
const workspace: Behaviour = {
  resourceType: "Microsoft.MachineLearningServices/workspaces",
  beforePut: ({ id, body }, cloud) => {
    for (const name of ["storageAccount", "keyVault", "applicationInsights", "containerRegistry"]) {
      referredTo(stringAt(body, `properties.${name}`), id.id, cloud);
    }
    const rules = at(body, "properties.managedNetwork.outboundRules");
    for (const rule of isObject(rules) ? Object.values(rules) : []) {
      referredTo(stringAt(rule, "destination.serviceResourceId"), id.id, cloud);
    }
    const uri = stringAt(body, "properties.encryption.keyVaultProperties.keyIdentifier");
    if (uri === undefined) return;
    const identity = stringAt(body, "properties.encryption.identity.userAssignedIdentity");
    const key = keyAt(uri, cloud);
    if (key && hasRole(principalOf(identity, cloud), key, cloud)) return;
    throw new CloudError(
      400,
      "ValidationError",
      `The identity ${identity ?? "of the workspace"} has no get, wrap and unwrap permission on key ${uri}.`,
    );
  },
};

/** What of a cluster cannot be changed. https://learn.microsoft.com/rest/api/azureml/compute/update */
const fixed = [
  "computeType",
  "disableLocalAuth",
  "properties.vmSize",
  "properties.vmPriority",
  "properties.enableNodePublicIp",
  "properties.remoteLoginPortPublicAccess",
] as const;

const compute: Behaviour = {
  resourceType: "Microsoft.MachineLearningServices/workspaces/computes",
  beforePut: (request: PutRequest) => {
    const { id, body, existing } = request;
    if (!/^[a-zA-Z][a-zA-Z0-9-]{0,14}[a-zA-Z0-9]$/.test(id.name)) {
      throw new CloudError(
        400,
        "InvalidComputeName",
        `Compute name '${id.name}' is invalid. It can include letters, digits and dashes. It must start with a letter, end with a letter or digit, and be between 2 and 16 characters in length.`,
      );
    }
    if (!existing) return;
    const changed = fixed.find(
      (path) =>
        JSON.stringify(at(body, `properties.${path}`)) !==
        JSON.stringify(at(existing.body, `properties.${path}`)),
    );
    if (changed === undefined) return;
    throw new CloudError(
      400,
      "ComputeUpdateNotSupported",
      `Property '${changed}' of compute '${id.name}' cannot be updated after creation.`,
    );
  },
};

/** A network that Azure manages gets an endpoint to what stands. */
const outboundRule: Behaviour = {
  resourceType: "Microsoft.MachineLearningServices/workspaces/outboundRules",
  beforePut: ({ id, body }, cloud) => {
    referredTo(stringAt(body, "properties.destination.serviceResourceId"), id.id, cloud);
  },
};

/** A registry is encrypted with a key that its identity can use, or with Microsoft's. */
const registry: Behaviour = {
  resourceType: "Microsoft.ContainerRegistry/registries",
  beforePut: ({ id, body }, cloud) => {
    const uri = stringAt(body, "properties.encryption.keyVaultProperties.keyIdentifier");
    if (uri === undefined) return;
    if (stringAt(body, "sku.name")?.toLowerCase() !== "premium") {
      throw new CloudError(
        400,
        "CustomerManagedKeyNotSupported",
        `Registry ${id.name} must be of SKU Premium for encryption with a customer-managed key.`,
      );
    }
    const client = stringAt(body, "properties.encryption.keyVaultProperties.identity");
    const identity = cloud
      .ofType("Microsoft.ManagedIdentity/userAssignedIdentities")
      .find((one) => stringAt(one.body, "properties.clientId") === client);
    const key = keyAt(uri, cloud);
    if (key && hasRole(principalOf(identity?.id, cloud), key, cloud)) return;
    throw new CloudError(
      403,
      "KeyVaultAccessForbidden",
      `The identity with client ID ${client ?? ""} has no wrap and unwrap permission on key ${uri}.`,
    );
  },
};

export const learning: readonly Behaviour[] = [workspace, compute, outboundRule, registry];
