import * as budgets from "@pulumi/aws/budgets";
import type * as inputs from "@pulumi/aws/types/input";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import type { Notices } from "./notices";

/** Arguments of a {@link CostBudget}. */
export interface CostBudgetArgs {
  /** Twelve digits of the account. */
  readonly accountId: string;
  /** Name of the budget in the account. */
  readonly budgetName: string;
  /** Amount for one month, in US dollars. */
  readonly monthlyAmount: number;
  /** Mailboxes that are told, beside the topic. At most ten. */
  readonly emails: readonly string[];
  readonly notices: Notices;
  /** The tag whose resources count: name and value. It must be activated as a cost allocation tag. */
  readonly tag: readonly [name: string, value: string];
  /** Tags of the budget itself. */
  readonly tags: Tags;
}

/** When people are told: percent of the amount, spent already or foreseen. */
const notices = [
  { threshold: 80, notificationType: "ACTUAL" },
  { threshold: 100, notificationType: "ACTUAL" },
  { threshold: 100, notificationType: "FORECASTED" },
] as const;

/** A monthly budget that tells people before and when it is spent. It stops nothing. */
export class CostBudget extends pulumi.ComponentResource {
  /** Name of the budget. */
  public readonly budgetName: pulumi.Output<string>;

  constructor(name: string, args: CostBudgetArgs, opts?: pulumi.ComponentResourceOptions) {
    const { notices: topic, ...rest } = args;
    super("cornerstone:aws:CostBudget", name, { ...rest, topicArn: topic.topicArn }, opts);
    const [tag, value] = args.tag;
    const budget = new budgets.Budget(
      `${name}-budget`,
      {
        accountId: args.accountId,
        name: args.budgetName,
        budgetType: "COST",
        limitAmount: String(args.monthlyAmount),
        limitUnit: "USD",
        timeUnit: "MONTHLY",
        costFilters: [{ name: "TagKeyValue", values: [`user:${tag}$${value}`] }],
        notifications: notices.map((notice) => notification(notice, args)),
        tags: { ...args.tags },
      },
      { parent: this, dependsOn: topic.policy },
    );
    this.budgetName = budget.name;
    this.registerOutputs({ budgetName: this.budgetName });
  }
}

function notification(
  notice: (typeof notices)[number],
  { emails, notices: topic }: CostBudgetArgs,
): inputs.budgets.BudgetNotification {
  return {
    ...notice,
    comparisonOperator: "GREATER_THAN",
    thresholdType: "PERCENTAGE",
    subscriberEmailAddresses: [...emails],
    subscriberSnsTopicArns: [topic.topicArn],
  };
}
