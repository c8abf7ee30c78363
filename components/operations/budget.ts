import * as consumption from "@pulumi/azure-native/consumption";
import type * as inputs from "@pulumi/azure-native/types/input";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of a {@link Budget}. */
export interface BudgetArgs {
  /** ARM ID of what the budget watches: a resource group or a subscription. */
  readonly scope: pulumi.Input<string>;
  /** Amount for one month, in the currency of the billing account. */
  readonly monthlyAmount: number;
  /** Mailboxes that are told. */
  readonly emails: readonly string[];
  /** First day of a month, as `2026-01-01`: when the budget begins. Only its first value counts. */
  readonly startDate: string;
  /**
   * Counts only what carries the tag `workload` with this value.
   * @default everything in the scope
   */
  readonly workload?: string;
}

/** When mail is sent: percent of the amount, spent already or foreseen. */
const notices = [
  { name: "actual-80", threshold: 80, thresholdType: "Actual" },
  { name: "actual-100", threshold: 100, thresholdType: "Actual" },
  { name: "forecast-100", threshold: 100, thresholdType: "Forecasted" },
] as const;

/** A monthly budget that tells people before and when it is spent. It stops nothing. */
export class Budget extends pulumi.ComponentResource {
  /** ARM ID of the budget. */
  public readonly id: pulumi.Output<string>;

  constructor(name: string, args: BudgetArgs, opts?: pulumi.ComponentResourceOptions) {
    // The start is not an input of the component: it differs every month and means nothing after the first run.
    const { startDate, ...inputs } = args;
    super("cornerstone:index:Budget", name, inputs, opts);
    const budget = new consumption.Budget(
      `${name}-budget`,
      {
        scope: args.scope,
        budgetName: name,
        category: "Cost",
        amount: args.monthlyAmount,
        timeGrain: "Monthly",
        timePeriod: { startDate: `${startDate}T00:00:00Z` },
        notifications: notifications(args.emails),
        ...(args.workload === undefined ? {} : { filter: workloadFilter(args.workload) }),
      },
      // Azure wants a start in the current month when a budget is made, and refuses another one later.
      { parent: this, ignoreChanges: ["timePeriod"] },
    );
    this.id = budget.id;
    this.registerOutputs({ id: this.id });
  }
}

/** First day of a date's month, in UTC: the earliest start that Azure takes for a monthly budget. */
export function firstOfMonth(date: Date): string {
  return `${date.toISOString().slice(0, 7)}-01`;
}

function notifications(emails: readonly string[]): Record<string, inputs.consumption.NotificationArgs> {
  return Object.fromEntries(
    notices.map(({ name, threshold, thresholdType }) => [
      name,
      {
        enabled: true,
        operator: "GreaterThanOrEqualTo",
        threshold,
        thresholdType,
        contactEmails: [...emails],
      },
    ]),
  );
}

function workloadFilter(workload: string): inputs.consumption.BudgetFilterArgs {
  return { tags: { name: "workload", operator: "In", values: [workload] } };
}
