import { ours } from "../../controls";
import { mustUseCustomerKey } from "../../customer-key";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";

export const bedrockSourceCustomerKey: GraphRule = {
  id: "CS-0425",
  name: "bedrock-source-customer-key",
  title: "Documents that a knowledge base takes in are encrypted by a KMS key of yours on the way.",
  severity: "medium",
  why: "While Bedrock cuts documents up it keeps them. Without a key of yours that copy is under a key of AWS.",
  fix: {
    text: "Name a key in the data source.",
    code: "serverSideEncryptionConfiguration: { kmsKeyArn: key.arn }",
  },
  controls: serving(themes.encryption, ours("owaspLlm", "LLM08")),
  covers: [
    "prowler-aws:bedrock_knowledge_base_encrypted_with_cmk",
    "aws-sra-bedrock:sra-bedrock-check-kb-ingestion-encryption",
  ],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-kb.html",
  scope: "graph",
  types: aws.dataSource,
  check: (source, graph) => mustUseCustomerKey(source, "serverSideEncryptionConfiguration.kmsKeyArn", graph),
};
