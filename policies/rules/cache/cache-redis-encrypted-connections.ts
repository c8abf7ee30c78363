import type { ResourceRule } from "../../rule";
import { themes } from "../../themes";
import { azure } from "../../types";
import { fail, pass, same } from "../../verdicts";

export const redisEncryptedConnections: ResourceRule = {
  id: "CS-0563",
  name: "cache-redis-encrypted-connections",
  title: "Databases of Redis take encrypted connections only.",
  severity: "high",
  why: "A connection in plain text shows the access key, and every question and answer that is cached, to whoever stands between.",
  fix: {
    text: "Set clientProtocol to Encrypted, or leave it out: that is the default.",
    code: 'new redisenterprise.Database(name, { clientProtocol: "Encrypted" });',
  },
  controls: themes.transit,
  covers: [],
  url: "https://learn.microsoft.com/azure/redis/tls-configuration",
  scope: "resource",
  types: azure.redisDatabase,
  check: (inputs) =>
    same(inputs.string("clientProtocol") ?? "Encrypted", "Encrypted")
      ? pass
      : fail(`clientProtocol is ${inputs.show("clientProtocol")}, must be "Encrypted"`, "clientProtocol"),
};
