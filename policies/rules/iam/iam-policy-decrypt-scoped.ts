import { vendor } from "../../controls";
import { allowedTo, documentsOf, policyHolders } from "../../iam-documents";
import { conditionValues } from "../../iam-policy";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { fail, notApplicable, pass } from "../../verdicts";

export const iamPolicyDecryptScoped: GraphRule = {
  id: "CS-0491",
  name: "iam-policy-decrypt-scoped",
  title: "Policies let nobody decrypt with every key.",
  severity: "high",
  why: "Keys divide what one stolen role can read. A role that may decrypt with all of them reads the next project's data as well.",
  fix: {
    text: "Name the keys, or limit the use to one service by kms:ViaService.",
    code: '{ Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: key.arn }',
  },
  controls: serving(
    themes.encryption,
    themes.leastPrivilege,
    vendor("nist80053", "AC-2", "AC-3", "AC-5", "AC-6"),
  ),
  covers: ["aws-fsbp:KMS.1", "aws-fsbp:KMS.2"],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html",
  scope: "graph",
  types: policyHolders,
  check: (holder, graph) => {
    const documents = documentsOf(holder, graph);
    const decrypting = documents.flatMap(({ statements }) =>
      allowedTo(statements, "kms:Decrypt", "kms:ReEncryptFrom"),
    );
    if (decrypting.length === 0) return notApplicable("it lets nobody decrypt");
    const wide = decrypting.find(
      (statement) =>
        (statement.notResources.length > 0 ||
          statement.resources.some((target) => target === "*" || /:key\/\*$/.test(target))) &&
        conditionValues(statement, "kms:ViaService", /^String(Equals|Like)$/i).length === 0 &&
        conditionValues(statement, "kms:ResourceAliases", /String(Equals|Like)$/i).length === 0,
    );
    return wide ? fail("it allows kms:Decrypt with every key", "policy") : pass;
  },
};
