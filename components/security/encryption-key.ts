import * as keyvault from "@pulumi/azure-native/keyvault";
import * as pulumi from "@pulumi/pulumi";
import { holdsData } from "../shared/protection";
import type { Tags } from "../shared/tags";
import type { Vault } from "./vault";

/** Arguments of an {@link EncryptionKey}. */
export interface EncryptionKeyArgs {
  /** The vault that keeps the key. */
  readonly vault: Vault;
  /** Name of the key in the vault. */
  readonly keyName: string;
  /** True where data encrypted with the key must not be lost. */
  readonly protected: boolean;
  /** Tags of the key. */
  readonly tags: Tags;
  /**
   * Age at which the vault makes a new version of the key, as an ISO 8601 duration.
   * @default "P90D"
   */
  readonly rotateAfter?: string;
  /**
   * Age at which a version expires, as an ISO 8601 duration: later than `rotateAfter`, so that data is re-encrypted
   * in time.
   * @default "P2Y"
   */
  readonly expireAfter?: string;
}

const defaults = { rotateAfter: "P90D", expireAfter: "P2Y" } as const;

/**
 * A customer-managed key that rotates by itself. RSA 2048 is the only kind that AI accounts take:
 * https://learn.microsoft.com/azure/ai-services/encryption/cognitive-services-encryption-keys-portal
 */
export class EncryptionKey extends pulumi.ComponentResource {
  /** ARM ID of the key: the scope of the role that lets a service use it. */
  public readonly id: pulumi.Output<string>;
  /** Name of the key. */
  public readonly keyName: pulumi.Output<string>;
  /** URI of the vault that keeps it. */
  public readonly vaultUri: pulumi.Output<string>;
  /** Newest version of the key, for services that do not follow its rotation themselves. */
  public readonly version: pulumi.Output<string>;

  constructor(name: string, args: EncryptionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    const { vault, ...inputs } = args;
    super("cornerstone:index:EncryptionKey", name, { ...inputs, vaultId: vault.id }, opts);
    const key = createKey(this, name, args);
    this.id = key.id;
    this.keyName = key.name;
    this.vaultUri = vault.vaultUri;
    this.version = key.keyUriWithVersion.apply((uri) => uri.split("/").pop() ?? "");
    this.registerOutputs({ id: this.id, keyName: this.keyName, vaultUri: this.vaultUri });
  }
}

function createKey(parent: EncryptionKey, name: string, args: EncryptionKeyArgs): keyvault.Key {
  return new keyvault.Key(
    `${name}-key`,
    {
      resourceGroupName: args.vault.resourceGroupName,
      vaultName: args.vault.vaultName,
      keyName: args.keyName,
      properties: {
        kty: "RSA",
        keySize: 2048,
        keyOps: ["wrapKey", "unwrapKey"],
        attributes: { enabled: true, exportable: false },
        rotationPolicy: {
          attributes: { expiryTime: args.expireAfter ?? defaults.expireAfter },
          lifetimeActions: [
            {
              trigger: { timeAfterCreate: args.rotateAfter ?? defaults.rotateAfter },
              action: { type: "rotate" },
            },
          ],
        },
      },
      tags: { ...args.tags },
    },
    holdsData(args.protected, { parent }),
  );
}
