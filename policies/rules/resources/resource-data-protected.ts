import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { aws, azure } from "../../types";
import { fail, notApplicable, pass, same } from "../../verdicts";

export const resourceDataProtected: GraphRule = {
  id: "CS-0075",
  name: "resource-data-protected",
  title: "In protected environments, what holds data or keys cannot be deleted by a slip.",
  severity: "medium",
  why: "A changed name, a wrong stack, or one line too many in a pull request makes the engine delete and recreate. What stood in the resource is then gone, and with a key everything that it encrypts.",
  fix: {
    text: "Set the option protect, which stops the engine, or a lock of level CanNotDelete, which stops everybody.",
    code: "new keyvault.Vault(name, args, { protect: true });",
  },
  controls: [
    ...ours("mcsb", "BR-2", "DP-8"),
    ...ours("gdpr", "32(1)(b)", "32(1)(c)"),
    ...ours("hipaa", "164.308(a)(7)(ii)(A)", "164.312(c)(1)"),
    ...ours("nist80053", "CP-6", "CP-9", "CP-10"),
    ...ours("iso27001", "A.8.13", "A.8.14"),
    ...ours("euAiAct", "15(4)"),
  ],
  covers: [],
  url: "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
  scope: "graph",
  types: [
    ...[...azure.account, ...azure.vault, ...azure.key, ...azure.storageAccount, ...azure.workspace],
    ...[...azure.searchService, ...azure.cosmosAccount, ...azure.databricksWorkspace],
    ...[...azure.learningWorkspace, ...azure.registry, ...aws.key, ...aws.bucket],
  ],
  check: (resource, graph, { declaration }) => {
    if (!declaration.protected)
      return notApplicable(`the environment "${declaration.environment}" is not protected`);
    if (resource.protect) return pass;
    const locked = graph.someReferrer(resource, azure.lockByScope, "scope", (lock) => {
      const level = graph.inputs(lock).string("level");
      return same(level, "CanNotDelete") || same(level, "ReadOnly");
    });
    return locked ? pass : fail("neither the option protect nor a lock keeps it from deletion");
  },
};
