import { type Declared, type Row, azure } from "./row";

/** An AI account; its resource name and subdomain are the row's own unless they are given. */
export const account = (properties: object = {}, more: object = {}, as = "ai", name = "{slug}"): Declared =>
  azure(as, "cognitiveservices:Account", {
    accountName: name,
    kind: "AIServices",
    sku: { name: "S0" },
    properties: { customSubDomainName: name, ...properties },
    ...more,
  });

/** What is nested in an account is written one after another. */
export const inAccount = (
  as: string,
  type: string,
  inputs: Declared["inputs"],
  after: readonly string[] = ["ai"],
): Declared => azure(as, `cognitiveservices:${type}`, { accountName: "{slug}", ...inputs }, after);

export const project = (as = "project", after: readonly string[] = ["ai"]): Declared =>
  inAccount(as, "Project", { projectName: as, identity: { type: "SystemAssigned" } }, after);

const deployment = (name: string, version: string, sku?: object): Declared =>
  inAccount("chat", "Deployment", {
    deploymentName: "chat",
    ...(sku && { sku }),
    properties: { model: { format: "OpenAI", name, version } },
  });
const one = { name: "GlobalStandard", capacity: 1 };

const connection = (name: string, inProject: string, as: string): Declared =>
  inAccount(
    as,
    "ProjectConnection",
    {
      projectName: inProject,
      connectionName: name,
      properties: {
        category: "CosmosDb",
        authType: "AAD",
        target: "https://threads.documents.azure.com:443/",
        metadata: { ApiType: "Azure" },
      },
    },
    ["project", "second", "threads"],
  );
const twoProjects = [
  account(),
  project(),
  project("second", ["project"]),
  connection("threads", "project", "threads"),
];

/** AI accounts, their deployments and the connections of their projects. */
export const accounts: readonly Row[] = [
  {
    name: "a subdomain that somebody has",
    proves: "409 CustomDomainInUse behaviours/account-names.ts",
    says: "The subdomain name '{slug}' is not available as it's already used by a resource.",
    before: [account()],
    refused: [account(), account({ customSubDomainName: "{slug}" }, {}, "other", "{slug}-2")],
    recovered: [account(), account({}, {}, "other", "{slug}-2")],
  },
  {
    name: "an account in place of one that was deleted, to which it is restored",
    proves: "409 FlagMustBeSetForRestore behaviours/account-soft-delete.ts",
    says: "you must specify 'restore' to be 'true' in the property.",
    before: [account()],
    // Another kind is another account of the same name.
    refused: [account({}, { kind: "OpenAI" })],
    recovered: [account({ restore: true })],
  },
  {
    name: "the restoration of what was never deleted",
    proves: "400 CanNotRestoreANonExistingResource behaviours/account-soft-delete.ts",
    says: "no soft-deleted resource with this ID exists.",
    refused: [account({ restore: true })],
    recovered: [account()],
  },
  {
    name: "a kind that the subscription was not given",
    proves: "400 SpecialFeatureOrQuotaIdRequired behaviours/account-offers.ts",
    says: "does not have QuotaId/Feature required by SKU 'S0' from kind 'FormRecognizer'",
    refused: [account({}, { kind: "FormRecognizer" })],
    recovered: [account()],
  },
  {
    name: "an account that goes before its project",
    proves: "409 CannotDeleteResource behaviours/nested-resources.ts",
    says: "'Microsoft.CognitiveServices/accounts/{slug}/projects/project'.",
    before: [account(), project()],
    refused: [project()],
    recovered: [account()],
  },
  {
    name: "a model that nobody knows",
    proves: "400 DeploymentModelNotSupported behaviours/deployment-models.ts",
    says: "The model 'Format:OpenAI,Name:gpt-99,Version:2030-01-01' of account deployment is not supported.",
    before: [account()],
    refused: [account(), deployment("gpt-99", "2030-01-01", one)],
    recovered: [account(), deployment("gpt-5.1", "2025-11-13", one)],
  },
  {
    name: "a model that is deprecated, in a new subscription",
    proves: "400 DeploymentModelNotSupported behaviours/deployment-models.ts",
    says: "there are better models available for the similar functionality.",
    before: [account()],
    refused: [account(), deployment("gpt-4.1", "2025-04-14", one)],
    recovered: [account(), deployment("gpt-5.1", "2025-11-13", one)],
  },
  {
    name: "a SKU that the model is not offered with",
    proves: "400 InvalidResourceProperties behaviours/deployment-models.ts",
    says: "The specified SKU 'Nonesuch' of account deployment is not supported by the model 'gpt-5.1'",
    before: [account()],
    refused: [account(), deployment("gpt-5.1", "2025-11-13", { name: "Nonesuch", capacity: 1 })],
    recovered: [account(), deployment("gpt-5.1", "2025-11-13", one)],
  },
  {
    name: "a deployment without a SKU",
    proves: "400 InvalidResourceProperties behaviours/deployment-models.ts",
    says: "The sku of model deployment is not provided.",
    before: [account()],
    refused: [account(), deployment("gpt-5.1", "2025-11-13")],
    recovered: [account(), deployment("gpt-5.1", "2025-11-13", one)],
  },
  {
    name: "a model that has retired",
    proves: "400 ServiceModelDeprecated behaviours/deployment-models.ts",
    says: "The model 'Format:OpenAI,Name:gpt-5-chat,Version:2025-08-07' has been deprecated",
    before: [account()],
    refused: [account(), deployment("gpt-5-chat", "2025-08-07", one)],
    recovered: [account(), deployment("gpt-5.1", "2025-11-13", one)],
  },
  {
    name: "more capacity than there is",
    proves: "400 InsufficientQuota behaviours/deployment-quota.ts",
    says: "This operation require 99999999 new capacity in quota Tokens Per Minute (thousands) - gpt-5.1 - GlobalStandard",
    before: [account()],
    refused: [account(), deployment("gpt-5.1", "2025-11-13", { ...one, capacity: 99_999_999 })],
    recovered: [account(), deployment("gpt-5.1", "2025-11-13", one)],
  },
  {
    name: "a connection whose name another project of the account has",
    proves: "409 Conflict behaviours/project-connections.ts",
    says: "A connection with name 'threads' already exists in account '{slug}' (project 'project').",
    before: twoProjects,
    refused: [...twoProjects, connection("threads", "second", "again")],
    recovered: [...twoProjects, connection("threads-2", "second", "again")],
  },
];
