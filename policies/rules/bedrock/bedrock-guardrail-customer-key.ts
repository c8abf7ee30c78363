import { mustUseCustomerKey } from "../../customer-key";
import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";

export const bedrockGuardrailCustomerKey: GraphRule = {
  id: "CS-0404",
  name: "bedrock-guardrail-customer-key",
  title: "Guardrails are encrypted by a KMS key of yours.",
  severity: "medium",
  why: "A guardrail lists what a company does not want said: code names, customers, its own weaknesses. A key of yours decides who reads that list.",
  fix: { text: "Give the guardrail a key.", code: "new bedrock.Guardrail(name, { kmsKeyArn: key.arn });" },
  controls: themes.encryption,
  covers: ["aws-sra-bedrock:sra-bedrock-check-guardrail-encryption"],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-guardrails.html",
  scope: "graph",
  types: aws.guardrail,
  check: (guardrail, graph) => mustUseCustomerKey(guardrail, "kmsKeyArn", graph),
};
