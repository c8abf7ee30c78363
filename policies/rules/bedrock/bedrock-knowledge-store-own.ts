import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { notApplicable, pass, unlike } from "../../verdicts";

const ofOthers = ["PINECONE", "REDIS_ENTERPRISE_CLOUD", "MONGO_DB_ATLAS"];

export const bedrockKnowledgeStoreOwn: ResourceRule = {
  id: "CS-0426",
  name: "bedrock-knowledge-store-own",
  title: "Knowledge bases keep their vectors in AWS.",
  severity: "high",
  why: "Vectors can be turned back into much of the text. A store of a third party is a processor and a place of its own, reached over the internet by a key.",
  fix: {
    text: "Keep vectors in OpenSearch Serverless, S3 Vectors, Aurora or Neptune of the account.",
    code: 'storageConfiguration: { type: "S3_VECTORS", s3VectorsConfiguration: { indexArn } }',
  },
  controls: serving(themes.residency, ours("owaspLlm", "LLM08")),
  covers: [],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/knowledge-base-setup.html",
  scope: "resource",
  types: aws.knowledgeBase,
  check: (inputs) => {
    const type = inputs.string("storageConfiguration.type");
    if (type === undefined) return notApplicable("it keeps no vectors of its own");
    return ofOthers.includes(type)
      ? unlike(inputs, "storageConfiguration.type", "which is a store outside of AWS")
      : pass;
  },
};
