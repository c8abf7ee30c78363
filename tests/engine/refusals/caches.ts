import { type Declared, type Row, azure, of } from "./row";
import { vault } from "./vaults";

const service = azure("service", "apimanagement:ApiManagementService", {
  serviceName: "{slug}-gate",
  sku: { name: "Premium", capacity: 1 },
  publisherEmail: "platform@contoso.example",
  publisherName: "contoso",
  identity: { type: "SystemAssigned" },
});
const cluster = azure("cluster", "redisenterprise:RedisEnterprise", {
  clusterName: "{slug}-redis",
  publicNetworkAccess: "Disabled",
  sku: { name: "Balanced_B0" },
});
const database = (more: object = {}): Declared =>
  azure(
    "database",
    "redisenterprise:Database",
    {
      clusterName: "{slug}-redis",
      databaseName: "default",
      modules: [{ name: "RediSearch" }],
      clusteringPolicy: "EnterpriseCluster",
      evictionPolicy: "NoEviction",
      ...more,
    },
    ["cluster"],
  );
const template = (value: string): Declared =>
  azure(
    "template",
    "resources:Deployment",
    {
      deploymentName: "{slug}-connection",
      properties: {
        mode: "Incremental",
        template: {
          contentVersion: "1.0.0.0",
          resources: [
            {
              type: "Microsoft.KeyVault/vaults/secrets",
              apiVersion: "2024-11-01",
              name: "{slug}-kv/connection",
              properties: { value },
            },
          ],
        },
      },
    },
    ["vault"],
  );
const written = template("[concat('cache.example:10000,', 'ssl=True')]");
const value = azure(
  "value",
  "apimanagement:NamedValue",
  {
    serviceName: "{slug}-gate",
    namedValueId: "cache",
    displayName: "cache",
    secret: true,
    keyVault: { secretIdentifier: "https://{slug}-kv.vault.azure.net/secrets/connection" },
  },
  ["service", "template"],
);
const reader = azure(
  "reader",
  "authorization:RoleAssignment",
  {
    scope: of("vault"),
    principalId: of("service", "identity.principalId"),
    principalType: "ServicePrincipal",
    roleDefinitionId:
      "/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6",
  },
  ["vault", "service"],
);

/** What a semantic cache is made of. */
export const caches: readonly Row[] = [
  {
    name: "a Redis that searches and evicts",
    proves: "400 BadRequest behaviours/redis.ts",
    says: "The module 'RediSearch' requires the eviction policy 'NoEviction', and it is 'AllKeysLRU'.",
    before: [cluster],
    refused: [cluster, database({ evictionPolicy: "AllKeysLRU" })],
    recovered: [cluster, database()],
  },
  {
    name: "a template with a function that there is not",
    proves: "400 InvalidTemplate arm/template-expression.ts",
    says: "The template function 'join' is not valid.",
    before: [vault()],
    refused: [vault(), template("[join('a', 'b')]")],
    recovered: [vault(), written],
  },
  {
    name: "a secret that a gateway may not read",
    proves: "400 ValidationError behaviours/gateway-caches.ts",
    says: "Access denied to get secret",
    before: [vault(), written, service],
    refused: [vault(), written, service, value],
    recovered: [vault(), written, service, reader, { ...value, after: ["service", "template", "reader"] }],
  },
];
