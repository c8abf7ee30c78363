import type { AwsType } from "../resource-type";

export const key = "aws:kms/key:Key";

export const kms: readonly AwsType[] = [
  {
    token: key,
    noun: "KMS Key",
    service: "KMS",
    operations: ["CreateKey", "UpdateKeyDescription", "ScheduleKeyDeletion"],
    id: "{uuid}",
    forceNew: ["customerMasterKeySpec", "customKeyStoreId", "keyUsage", "multiRegion", "xksKeyId"],
    defaults: {
      bypassPolicyLockoutSafetyCheck: false,
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      enableKeyRotation: false,
      isEnabled: true,
      keyUsage: "ENCRYPT_DECRYPT",
    },
    optional: {
      description: "",
      multiRegion: false,
      policy:
        '{"Id":"key-default-1","Statement":[{"Action":"kms:*","Effect":"Allow","Principal":{"AWS":"arn:{partition}:iam::{account}:root"},"Resource":"*","Sid":"Enable IAM User Permissions"}],"Version":"2012-10-17"}',
    },
    computed: { arn: "arn:{partition}:kms:{region}:{account}:key/{id}", keyId: "{id}" },
    allowed: {
      keyUsage: ["SIGN_VERIFY", "ENCRYPT_DECRYPT", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"],
      customerMasterKeySpec: [
        "RSA_2048",
        "RSA_3072",
        "RSA_4096",
        "ECC_NIST_P256",
        "ECC_NIST_P384",
        "ECC_NIST_P521",
        "ECC_SECG_P256K1",
        "SYMMETRIC_DEFAULT",
        "HMAC_224",
        "HMAC_256",
        "HMAC_384",
        "HMAC_512",
        "SM2",
        "ML_DSA_44",
        "ML_DSA_65",
        "ML_DSA_87",
        "ECC_NIST_EDWARDS25519",
      ],
    },
    lengths: { description: [0, 8192] },
    ranges: { deletionWindowInDays: [7, 30], rotationPeriodInDays: [90, 2560] },
    policies: ["policy"],
    missing: [400, "NotFoundException", "Key '{value}' does not exist"],
    seconds: 10,
  },
  {
    token: "aws:kms/alias:Alias",
    noun: "KMS Alias",
    called: "{name}",
    service: "KMS",
    operations: ["CreateAlias", "UpdateAlias", "DeleteAlias"],
    id: "{name}",
    forceNew: ["name", "namePrefix"],
    conflicts: [["name", "namePrefix"]],
    optional: { namePrefix: "" },
    computed: { arn: "arn:{partition}:kms:{region}:{account}:{name}" },
  },
];
