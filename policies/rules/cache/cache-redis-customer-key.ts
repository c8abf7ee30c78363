import type { ResourceRule } from "../../rule";
import { themes } from "../../themes";
import { azure } from "../../types";
import { firstFailure, mustBe, pass, unlike } from "../../verdicts";

const encryption = "encryption.customerManagedKeyEncryption";

export const redisCustomerKey: ResourceRule = {
  id: "CS-0562",
  name: "cache-redis-customer-key",
  title: "Redis clusters encrypt their disks with a key of the customer, through a user-assigned identity.",
  severity: "high",
  why: "A key of your own can be revoked, and its use is logged. Redis takes it through a user-assigned identity alone.",
  fix: {
    text: "Set encryption.customerManagedKeyEncryption: the identity first, its role on the key, then the cluster.",
    code: "new redisenterprise.RedisEnterprise(name, { encryption: { customerManagedKeyEncryption: { keyEncryptionKeyUrl, keyEncryptionKeyIdentity } } });",
  },
  controls: themes.encryption,
  covers: [],
  url: "https://learn.microsoft.com/azure/redis/how-to-encryption",
  scope: "resource",
  types: azure.redis,
  check: (inputs) =>
    firstFailure(
      () =>
        (inputs.string(`${encryption}.keyEncryptionKeyUrl`) ?? "") === ""
          ? unlike(inputs, `${encryption}.keyEncryptionKeyUrl`, "must name a key")
          : pass,
      () => mustBe(inputs, `${encryption}.keyEncryptionKeyIdentity.identityType`, "userAssignedIdentity"),
    ),
};
