import { roles } from "../../../catalog/roles";
import type { AwsAnswers, Beside } from "./aws-answers";
import {
  boundaryName,
  boundaryPolicy,
  readingPolicy,
  writingPolicy,
  type Policy,
} from "./aws-pipeline-policy";
import { backendOf, environmentOf, environmentsStep, subjectOf, type Step } from "./steps";

const github = "token.actions.githubusercontent.com";
const kinds = ["plan", "deploy"] as const;

/**
 * What has to stand before the first deployment on AWS: two roles that GitHub signs in to without a secret, one that reads and one
 * that deploys, and their way to the state, which is kept where that of the Azure stack is.
 */
export function awsBootstrapSteps(answers: AwsAnswers, beside: Beside): readonly Step[] {
  const { stack, accountId, region, subscription } = answers;
  const { organization, name } = beside.environment;
  const place = { region, accountId, prefix: `${organization}-${name}` };
  const backend = backendOf({ organization, stack: beside.stack, subscription });
  const identity = (kind: string): string => `${organization}-${stack}-${kind}`;
  // Outside of the names that the deploying role may write: it cannot change what it is.
  const role = (kind: string): string => `pipeline-${organization}-${stack}-${kind}`;
  const boundary = boundaryName(organization, stack);
  const boundaryArn = `arn:aws:iam::${accountId}:policy/${boundary}`;
  const put = (kind: string, policy: string, document: Policy): string =>
    `aws iam put-role-policy --role-name ${role(kind)} --policy-name ${policy} --policy-document '${JSON.stringify(document)}'`;
  const trust = (kind: (typeof kinds)[number]): string =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/${github}` },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              [`${github}:aud`]: "sts.amazonaws.com",
              [`${github}:sub`]: subjectOf(answers, kind),
            },
          },
        },
      ],
    });
  const assign = (kind: string, roleId: string, on: string): string =>
    `az role assignment create --assignee-object-id "$(az identity show --name ${identity(kind)} --resource-group ${backend.group} --query principalId --output tsv)" --assignee-principal-type ServicePrincipal --role ${roleId} --scope ${on}`;
  return [
    {
      title: "Be in the right account",
      why: "Everything below is made in the account of whoever is logged in.",
      commands: [`test "$(aws sts get-caller-identity --query Account --output text)" = ${accountId}`],
    },
    {
      title: "Trust GitHub's tokens in the account",
      why: "An issuer stands once in an account: a stack whose workloads are trusted by it imports this one (docs/init.md).",
      commands: [
        `aws iam get-open-id-connect-provider --open-id-connect-provider-arn arn:aws:iam::${accountId}:oidc-provider/${github} > /dev/null || aws iam create-open-id-connect-provider --url https://${github} --client-id-list sts.amazonaws.com`,
      ],
    },
    {
      title: "Set the boundary of the platform's roles",
      why: "The pipeline makes roles, and could take rights by way of one that it has not itself: it can make none that exceeds this policy, and cannot change it.",
      commands: [
        `aws iam get-policy --policy-arn ${boundaryArn} > /dev/null || aws iam create-policy --policy-name ${boundary} --policy-document '${JSON.stringify(boundaryPolicy(place))}'`,
      ],
    },
    {
      title: "Make the roles of CI",
      why: "The one reads settings; the other deploys, after an approval. Each is for one environment of the repository: no secret is stored.",
      commands: kinds.flatMap((kind) => [
        `aws iam get-role --role-name ${role(kind)} > /dev/null || aws iam create-role --role-name ${role(kind)} --max-session-duration 10800 --assume-role-policy-document '${trust(kind)}'`,
        `aws iam update-assume-role-policy --role-name ${role(kind)} --policy-document '${trust(kind)}'`,
        put(kind, "read", readingPolicy(place)),
        ...(kind === "deploy" ? [put(kind, "write", writingPolicy(place, boundaryArn))] : []),
      ]),
    },
    {
      title: "Let them reach the state",
      why: `It is kept where that of ${beside.stack} is, which reads the outputs of this stack. These identities can do nothing else in Azure.`,
      commands: kinds.flatMap((kind) => [
        `az identity create --name ${identity(kind)} --resource-group ${backend.group}`,
        `az identity federated-credential create --name github --identity-name ${identity(kind)} --resource-group ${backend.group} --issuer https://${github} --audiences api://AzureADTokenExchange --subject ${subjectOf(answers, kind)}`,
        assign(kind, roles.storageBlobDataContributor.id, backend.container),
        assign(kind, roles.keyVaultCryptoUser.id, backend.key),
      ]),
    },
    environmentsStep(
      answers,
      kinds.map((kind) => ({
        kind,
        variables: [
          [
            "AZURE_CLIENT_ID",
            `"$(az identity show --name ${identity(kind)} --resource-group ${backend.group} --query clientId --output tsv)"`,
          ],
          ["AZURE_TENANT_ID", `"$(az account show --query tenantId --output tsv)"`],
          ["AZURE_SUBSCRIPTION_ID", subscription],
          ["PULUMI_BACKEND_URL", "azblob://state"],
          ["AZURE_STORAGE_ACCOUNT", backend.storage],
          ["AWS_ROLE_ARN", `arn:aws:iam::${accountId}:role/${role(kind)}`],
          ["AWS_REGION", region],
        ],
      })),
    ),
    {
      title: "Make the stack",
      why: "Writes its secrets provider into the stack file: commit that.",
      commands: [
        `export AZURE_STORAGE_ACCOUNT=${backend.storage}`,
        "pulumi login azblob://state",
        `pulumi stack select ${stack} --create --secrets-provider "azurekeyvault://${backend.vault}.vault.azure.net/keys/pulumi"`,
        `npx cornerstone preview ${stack}`,
        `# ${environmentOf(stack, "deploy")} is read by ${beside.stack} once its section \`secondary\` names it.`,
      ],
    },
  ];
}
