import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { redisCustomerKey as rule } from "./cache-redis-customer-key";

const redis = (customerManagedKeyEncryption: object) => [
  resource(azure.redis[0], {
    encryption: { customerManagedKeyEncryption: { ...customerManagedKeyEncryption } },
  }),
];
const keyEncryptionKeyUrl = "https://vault.vault.azure.net/keys/cache/1";
const keyEncryptionKeyIdentity = {
  identityType: "userAssignedIdentity",
  userAssignedIdentityResourceId: "/subscriptions/0",
};

export const cases: RuleCases = {
  rule,
  pass: { "a key and an identity": redis({ keyEncryptionKeyUrl, keyEncryptionKeyIdentity }) },
  fail: {
    "no key": [redis({ keyEncryptionKeyIdentity }), "must name a key"],
    "the cluster's own identity": [
      redis({ keyEncryptionKeyUrl, keyEncryptionKeyIdentity: { identityType: "systemAssignedIdentity" } }),
      'must be "userAssignedIdentity"',
    ],
    "nothing is said": [[resource(azure.redis[0], {})], "is not set"],
  },
};
