import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { assignRole } from "../security/role-assignment";
import type { Vault } from "../security/vault";
import { retried } from "../shared/retry";
import type { Tags } from "../shared/tags";
import { cachePort, type Redis } from "./cache-redis";
import type { ModelGateway } from "./model-gateway";
import { reference } from "./named-value";

/** Which of the two keys of a Redis is in use; the other one can be made anew meanwhile. */
export type AccessKey = "primary" | "secondary";

/** Arguments of {@link connectCache}. */
export interface CacheConnectionArgs {
  readonly gateway: ModelGateway;
  /** Region of the Redis: the units there use it, and no others. */
  readonly location: string;
  readonly redis: Redis;
  /** The vault that keeps the connection string. */
  readonly vault: Vault;
  readonly accessKey: AccessKey;
  readonly tags: Tags;
}

/** Named value that stands for the connection string. */
const namedValue = "semantic-cache-connection";
/** API version of Microsoft.Cache that keys are listed with, and of Microsoft.KeyVault that the secret is written with. */
const apiVersions = { redis: "2025-07-01", vault: "2024-11-01" } as const;

/**
 * Gives a gateway its external cache, without the key ever coming here: Resource Manager reads it, writes it into the vault, and
 * the gateway reads it there, as its own identity, which may read this one secret. Neither the program nor its state, outputs
 * or logs hold it; the template has the expression alone, and no output.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#listkeys
 */
export function connectCache(
  parent: pulumi.Resource,
  name: string,
  args: CacheConnectionArgs,
): apimanagement.Cache {
  const { gateway, vault } = args;
  const principalId = gateway.systemPrincipalId;
  if (principalId === undefined) {
    throw new pulumi.ResourceError(
      "a semantic cache needs a gateway with systemIdentity: true, which reads the connection string and asks for embeddings",
      parent,
    );
  }
  const secretName = `${name}-connection`;
  const secret = keepConnection(parent, name, secretName, args);
  const role = assignRole(
    `${name}-secret-user`,
    {
      scope: pulumi.interpolate`${vault.id}/secrets/${secretName}`,
      role: "keyVaultSecretsUser",
      principalId,
      principalType: "ServicePrincipal",
    },
    { parent, dependsOn: [secret] },
  );
  const { resourceGroupName, serviceName } = gateway;
  const value = gateway.writes.next(
    (dependsOn) =>
      new apimanagement.NamedValue(
        `${name}-connection`,
        {
          resourceGroupName,
          serviceName,
          namedValueId: namedValue,
          displayName: namedValue,
          secret: true,
          // Without a version, so that the gateway follows a new one; without a client ID, it is the gateway's own identity,
          // the only one that may pass the firewall of a vault.
          keyVault: { secretIdentifier: pulumi.interpolate`${vault.vaultUri}secrets/${secretName}` },
        },
        // The gateway reads the secret at once, and reaches the vault by its private endpoint, which is a part of the vault.
        retried({ parent, dependsOn: [...dependsOn, role, vault] }),
      ),
  );
  return gateway.writes.next(
    (dependsOn) =>
      new apimanagement.Cache(
        `${name}-cache`,
        {
          resourceGroupName,
          serviceName,
          cacheId: args.location,
          useFromLocation: args.location,
          description: "Semantic cache of the models.",
          connectionString: reference(namedValue),
        },
        retried({ parent, dependsOn: [...dependsOn, value] }),
      ),
  );
}

function keepConnection(
  parent: pulumi.Resource,
  name: string,
  secretName: string,
  { redis, vault, accessKey, tags }: CacheConnectionArgs,
): resources.Deployment {
  return new resources.Deployment(
    `${name}-secret`,
    {
      resourceGroupName: vault.resourceGroupName,
      properties: {
        mode: "Incremental",
        template: secretTemplate(accessKey),
        parameters: {
          vaultName: { value: vault.vaultName },
          secretName: { value: secretName },
          databaseId: { value: redis.database.id },
          hostName: { value: redis.cluster.hostName },
        },
      },
      tags: { ...tags },
    },
    retried({ parent }),
  );
}

/** A template that writes the connection string of a Redis into a vault; what it comes to is known to Azure alone. */
export function secretTemplate(accessKey: AccessKey): Readonly<Record<string, unknown>> {
  const text = { type: "string" };
  const key = `listKeys(parameters('databaseId'), '${apiVersions.redis}').${accessKey}Key`;
  return {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters: { vaultName: text, secretName: text, databaseId: text, hostName: text },
    resources: [
      {
        type: "Microsoft.KeyVault/vaults/secrets",
        apiVersion: apiVersions.vault,
        name: "[concat(parameters('vaultName'), '/', parameters('secretName'))]",
        properties: {
          contentType: "text/plain",
          value: `[concat(parameters('hostName'), ':${cachePort},password=', ${key}, ',ssl=True,abortConnect=False')]`,
        },
      },
    ],
  };
}
