import { canonicalType } from "../../../graph/types";

/** What is lost when a resource of the type is deleted; types that are not here can be built again from the program. */
const dataOf: Readonly<Record<string, string>> = {
  "azure-native:cognitiveservices:Account": "files, batches and stored completions",
  "azure-native:keyvault:Vault": "the keys that everything is encrypted with",
  "azure-native:keyvault:Key": "the key that data is encrypted with",
  "azure-native:operationalinsights:Workspace": "log records",
  "azure-native:storage:StorageAccount": "blobs",
  "azure-native:cosmosdb:DatabaseAccount": "documents",
  "azure-native:documentdb:DatabaseAccount": "documents",
  "azure-native:search:Service": "search indexes",
  "azure-native:databricks:Workspace": "notebooks, clusters and the tables of its own storage",
  "azure-native:machinelearningservices:Workspace": "experiments, trained models and their history",
  "azure-native:containerregistry:Registry": "images",
  "azure-native:storage:BlobContainer": "blobs",
  "azure-native:keyvault:Secret": "the secret",
  "azure-native:resources:ResourceGroup": "everything in it",
  "aws:s3/bucket:Bucket": "objects",
  "aws:kms/key:Key": "the key that data is encrypted with",
  "aws:cloudwatch/logGroup:LogGroup": "log records",
  "aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase": "the index of its documents",
  "aws:bedrock/customModel:CustomModel": "the trained model",
  "aws:secretsmanager/secret:Secret": "the secret",
};

/** What a resource of this type holds that no program can build again; undefined for all others. */
export function dataHeldBy(type: string): string | undefined {
  return dataOf[canonicalType(type)];
}
