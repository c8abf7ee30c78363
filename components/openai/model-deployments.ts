import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as pulumi from "@pulumi/pulumi";
import { retried } from "../shared/retry";
import type { Tags } from "../shared/tags";
import type { Account } from "./account";

/** Arguments of {@link ModelDeployments}. */
export interface ModelDeploymentsArgs {
  /** The account that carries them. */
  readonly account: Account;
  /** The deployments, in the order in which they are written. */
  readonly deployments: readonly ModelDeployment[];
}

/** A model that clients can call. */
export interface ModelDeployment {
  /** Name that clients call. */
  readonly name: string;
  /** Publisher's format, e.g. `OpenAI`. */
  readonly format: string;
  /** Name of the model, e.g. `gpt-5.1`. */
  readonly model: string;
  /** Version of the model. Always pinned. */
  readonly version: string;
  /** SKU: how it is paid and where it processes, e.g. `DataZoneStandard`. */
  readonly sku: string;
  /** Thousands of tokens per minute, or provisioned throughput units. */
  readonly capacity: number;
  /**
   * Name of a content filter of the account.
   * @default "Microsoft.DefaultV2"
   */
  readonly contentFilter?: string;
  /**
   * When Azure may change the version by itself.
   * @default "NoAutoUpgrade"
   */
  readonly versionUpgrade?: "NoAutoUpgrade" | "OnceCurrentVersionExpired" | "OnceNewDefaultVersionAvailable";
  /** Tags of the deployment. */
  readonly tags: Tags;
}

const defaults = { contentFilter: "Microsoft.DefaultV2", versionUpgrade: "NoAutoUpgrade" } as const;

/** The model deployments of one account, written one after the other, after its content filters. */
export class ModelDeployments extends pulumi.ComponentResource {
  /** Names of the deployments. */
  public readonly names: pulumi.Output<string[]>;

  constructor(name: string, args: ModelDeploymentsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { account, ...inputs } = args;
    super("cornerstone:index:ModelDeployments", name, { ...inputs, accountId: account.id }, opts);
    const deployments = args.deployments.map((deployment) =>
      createDeployment(this, name, account, deployment),
    );
    this.names = pulumi.output(deployments.map((deployment) => deployment.name));
    this.registerOutputs({ names: this.names });
  }
}

function createDeployment(
  parent: ModelDeployments,
  name: string,
  account: Account,
  deployment: ModelDeployment,
): cognitiveservices.Deployment {
  return account.writes.next(
    (dependsOn) =>
      new cognitiveservices.Deployment(
        `${name}-${deployment.name}`,
        {
          resourceGroupName: account.resourceGroupName,
          accountName: account.accountName,
          deploymentName: deployment.name,
          sku: { name: deployment.sku, capacity: deployment.capacity },
          properties: {
            model: { format: deployment.format, name: deployment.model, version: deployment.version },
            raiPolicyName: deployment.contentFilter ?? defaults.contentFilter,
            versionUpgradeOption: deployment.versionUpgrade ?? defaults.versionUpgrade,
          },
          tags: { ...deployment.tags },
        },
        retried({ parent, dependsOn }),
      ),
  );
}
