import * as pulumi from "@pulumi/pulumi";
import { Budget } from "../operations/budget";
import { assignRole } from "../security/role-assignment";
import { WorkloadIdentity } from "../security/workload-identity";
import { workloadTags } from "../shared/tags";

/** A token of another system that may act as a {@link Workload}. */
export interface WorkloadFederation {
  /** Issuer of the token, e.g. `https://token.actions.githubusercontent.com`. */
  issuer: string;
  /** Exact subject of the token, e.g. `repo:contoso/shop:environment:prod`. */
  subject: string;
  /**
   * Audience of the token.
   * @default "api://AzureADTokenExchange"
   */
  audience?: string;
}

/** Arguments of a {@link Workload}. */
export interface WorkloadArgs {
  /** Name of the resource group. */
  resourceGroupName: pulumi.Input<string>;
  /** Azure region, e.g. `swedencentral`. */
  location: string;
  /** Tags of every resource that can carry tags; the workload's own are added. */
  tags: Record<string, string>;
  /** Name of the workload: the tag that its cost is counted by. */
  workload: string;
  /** Mailbox of the team that answers for it, and hears of its budget. */
  owner: string;
  /** Class of its data, e.g. `confidential`. */
  dataClassification: string;
  /** ARM ID of what its budget watches: a resource group or a subscription. */
  budgetScope: pulumi.Input<string>;
  /** Amount for one month, in the currency of the billing account. */
  monthlyBudget: number;
  /** First day of a month, as `2026-01-01`: when the budget begins. Only its first value counts. */
  budgetStart: string;
  /**
   * ARM IDs of the accounts whose models it may call, by a name that stays.
   * @default none: it calls models through a gateway
   */
  accounts?: Record<string, pulumi.Input<string>>;
  /**
   * Tokens of other systems that may act as the workload, so that no secret is needed. At most 20.
   * @default none
   */
  federation?: WorkloadFederation[];
}

/** A workload's identity, the models that it may call, and the budget that tells its owner before it is spent. */
export class Workload extends pulumi.ComponentResource {
  /** ARM ID of the identity. */
  public readonly identityId: pulumi.Output<string>;
  /** Object ID of its service principal: what roles are assigned to. */
  public readonly principalId: pulumi.Output<string>;
  /** Client ID: what the workload passes to Azure's SDKs. */
  public readonly clientId: pulumi.Output<string>;
  /** ARM ID of the budget. */
  public readonly budgetId: pulumi.Output<string>;

  constructor(name: string, args: WorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:Workload", name, args, opts);
    const { resourceGroupName, location, federation = [], accounts = {} } = args;
    const tags = workloadTags(args.tags, { ...args, name: args.workload });
    const inWorkload = { parent: this };
    const identity = new WorkloadIdentity(
      name,
      { resourceGroupName, location, tags, federation },
      inWorkload,
    );
    for (const [key, scope] of Object.entries(accounts)) {
      const { principalId } = identity;
      assignRole(
        `${name}-${key}-caller`,
        { scope, role: "cognitiveServicesOpenAIUser", principalId, principalType: "ServicePrincipal" },
        inWorkload,
      );
    }
    const budget = new Budget(
      name,
      {
        scope: args.budgetScope,
        workload: args.workload,
        monthlyAmount: args.monthlyBudget,
        emails: [args.owner],
        startDate: args.budgetStart,
      },
      inWorkload,
    );
    this.identityId = identity.id;
    this.principalId = identity.principalId;
    this.clientId = identity.clientId;
    this.budgetId = budget.id;
    this.registerOutputs({
      identityId: this.identityId,
      principalId: this.principalId,
      clientId: this.clientId,
      budgetId: this.budgetId,
    });
  }
}
