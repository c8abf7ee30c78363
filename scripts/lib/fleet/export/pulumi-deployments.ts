import { z } from "zod";
import { projectName } from "../../stack-file";
import type { FleetStack } from "../select";
import type { ExportOptions, ExportTarget } from "./target";

/**
 * The settings that this project writes, as Pulumi's API takes them. Fields and forms are those of the CLI's own type
 * (https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/apitype/deployments.go).
 */
export const deploymentSettingsSchema = z.strictObject({
  sourceContext: z.strictObject({
    git: z.strictObject({ branch: z.string().min(1), repoDir: z.string().optional() }),
  }),
  gitHub: z.strictObject({
    repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
    deployCommits: z.boolean(),
    previewPullRequests: z.boolean(),
    pullRequestTemplate: z.boolean(),
    paths: z.array(z.string()),
  }),
  operationContext: z.strictObject({
    preRunCommands: z.array(z.string()),
    environmentVariables: z.record(z.string(), z.string()),
    oidc: z.strictObject({
      azure: z
        .strictObject({ clientId: z.string(), tenantId: z.string(), subscriptionId: z.string() })
        .optional(),
      aws: z.strictObject({ roleArn: z.string(), sessionName: z.string() }).optional(),
    }),
  }),
});
type DeploymentSettings = z.infer<typeof deploymentSettingsSchema>;

/** What the program of every stack is made of: a change here can reach each of them. */
const programPaths = [
  "Pulumi.yaml",
  "package-lock.json",
  "stacks/*.ts",
  "stacks/azure/**",
  "stacks/aws/**",
  "stacks/config/**",
  "components/**",
  "catalog/**",
];

/** A file a stack for `PATCH /api/stacks/{organization}/{project}/{stack}/deployments/settings`. */
export const pulumiDeployments: ExportTarget = {
  files: (stacks, options) =>
    stacks.map((stack) => ({
      name: `${stack.name}.deployment-settings.json`,
      text: JSON.stringify(deploymentSettingsSchema.parse(settingsOf(stack, options)), null, 2),
    })),
  lacks: [
    "an order between stacks, except by webhooks or `auto-deploy` of Pulumi Cloud",
    "plans that are bound to a review, and the policy packs of this checkout (publish them to Pulumi Cloud)",
    "`fleet review`: it needs no engine, run it in the pull request",
  ],
  remains: [
    "replace <...> by the identity of each stack; its federated credential names Pulumi Cloud as the issuer",
    "PATCH each file to /api/stacks/ORGANIZATION/cornerstone/STACK/deployments/settings, with a token of Pulumi Cloud",
    "drift: POST {scheduleCron, autoRemediate: false} to .../deployments/drift/schedules, after the settings are there",
  ],
};

function settingsOf(
  { name, tags, cloud }: FleetStack,
  { repository, branch }: ExportOptions,
): DeploymentSettings {
  const guarded = tags["protected"] === "true";
  const azure = { clientId: "<client ID>", tenantId: "<tenant ID>", subscriptionId: "<subscription ID>" };
  const aws = { roleArn: "<ARN of the deploying role>", sessionName: `${projectName}-${name}` };
  return {
    sourceContext: { git: { branch: `refs/heads/${branch}` } },
    gitHub: {
      repository,
      // A protected environment is deployed by somebody, not by a push.
      deployCommits: !guarded,
      previewPullRequests: true,
      pullRequestTemplate: false,
      paths: [...programPaths, `stacks/Pulumi.${name}.yaml`],
    },
    operationContext: {
      preRunCommands: [],
      environmentVariables: {},
      oidc: cloud === "aws" ? { aws } : { azure },
    },
  };
}
