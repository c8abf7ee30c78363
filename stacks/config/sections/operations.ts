import { z } from "zod";
import { armIdField, emailField, monthlyAmountField } from "./fields";

const positive = (description: string, example: number) =>
  z
    .int()
    .positive()
    .optional()
    .meta({ description, examples: [example], allowed: "a whole number above 0" });

const alerts = z
  .strictObject({
    throttledCalls: positive("Refused calls (429) of an account in five minutes that raise an alert.", 100),
    responseMilliseconds: positive(
      "Average time to a response that raises an alert, in milliseconds.",
      20_000,
    ),
    capacityPercent: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .meta({
        description: "Use of a deployment's capacity that raises an alert, in percent.",
        examples: [90],
        allowed: "1 to 100",
      }),
    filteredCalls: positive(
      "Prompts and completions of an account stopped by filters in 15 minutes that raise an alert.",
      50,
    ),
  })
  .meta({ description: "Alerts on models, keys and the health of Azure. Without this there are none." });

const flowLogs = z
  .strictObject({
    retentionDays: z
      .int()
      .min(1)
      .max(365)
      .default(90)
      .meta({ description: "Days that flows are kept.", examples: [90], allowed: "1 to 365 days" }),
    networkWatcher: armIdField(
      "ARM ID of the network watcher of the platform's region, where it is not the one that Azure makes by itself.",
      "Microsoft.Network/networkWatchers",
    ).optional(),
  })
  .meta({
    description:
      "Logs of every flow in every network of the platform, kept in storage of the same region and analysed. Without this there are none.",
  });

const defender = z
  .strictObject({
    promptEvidence: z.boolean().default(false).meta({
      description: "Whether alerts carry the prompt that raised them, which moves prompts to Defender.",
    }),
    keyVaults: z.boolean().default(false).meta({
      description: "Whether Defender watches the key vaults, too: all of the subscription, each billed.",
    }),
  })
  .meta({
    description:
      "Microsoft Defender for AI services, and for key vaults where asked for, for the whole subscription: only one stack of a subscription may turn it on.",
  });

/** Logs, alerts, budget and notice periods. */
export const operationsSection = z
  .strictObject({
    logRetentionDays: z
      .int()
      .min(30)
      .max(730)
      .default(90)
      .meta({
        description: "Days that logs are kept.",
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
    logWorkspace: armIdField(
      "ARM ID of a Log Analytics workspace that stands already, instead of a new one. Its retention and access are its owner's.",
      "Microsoft.OperationalInsights/workspaces",
    ).optional(),
    alerts: alerts.optional(),
    dashboards: z.boolean().default(false).meta({
      description: "Whether to make an Azure workbook and a Grafana dashboard of models and keys.",
    }),
    flowLogs: flowLogs.optional(),
    defender: defender.optional(),
  })
  .meta({ title: "Operations", description: "Logs, alerts, budget and notice periods." });

/** The same on AWS, where alerts and flow logs are always on. */
export const awsOperationsSection = operationsSection
  .omit({ logWorkspace: true, dashboards: true, flowLogs: true, defender: true })
  .meta({ title: "Operations", description: "Logs, alerts, budget and notice periods." });
