import { isObject } from "../../arm/json";
import type { AwsBehaviour } from "../behaviour";
import { AwsError } from "../error";
import { textOf } from "./references";

const type = "aws:budgets/budget:Budget";

/** Codes: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateBudget.html. */
export const budgets: AwsBehaviour = {
  types: [type],
  check: ({ limitAmount, plannedLimits, autoAdjustData, name }) => [
    ...(limitAmount === undefined && plannedLimits === undefined && autoAdjustData === undefined
      ? [
          {
            property: "limitAmount",
            reason:
              'Missing required argument: "limit_amount": one of `auto_adjust_data,limit_amount,planned_limit` must be specified',
          },
        ]
      : []),
    ...(typeof name === "string" && /[:\\]/.test(name)
      ? [{ property: "name", reason: 'The ":" and "\\" characters aren\'t allowed.' }]
      : []),
  ],
  beforeWrite: ({ inputs, existing }, aws) => {
    const name = textOf(inputs, "name");
    if (!existing && aws.find(type, "name", name)) {
      throw new AwsError(
        400,
        "DuplicateRecordException",
        `Error creating budget: ${name} - the budget already exists.`,
      );
    }
    const all = inputs["notifications"];
    for (const notification of Array.isArray(all) ? (all as readonly unknown[]).filter(isObject) : []) {
      const to = [notification["subscriberEmailAddresses"], notification["subscriberSnsTopicArns"]];
      if (!to.some((list) => Array.isArray(list) && list.length > 0)) {
        throw new AwsError(
          400,
          "InvalidParameterException",
          "Notification must have at least one subscriber.",
          { operation: "Budgets: CreateNotification" },
        );
      }
    }
  },
  compute: ({ attributes, existing }, aws) => ({
    timePeriodStart:
      attributes["timePeriodStart"] ??
      existing?.attributes["timePeriodStart"] ??
      `${new Date(aws.now()).toISOString().slice(0, 7)}-01_00:00`,
  }),
};
