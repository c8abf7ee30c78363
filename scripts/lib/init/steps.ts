import { createHash } from "node:crypto";
import { roles } from "../../../catalog/roles";
import { armTypeOf, resourceTypes } from "../../../localcloud/types/index";
import type { Answers } from "./answers";
import { elsewhere } from "./elsewhere";

/** One thing to do once, with commands that may be run again. */
export interface Step {
  readonly title: string;
  readonly why: string;
  readonly commands: readonly string[];
}

/** Resource providers of everything that the platform can make; every subscription has those of groups and roles. */
const providers = [
  ...new Set([...resourceTypes.map(({ path }) => namespaceOf(path)), "Microsoft.Consumption"]),
]
  .filter((name) => !["Microsoft.Authorization", "Microsoft.Resources"].includes(name))
  .sort();

function namespaceOf(path: string): string {
  return armTypeOf(path).split("/")[0] ?? "";
}

/**
 * What has to stand before the first deployment: where the state lives and by which key it is encrypted, and two identities for
 * CI without a secret, one that plans and one that deploys.
 *
 * @param assigned GUIDs of the roles that the platform itself assigns: the deploying identity may assign these and no other
 */
export function bootstrapSteps(answers: Answers, assigned: readonly string[]): readonly Step[] {
  const { stack, organization, region, repository, subscription } = answers;
  const { group, storage, vault, container, key } = backendOf(answers);
  const scope = `/subscriptions/${subscription}`;
  const identity = (kind: string): string => `${organization}-${stack}-${kind}`;
  const principal = (kind: string): string =>
    `"$(az identity show --name ${identity(kind)} --resource-group ${group} --query principalId --output tsv)"`;
  const assign = (kind: string, role: string, on: string, more = ""): string =>
    `az role assignment create --assignee-object-id ${principal(kind)} --assignee-principal-type ServicePrincipal --role ${role} --scope ${on}${more}`;
  const me = '"$(az ad signed-in-user show --query id --output tsv)"';
  const vaultId = key.replace(/\/keys\/pulumi$/, "");
  return [
    {
      title: "Register the resource providers",
      why: "A subscription that never had them refuses their resources.",
      commands: [
        `az account set --subscription ${subscription}`,
        ...providers.map((name) => `az provider register --namespace ${name} --wait`),
      ],
    },
    {
      title: "Make the backend of the state",
      why: "A storage account without keys, with versions, so that a lost state can be had back.",
      commands: [
        `az group create --name ${group} --location ${region}`,
        `az storage account create --name ${storage} --resource-group ${group} --location ${region} --sku Standard_ZRS --allow-blob-public-access false --allow-shared-key-access false --min-tls-version TLS1_2`,
        `az storage account blob-service-properties update --account-name ${storage} --resource-group ${group} --enable-versioning true --enable-delete-retention true --delete-retention-days 30`,
        // The control plane makes it: the data plane would need a role that takes minutes to be known.
        `az storage container-rm create --name state --storage-account ${storage} --resource-group ${group}`,
        `az role assignment create --assignee-object-id ${me} --assignee-principal-type User --role ${roles.storageBlobDataContributor.id} --scope ${container}`,
      ],
    },
    {
      title: "Make the key of the secrets",
      why: "Pulumi encrypts the secrets of the state by a key that never leaves the vault.",
      commands: [
        `az keyvault show --name ${vault} --output none || az keyvault create --name ${vault} --resource-group ${group} --location ${region} --enable-rbac-authorization true --enable-purge-protection true --retention-days 90`,
        `az role assignment create --assignee-object-id ${me} --assignee-principal-type User --role ${roles.keyVaultCryptoOfficer.id} --scope ${vaultId}`,
        "# A new role takes minutes to be known: run the script again where this is forbidden.",
        `az keyvault key show --vault-name ${vault} --name pulumi --output none || az keyvault key create --vault-name ${vault} --name pulumi --kty RSA --size 3072 --ops encrypt decrypt wrapKey unwrapKey`,
      ],
    },
    {
      title: "Make the identities of CI",
      why: "The one reads and plans; the other deploys, after an approval. GitHub signs in as them by OIDC: no secret is stored.",
      commands: [
        `gh api repos/${repository}/actions/oidc/customization/sub # use_default, and no immutable subject: the subjects below; else take the form that it names`,
        ...(["plan", "deploy"] as const).flatMap((kind) => [
          `az identity create --name ${identity(kind)} --resource-group ${group} --location ${region}`,
          `az identity federated-credential create --name github --identity-name ${identity(kind)} --resource-group ${group} --issuer https://token.actions.githubusercontent.com --audiences api://AzureADTokenExchange --subject ${subjectOf(answers, kind)}`,
        ]),
      ],
    },
    {
      title: "Grant them the least roles",
      why: "Whoever deploys may assign only the roles that the platform assigns, and lock what is protected.",
      commands: [
        assign("plan", roles.reader.id, scope),
        assign("plan", roles.storageBlobDataContributor.id, container),
        assign("plan", roles.keyVaultCryptoUser.id, key),
        assign("deploy", roles.contributor.id, scope),
        assign("deploy", roles.storageBlobDataContributor.id, container),
        assign("deploy", roles.keyVaultCryptoUser.id, key),
        assign(
          "deploy",
          roles.rbacAdministrator.id,
          scope,
          ` --condition-version 2.0 --condition "${assignmentCondition(assigned)}"`,
        ),
        ...elsewhere(answers).map(({ role, on }) => assign("deploy", role, on)),
        ...(answers.protected ? lockRole(identity("locks"), scope, assign) : []),
      ],
    },
    environmentsStep(
      answers,
      (["plan", "deploy"] as const).map((kind) => ({
        kind,
        variables: [
          [
            "AZURE_CLIENT_ID",
            `"$(az identity show --name ${identity(kind)} --resource-group ${group} --query clientId --output tsv)"`,
          ],
          ["AZURE_TENANT_ID", `"$(az account show --query tenantId --output tsv)"`],
          ["AZURE_SUBSCRIPTION_ID", subscription],
          ["PULUMI_BACKEND_URL", "azblob://state"],
          ["AZURE_STORAGE_ACCOUNT", storage],
        ],
      })),
    ),
    {
      title: "Make the stack",
      why: "Writes its secrets provider into the stack file: commit that.",
      commands: [
        `export AZURE_STORAGE_ACCOUNT=${storage}`,
        "pulumi login azblob://state",
        `pulumi stack select ${stack} --create --secrets-provider "azurekeyvault://${vault}.vault.azure.net/keys/pulumi"`,
        `npx cornerstone preview ${stack}`,
      ],
    },
  ];
}

/** What a stack needs to keep its state. */
export interface Backend {
  readonly group: string;
  readonly storage: string;
  readonly vault: string;
  /** ARM ID of the container of the state. */
  readonly container: string;
  /** ARM ID of the key of the secrets. */
  readonly key: string;
}

/** The names of a stack's backend: the same for every run with the same answers. */
export function backendOf({
  organization,
  stack,
  subscription,
}: Pick<Answers, "organization" | "stack" | "subscription">): Backend {
  const group = `${organization}-${stack}-pulumi`;
  const storage = globalName(`${organization}${stack}state`, subscription, 24);
  const vault = globalName(`${organization}-${stack}-pulumi-`, subscription, 24);
  const inGroup = `/subscriptions/${subscription}/resourceGroups/${group}/providers`;
  return {
    ...{ group, storage, vault },
    container: `${inGroup}/Microsoft.Storage/storageAccounts/${storage}/blobServices/default/containers/state`,
    key: `${inGroup}/Microsoft.KeyVault/vaults/${vault}/keys/pulumi`,
  };
}

/** A GitHub environment for each identity of CI, with its variables. */
export function environmentsStep(
  { repository, stack }: Pick<Answers, "repository" | "stack">,
  environments: readonly {
    readonly kind: "plan" | "deploy";
    readonly variables: readonly (readonly [name: string, value: string])[];
  }[],
): Step {
  return {
    title: "Make the environments of the repository",
    why: "For jobs of protected branches only (protect main first). Add required reviewers to the second in the settings.",
    commands: environments.flatMap(({ kind, variables }) => {
      const name = environmentOf(stack, kind);
      return [
        // Without the branch policy, any branch's workflow could sign in as the identity. Made only where it is not there:
        // to put it again would take its reviewers away.
        `gh api repos/${repository}/environments/${name} --silent || gh api --method PUT repos/${repository}/environments/${name} -F 'deployment_branch_policy[protected_branches]=true' -F 'deployment_branch_policy[custom_branch_policies]=false'`,
        ...variables.map(
          ([variable, value]) =>
            `gh variable set ${variable} --repo ${repository} --env ${name} --body ${value}`,
        ),
      ];
    }),
  };
}

/** The subject of GitHub's tokens for a job of an environment: https://docs.github.com/actions/reference/security/oidc */
export function subjectOf(
  { repository, stack }: Pick<Answers, "repository" | "stack">,
  kind: "plan" | "deploy",
): string {
  return `repo:${repository}:environment:${environmentOf(stack, kind)}`;
}

/** The GitHub environment in which a stack is planned, or deployed. */
export function environmentOf(stack: string, kind: "plan" | "deploy"): string {
  return kind === "plan" ? `${stack}-plan` : stack;
}

/** Assigning and removing only some roles: https://learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-examples */
function assignmentCondition(guids: readonly string[]): string {
  const list = [...new Set(guids)].sort().join(", ");
  const clause = (action: string, attribute: string): string =>
    `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/${action}'})) OR (@${attribute}[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${list}}))`;
  return `${clause("write", "Request")} AND ${clause("delete", "Resource")}`;
}

/** No built-in role writes locks without much more. */
function lockRole(
  name: string,
  scope: string,
  assign: (kind: string, role: string, on: string) => string,
): readonly string[] {
  const definition = JSON.stringify({
    Name: name,
    Description: "Reads, writes and deletes management locks, and nothing else",
    Actions: ["Microsoft.Authorization/locks/*"],
    AssignableScopes: [scope],
  });
  return [
    `az role definition list --name ${name} --query "[0].id" --output tsv | grep . || az role definition create --role-definition '${definition}'`,
    assign("deploy", name, scope),
  ];
}

/** A name that no other subscription has: what it begins with, and a hash of the subscription. */
function globalName(start: string, subscription: string, most: number): string {
  const hash = createHash("sha256").update(subscription).digest("hex").slice(0, 6);
  return `${start.slice(0, most - hash.length)}${hash}`;
}
