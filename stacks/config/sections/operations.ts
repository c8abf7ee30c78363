import { z } from "zod";
import { emailField, monthlyAmountField } from "./fields";

/** Logs, alerts, budget and notice periods. */
export const operationsSection = z
  .strictObject({
    logRetentionDays: z
      .int()
      .min(30)
      .max(730)
      .default(90)
      .meta({
        description: "Days that logs stay in the Log Analytics workspace.",
        examples: [365],
        allowed: "30 to 730 days",
      }),
    alertEmails: z
      .array(emailField("Mailbox that gets alerts."))
      .min(1)
      // A notification of an Azure budget takes 50 addresses.
      .max(50)
      .meta({
        description: "Mailboxes that get alerts and budget notices.",
        examples: [["platform@contoso.example"]],
        allowed: "a list of 1 to 50 email addresses",
      }),
    monthlyBudget: monthlyAmountField(
      "Budget of the whole platform for one month, in the currency of the billing account.",
    ),
    retirementNoticeDays: z
      .int()
      .min(0)
      .max(365)
      .default(60)
      .meta({
        description: "A model version that retires sooner than this many days is refused.",
        examples: [60],
        allowed: "0 to 365 days",
      }),
  })
  .meta({ title: "Operations", description: "Logs, alerts, budget and notice periods." });
