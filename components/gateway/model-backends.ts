import * as apimanagement from "@pulumi/azure-native/apimanagement";
import type * as inputs from "@pulumi/azure-native/types/input";
import * as pulumi from "@pulumi/pulumi";
import { assignRole } from "../security/role-assignment";
import { retried } from "../shared/retry";
import type { ModelGateway } from "./model-gateway";
import { pathBackendId, v1BackendId } from "./operations";

/** Arguments of {@link ModelBackends}. */
export interface ModelBackendsArgs {
  /** The gateway that calls them. */
  readonly gateway: ModelGateway;
  /** Accounts that carry the deployments, by name. */
  readonly accounts: Readonly<Record<string, BackendAccount>>;
  /** Deployments that workloads use, and the account of each. */
  readonly deployments: readonly BackendDeployment[];
}

/** An account as a gateway sees it. */
export interface BackendAccount {
  /** ARM ID of the account. */
  readonly id: pulumi.Input<string>;
  /** Endpoint of its OpenAI API, with a slash at the end. */
  readonly endpoint: pulumi.Input<string>;
}

/** A deployment as a gateway sees it. */
export interface BackendDeployment {
  /** Name of the deployment. */
  readonly name: string;
  /** Name of its account. */
  readonly account: string;
}

/**
 * The deployments of a platform as backends of a gateway, and the right to call them. Each deployment is two backends, one
 * for each style of path: a path of the v1 API does not name the deployment.
 */
export class ModelBackends extends pulumi.ComponentResource {
  /** ARM ID of the backend of each deployment's own path, by the deployment's name: what pools consist of. */
  public readonly pathBackendIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ModelBackendsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { gateway, ...inputs } = args;
    super("cornerstone:index:ModelBackends", name, { ...inputs, gatewayId: gateway.id }, opts);
    for (const [account, { id }] of Object.entries(args.accounts)) {
      assignRole(
        `${name}-${account}-caller`,
        {
          scope: id,
          role: "cognitiveServicesOpenAIUser",
          principalId: gateway.identity.principalId,
          principalType: "ServicePrincipal",
        },
        { parent: this },
      );
    }
    this.pathBackendIds = Object.fromEntries(
      args.deployments.map((deployment) => [
        deployment.name,
        createBackends(this, name, args, deployment).id,
      ]),
    );
    this.registerOutputs({ pathBackendIds: this.pathBackendIds });
  }
}

function createBackends(
  parent: ModelBackends,
  name: string,
  { gateway, accounts }: ModelBackendsArgs,
  { name: deployment, account }: BackendDeployment,
): apimanagement.Backend {
  const carrier = accounts[account];
  if (!carrier) {
    throw new pulumi.ResourceError(
      `deployment ${deployment} is carried by an unknown account "${account}"`,
      parent,
    );
  }
  const create = (key: string, backendId: string, path: string): apimanagement.Backend =>
    gateway.writes.next(
      (dependsOn) =>
        new apimanagement.Backend(
          `${name}-${key}-${deployment}`,
          {
            resourceGroupName: gateway.resourceGroupName,
            serviceName: gateway.serviceName,
            backendId,
            description: `Deployment ${deployment} of account ${account}.`,
            type: "Single",
            protocol: "http",
            url: pulumi.interpolate`${carrier.endpoint}${path}`,
            tls: { validateCertificateChain: true, validateCertificateName: true },
            circuitBreaker,
          },
          retried({ parent, dependsOn }),
        ),
    );
  create("v1", v1BackendId(deployment), "openai");
  return create("path", pathBackendId(deployment), `openai/deployments/${deployment}`);
}

/**
 * Leaves a deployment alone after its first 429 or 5xx, for as long as its Retry-After says, else half a minute.
 * https://learn.microsoft.com/azure/api-management/backends#circuit-breaker
 */
const circuitBreaker: inputs.apimanagement.BackendCircuitBreakerArgs = {
  rules: [
    {
      name: "throttled-or-down",
      failureCondition: {
        count: 1,
        interval: "PT1M",
        statusCodeRanges: [
          { min: 429, max: 429 },
          { min: 500, max: 599 },
        ],
      },
      tripDuration: "PT30S",
      acceptRetryAfter: true,
    },
  ],
};
