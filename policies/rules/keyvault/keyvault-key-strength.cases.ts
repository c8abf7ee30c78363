import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { keyStrength as rule } from "./keyvault-key-strength";

const key = (properties: object) => [resource(azure.key[0], { properties: { ...properties } })];

export const cases: RuleCases = {
  rule,
  pass: {
    "RSA of 2048 bits": key({ kty: "RSA", keySize: 2048 }),
    "RSA of the default size": key({ kty: "RSA-HSM" }),
    "a NIST curve": key({ kty: "EC", curveName: "P-384" }),
  },
  fail: {
    "RSA of 1024 bits": [key({ kty: "RSA", keySize: 1024 }), "must be at least 2048"],
    "the curve of Bitcoin": [key({ kty: "EC", curveName: "P-256K" }), "must be one of P-256"],
    "no type": [key({}), "kty is not set"],
  },
  notApplicable: { "a symmetric key": key({ kty: "oct-HSM" }) },
};
