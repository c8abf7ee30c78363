import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { redisEncryptedConnections as rule } from "./cache-redis-encrypted-connections";

const database = (inputs: object) => [resource(azure.redisDatabase[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    encrypted: database({ clientProtocol: "Encrypted" }),
    "the default is encrypted": database({}),
  },
  fail: { "plain text": [database({ clientProtocol: "Plaintext" }), 'must be "Encrypted"'] },
};
