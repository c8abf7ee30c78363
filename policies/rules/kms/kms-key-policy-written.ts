import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const kmsKeyPolicyWritten: GraphRule = {
  id: "CS-0452",
  name: "kms-key-policy-written",
  title: "Keys have a policy that says who may use them.",
  severity: "medium",
  why: "Without one AWS writes its own: every role of the account that may call KMS may use the key, and no line of the program shows it.",
  fix: {
    text: "Write the policy: the account for administration, each service and role for what it does.",
    code: "new kms.Key(name, { policy: keyPolicy.json });",
  },
  controls: themes.leastPrivilege,
  covers: ["checkov:CKV2_AWS_64"],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
  scope: "graph",
  types: aws.key,
  check: (key, graph) =>
    graph.inputs(key).has("policy") || graph.someReferrer(key, aws.keyPolicy, "keyId")
      ? pass
      : fail("it has no policy but the one that AWS writes for it", "policy"),
};
