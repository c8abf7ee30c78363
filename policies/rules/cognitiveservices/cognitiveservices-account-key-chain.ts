import { normalizeRegion } from "../../../catalog/regions";
import { assignmentPermits } from "../../access";
import { ours } from "../../controls";
import type { GraphReader, GraphRule, Subject } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass, same, unknown } from "../../verdicts";

const properties = "properties.encryption.keyVaultProperties";

export const accountKeyChain: GraphRule = {
  id: "CS-0155",
  name: "cognitiveservices-account-key-chain",
  title:
    "The key of an AI account stands in a vault of its region, cannot be purged, and the account may use it.",
  severity: "high",
  why: "A key that is gone takes the data along, a vault of another region fails with that region, and an identity without its role leaves the account without its data. Each link looks right alone.",
  fix: {
    text: "Put the key into a vault of the account's region with purge protection, and give the account's identity Key Vault Crypto Service Encryption User on that key.",
    code: 'assignRole(name, { scope: key.id, role: "keyVaultCryptoServiceEncryptionUser", principalId: identity.principalId, principalType: "ServicePrincipal" }, opts);',
  },
  controls: [
    ...ours("mcsb", "DP-5", "DP-6"),
    ...ours("gdpr", "32(1)(a)", "34(3)(a)"),
    ...ours("hipaa", "164.312(a)(2)(iv)"),
    ...ours("nist80053", "SC-12", "SC-13", "SC-28"),
    ...ours("iso27001", "A.8.24"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.10"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/ai-services/encryption/cognitive-services-encryption-keys-portal",
  scope: "graph",
  types: azure.account,
  check: (account, graph) => {
    const inputs = graph.inputs(account);
    if (!same(inputs.string("properties.encryption.keySource"), "Microsoft.KeyVault"))
      return notApplicable("it is encrypted with a key of Microsoft");
    const vaultName = /^https:\/\/([^./]+)\./i.exec(inputs.string(`${properties}.keyVaultUri`) ?? "")?.[1];
    const keyName = inputs.string(`${properties}.keyName`);
    const vault = graph
      .all(azure.vault)
      .find((each) => same(graph.inputs(each).string("vaultName"), vaultName ?? ""));
    if (!vault)
      return unknown(`the vault "${vaultName ?? "without a name"}" of its key is not in this stack`);
    const key = graph
      .all(azure.key)
      .find(
        (each) =>
          same(graph.inputs(each).string("keyName"), keyName ?? "") &&
          graph.references(each, "vaultName", azure.vault).some(({ target }) => target?.urn === vault.urn),
      );
    if (!key)
      return fail(
        `the vault "${vaultName ?? ""}" holds no key "${keyName ?? ""}" in this stack`,
        `${properties}.keyName`,
      );
    const [home, region] = [vault, account].map((each) =>
      normalizeRegion(graph.inputs(each).string("location") ?? ""),
    );
    if (home !== region)
      return fail(
        `its key stands in ${home ?? ""}, must be in ${region ?? ""} as the account`,
        `${properties}.keyVaultUri`,
      );
    if (graph.inputs(vault).boolean("properties.enablePurgeProtection") !== true)
      return fail(`the vault "${vaultName ?? ""}" of its key can be purged`, `${properties}.keyVaultUri`);
    return maySomeIdentityUse(account, [key, vault], graph)
      ? pass
      : fail(
          "none of its identities has a role that may wrap and unwrap with its key",
          "identity.userAssignedIdentities",
        );
  },
};

function maySomeIdentityUse(account: Subject, scopes: readonly Subject[], graph: GraphReader): boolean {
  const identities = graph
    .references(account, "identity.userAssignedIdentities[]", azure.userAssignedIdentity)
    .map(({ target }) => target)
    .filter((target) => target !== undefined);
  return graph
    .all(azure.roleAssignment)
    .some(
      (assignment) =>
        graph
          .references(assignment, "scope", ["*"])
          .some(({ target }) => scopes.some(({ urn }) => urn === target?.urn)) &&
        assignmentPermits(assignment, "Microsoft.KeyVault/vaults/keys/wrap/action", "data", graph) ===
          "yes" &&
        graph
          .references(assignment, "principalId", azure.userAssignedIdentity)
          .some(({ id, target }) =>
            identities.some(
              (identity) => target?.urn === identity.urn || same(principalOf(identity, graph), id ?? ""),
            ),
          ),
    );
}

function principalOf(identity: Subject, graph: GraphReader): string | undefined {
  return graph.outputs(identity).string("principalId");
}
