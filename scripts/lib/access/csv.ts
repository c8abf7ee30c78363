import type { AccessModel } from "../../../graph/access/index";
import { howText, keysText, networkText, verbWords } from "./words";

const columns = [
  ...["principal", "kind", "objectId", "resource", "resourceKind", "may", "answer", "path", "role"],
  ...["scope", "how", "terms", "operation", "pattern", "deployments", "limits", "gateway", "network"],
  ...["keys", "signsInBy", "reviewer", "decision"],
] as const;

/** One line for each answer, with empty columns for whoever reviews it. */
export function accessCsv(model: AccessModel): string {
  const principals = new Map(model.principals.map((each) => [each.key, each]));
  const resources = new Map(model.resources.map((each) => [each.urn, each]));
  const rows = model.entries.map((entry) => {
    const principal = principals.get(entry.principal);
    const resource = resources.get(entry.resource);
    return [
      principal?.name ?? entry.principal,
      principal?.kind ?? "",
      principal?.key ?? "",
      resource?.name ?? entry.resource,
      resource?.kind ?? "",
      verbWords[entry.verb].column,
      entry.answer,
      entry.path,
      entry.holding.role,
      entry.holding.scope,
      howText(entry, true),
      entry.holding.terms ?? "",
      entry.operation,
      entry.pattern ?? "",
      (entry.gateway?.deployments ?? []).join("; "),
      (entry.gateway?.limits ?? []).join("; "),
      entry.gateway ? `${entry.gateway.service}: ${networkText(entry.gateway.network)}` : "",
      resource ? networkText(resource.network) : "",
      resource ? keysText(resource.keys) : "",
      (principal?.federated ?? []).map(({ issuer, subject }) => `${subject} of ${issuer}`).join("; "),
      "",
      "",
    ];
  });
  return [[...columns], ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}

/** Quoted by RFC 4180; a leading character that a spreadsheet takes for a formula is disarmed. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
