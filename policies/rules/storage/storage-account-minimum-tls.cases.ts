import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageMinimumTls as rule } from "./storage-account-minimum-tls";

const account = (inputs: object) => [resource(azure.storageAccount[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "TLS 1.2": account({ minimumTlsVersion: "TLS1_2" }),
    "TLS 1.3": account({ minimumTlsVersion: "TLS1_3" }),
  },
  fail: {
    "TLS 1.0": [account({ minimumTlsVersion: "TLS1_0" }), 'must be "TLS1_2"'],
    "the default": [account({}), "is not set"],
  },
};
