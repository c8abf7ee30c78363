import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageCrossTenantReplicationDisabled as rule } from "./storage-account-cross-tenant-replication-disabled";

const account = (inputs: object) => [resource(azure.storageAccount[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "it is off": account({ allowCrossTenantReplication: false }) },
  fail: {
    "it is on": [account({ allowCrossTenantReplication: true }), "must be false"],
    "not said": [account({}), "is not set"],
  },
};
