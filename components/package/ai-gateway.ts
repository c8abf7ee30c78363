import * as pulumi from "@pulumi/pulumi";
import { ModelBackends } from "../gateway/model-backends";
import { ModelGateway } from "../gateway/model-gateway";
import { planPools } from "../gateway/plan";
import { WorkloadRoute } from "../gateway/workload-route";
import { Monitoring } from "../operations/monitoring";

/** An account behind an {@link AIGateway}. */
export interface AIGatewayAccount {
  /** ARM ID of the account. */
  id: pulumi.Input<string>;
  /** Endpoint of its OpenAI API, with a slash at the end. */
  endpoint: pulumi.Input<string>;
  /** Azure region of the account. */
  region: string;
}

/** A deployment behind an {@link AIGateway}. Those of the same model, version and content filter stand in for each other. */
export interface AIGatewayDeployment {
  /** Name of the deployment, unique behind the gateway. */
  name: string;
  /** Name of the account that carries it. */
  account: string;
  /** Name of the model, e.g. `gpt-5.1`. */
  model: string;
  /** Version of the model. */
  version: string;
  /** SKU, e.g. `DataZoneStandard`. */
  sku: string;
  /** Capacity in the unit of the SKU. */
  capacity: number;
  /**
   * Name of its content filter.
   * @default "Microsoft.DefaultV2"
   */
  contentFilter?: string;
}

/** A caller of an {@link AIGateway}. */
export interface AIGatewayWorkload {
  /** Name of the workload: first segment of its path, and the name that its tokens are counted under. */
  name: string;
  /** Object ID of its group in Entra ID. */
  group: string;
  /** Client ID of its own identity. */
  clientId: pulumi.Input<string>;
  /** Share of each deployment that it may use, in percent, by the deployment's name. */
  shares: Record<string, number>;
  /** Tokens a minute, prompt and completion together. */
  tokensPerMinute: number;
  /** Tokens a calendar month. */
  monthlyTokens: number;
}

/** Arguments of an {@link AIGateway}. */
export interface AIGatewayArgs {
  /** Name of the resource group. */
  resourceGroupName: pulumi.Input<string>;
  /** Azure region, e.g. `swedencentral`: of the gateway and its subnet. */
  location: string;
  /** Tags of every resource that can carry tags. */
  tags: Record<string, string>;
  /** Name of the service and of its host, free in all of Azure: letters, digits, hyphens, at most 50. */
  serviceName: pulumi.Input<string>;
  /** Mailbox of the team that answers for the gateway. */
  publisherEmail: string;
  /** Name of the organisation. */
  publisherName: string;
  /** ARM ID of an existing subnet with a network security group that API Management may be injected into. */
  subnetId: pulumi.Input<string>;
  /** Tenant whose tokens it takes. */
  tenantId: pulumi.Input<string>;
  /** Audiences that a token may be made for. */
  audiences: string[];
  /** Accounts that carry the deployments, by name. */
  accounts: Record<string, AIGatewayAccount>;
  /** The deployments that workloads may use. */
  deployments: AIGatewayDeployment[];
  /** Who calls them. */
  workloads: AIGatewayWorkload[];
  /**
   * Scale units, at least one a zone.
   * @default 1
   */
  capacity?: number;
  /**
   * Availability zones over which the units are spread.
   * @default none
   */
  zones?: string[];
  /**
   * Days that logs are kept: 30 to 730.
   * @default 365
   */
  logRetentionDays?: number;
  /**
   * True where logs must not be lost: the engine refuses to delete the workspace.
   * @default true
   */
  protected?: boolean;
}

/**
 * A model gateway in front of accounts that stand already, with logs of its own. It calls them as its own identity; each
 * workload has its path, its pools of deployments and its limits, and is let in by its token, never by a key.
 */
export class AIGateway extends pulumi.ComponentResource {
  /** ARM ID of the service. */
  public readonly serviceId: pulumi.Output<string>;
  /** Address of the gateway. */
  public readonly url: pulumi.Output<string>;
  /** Address inside the network on which it answers. */
  public readonly privateIpAddress: pulumi.Output<string>;
  /** Object ID of the identity that it calls models with. */
  public readonly principalId: pulumi.Output<string>;
  /** Base of each workload's addresses, by its name. */
  public readonly workloadUrls: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: AIGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:AIGateway", name, args, opts);
    const gateway = createService(this, name, args);
    const { accounts, deployments } = args;
    const backends = new ModelBackends(
      `${name}-models`,
      { gateway, accounts, deployments },
      { parent: this },
    );
    const routes = args.workloads.map((workload) => createRoute(name, args, gateway, backends, workload));
    this.serviceId = gateway.id;
    this.url = gateway.url;
    this.privateIpAddress = gateway.privateIpAddress;
    this.principalId = gateway.identity.principalId;
    this.workloadUrls = pulumi.output(Object.fromEntries(routes));
    this.registerOutputs({
      serviceId: this.serviceId,
      url: this.url,
      privateIpAddress: this.privateIpAddress,
      principalId: this.principalId,
      workloadUrls: this.workloadUrls,
    });
  }
}

function createService(parent: AIGateway, name: string, args: AIGatewayArgs): ModelGateway {
  const { resourceGroupName, location, tags, logRetentionDays = 365, protected: kept = true } = args;
  const { serviceName, publisherEmail, publisherName, subnetId, tenantId, capacity = 1, zones = [] } = args;
  const home = { resourceGroupName, location, tags };
  const monitoring = new Monitoring(name, { ...home, logRetentionDays, protected: kept }, { parent });
  return new ModelGateway(
    name,
    { ...home, serviceName, publisherEmail, publisherName, subnetId, tenantId, monitoring, capacity, zones },
    { parent },
  );
}

function createRoute(
  name: string,
  args: AIGatewayArgs,
  gateway: ModelGateway,
  backends: ModelBackends,
  { name: workload, group, clientId, shares, tokensPerMinute, monthlyTokens }: AIGatewayWorkload,
): [string, pulumi.Output<string>] {
  const pools = planPools(
    workload,
    Object.entries(shares).map(([deployment, share]) => ({ deployment, share })),
    args.deployments.map((deployment) => ({
      contentFilter: "Microsoft.DefaultV2",
      ...deployment,
      region: args.accounts[deployment.account]?.region ?? args.location,
    })),
    args.location,
  );
  const { audiences } = args;
  const limits = { tokensPerMinute, monthlyTokens };
  const route = new WorkloadRoute(
    `${name}-${workload}`,
    { gateway, backends, workload, group, clientId, audiences, pools, limits },
    { parent: gateway },
  );
  return [workload, route.url];
}
