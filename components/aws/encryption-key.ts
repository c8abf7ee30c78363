import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { holdsData } from "../shared/protection";
import { keyPolicy, type KeyUsers } from "./key-policy";
import { policyDocument } from "./policy-document";

/** Arguments of an {@link EncryptionKey}. */
export interface EncryptionKeyArgs extends KeyUsers {
  /** Name of its alias, without `alias/`. */
  readonly alias: string;
  /** True where data encrypted with the key must not be lost. */
  readonly protected: boolean;
}

/** Days between the order to delete a key and its end: the longest that AWS grants, in which it can be taken back. */
const deletionWindowDays = 30;

/** A customer-managed key of the platform that rotates by itself once a year. */
export class EncryptionKey extends pulumi.ComponentResource {
  /** ARN of the key. */
  public readonly arn: pulumi.Output<string>;

  constructor(name: string, args: EncryptionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:aws:EncryptionKey", name, args, opts);
    const key = createKey(this, name, args);
    new kms.Alias(
      `${name}-alias`,
      { region: args.region, name: `alias/${args.alias}`, targetKeyId: key.keyId },
      { parent: this },
    );
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function createKey(parent: EncryptionKey, name: string, args: EncryptionKeyArgs): kms.Key {
  return new kms.Key(
    `${name}-key`,
    {
      region: args.region,
      description: "Encrypts data of the platform",
      keyUsage: "ENCRYPT_DECRYPT",
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      multiRegion: false,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: deletionWindowDays,
      policy: policyDocument(keyPolicy(args)),
      tags: { ...args.tags },
    },
    holdsData(args.protected, { parent }),
  );
}
