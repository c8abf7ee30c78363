import { Unknown } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { resourceDiagnostics as rule } from "./monitor-resource-diagnostics";

const id = armId("Microsoft.KeyVault/vaults", "kv");
const vault = resource(azure.vault[0], {}, { id });
const workspaceId = armId("Microsoft.OperationalInsights/workspaces", "logs");
const setting = (change: object) =>
  resource(
    azure.diagnosticSetting[0],
    { resourceUri: id, workspaceId, logs: [{ categoryGroup: "allLogs", enabled: true }], ...change },
    { name: "setting" },
  );
const groupId = armId("Microsoft.Network/networkSecurityGroups", "nsg");

export const cases: RuleCases = {
  rule,
  pass: {
    "all logs": [vault, setting({})],
    "the audit category alone": [vault, setting({ logs: [{ category: "AuditEvent", enabled: true }] })],
    "any log of a security group": [
      resource(azure.networkSecurityGroup[0], {}, { id: groupId }),
      setting({ resourceUri: groupId, logs: [{ category: "NetworkSecurityGroupEvent", enabled: true }] }),
    ],
  },
  fail: {
    "a search service without one": [[resource(azure.searchService[0], {})], "sends its logs anywhere"],
    "no setting": [[vault], "no diagnostic setting"],
    "a setting of another vault": [[vault, setting({ resourceUri: `${id}-2` })], "no diagnostic setting"],
    "the category is off": [
      [vault, setting({ logs: [{ categoryGroup: "allLogs", enabled: false }] })],
      "sends its audit logs",
    ],
    "metrics only": [[vault, setting({ logs: [] })], "sends its audit logs"],
    "it leads nowhere": [[vault, setting({ workspaceId: undefined })], "anywhere"],
  },
  unknown: { "a setting that may be of it": [vault, setting({ resourceUri: new Unknown("preview") })] },
};
