import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockKnowledgeStoreOwn as rule } from "./bedrock-knowledge-store-own";

const base = (type?: string) => [
  resource(aws.knowledgeBase[0], { storageConfiguration: type === undefined ? {} : { type } }),
];

export const cases: RuleCases = {
  rule,
  pass: { "vectors in S3": base("S3_VECTORS"), "in OpenSearch": base("OPENSEARCH_SERVERLESS") },
  fail: { "at Pinecone": [base("PINECONE"), "which is a store outside of AWS"] },
  notApplicable: { "on tables": base() },
  unknown: {
    "not known yet": [
      resource(aws.knowledgeBase[0], { storageConfiguration: { type: new Unknown("preview") } }),
    ],
  },
};
