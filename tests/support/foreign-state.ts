/**
 * What `pulumi stack export` prints of a program that is not this project's: plain azure-native and aws resources, no
 * component of ours, an account by a token that names the API version, a secret that is encrypted.
 */
export const foreignState = {
  version: 3,
  deployment: {
    manifest: { time: "2026-10-01T09:00:00Z", magic: "", version: "v3.259.0" },
    resources: [
      { urn: urn("pulumi:pulumi:Stack", "shop-live"), type: "pulumi:pulumi:Stack", custom: false },
      ...[
        custom("azure-native:resources:ResourceGroup", "rg", azure("rg-shop"), {
          resourceGroupName: "rg-shop",
          location: "westeurope",
        }),
        custom(
          "azure-native:storage:StorageAccount",
          "uploads",
          azure("rg-shop", "Microsoft.Storage/storageAccounts/shopuploads"),
          {
            accountName: "shopuploads",
            resourceGroupName: "rg-shop",
            location: "westeurope",
            kind: "StorageV2",
            sku: { name: "Standard_GRS" },
            allowBlobPublicAccess: true,
            minimumTlsVersion: "TLS1_0",
            enableHttpsTrafficOnly: true,
            allowSharedKeyAccess: true,
          },
        ),
        custom(
          "azure-native:cognitiveservices/v20241001:Account",
          "assistant",
          azure("rg-shop", "Microsoft.CognitiveServices/accounts/shop-assistant"),
          {
            accountName: "shop-assistant",
            resourceGroupName: "rg-shop",
            location: "eastus",
            kind: "OpenAI",
            sku: { name: "S0" },
            properties: { publicNetworkAccess: "Enabled", disableLocalAuth: false },
          },
        ),
        custom("aws:s3/bucket:Bucket", "invoices", "shop-invoices", {
          bucket: "shop-invoices",
          acl: "private",
        }),
        custom("aws:iam/user:User", "deployer", "deployer", { name: "deployer" }),
        custom(
          "aws:iam/accessKey:AccessKey",
          "deployer-key",
          "AKIAIOSFODNN7EXAMPLE",
          { user: "deployer" },
          {
            secret: {
              "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
              ciphertext: "v1:ignored",
            },
          },
        ),
      ],
    ],
  },
} as const;

function urn(type: string, name: string): string {
  return `urn:pulumi:live::shop::${type}::${name}`;
}

function custom(type: string, name: string, id: string, inputs: object, outputs: object = {}): object {
  return {
    urn: urn(type, name),
    type,
    custom: true,
    id,
    parent: urn("pulumi:pulumi:Stack", "shop-live"),
    inputs,
    outputs: { ...inputs, ...outputs, id },
    dependencies: [],
  };
}

function azure(group: string, rest?: string): string {
  const base = `/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/${group}`;
  return rest === undefined ? base : `${base}/providers/${rest}`;
}
