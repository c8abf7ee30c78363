import { Alarms } from "../../components/aws/alarms";
import { CostBudget } from "../../components/aws/cost-budget";
import type { EncryptionKey } from "../../components/aws/encryption-key";
import { Notices } from "../../components/aws/notices";
import { defaultThresholds } from "../../components/operations/alert-rules";
import { workloadTags } from "../../components/shared/tags";
import type { Access } from "./access";
import type { Guardrails } from "./guardrails";
import { namesOf } from "./names";
import type { Records } from "./records";
import type { AwsSite } from "./site";

/** Who is told of what: alarms, and budgets of the platform and of each workload. */
export function createOperations(
  site: AwsSite,
  key: EncryptionKey,
  records: Records,
  guardrails: Guardrails,
  access: Access,
): void {
  const { config, prefix, place, inPlatform } = site;
  const notices = new Notices(
    `${prefix}-notices`,
    { ...place, topicName: namesOf(site).topic, emails: config.operations.alertEmails, keyArn: key.arn },
    inPlatform,
  );
  new Alarms(
    `${prefix}-alarms`,
    {
      ...place,
      prefix,
      notices,
      thresholds: thresholdsOf(config.operations.alerts),
      calls: callsOf(access),
      guardrails: Object.values(guardrails),
      trailGroup: records.trail.groupName,
    },
    inPlatform,
  );
  createBudgets(site, notices);
}

/** Thresholds that are not stated are those of the Azure side. */
function thresholdsOf(stated: AwsSite["config"]["operations"]["alerts"]) {
  const { throttledCalls, responseMilliseconds, filteredCalls } = defaultThresholds;
  return {
    throttledCalls: stated?.throttledCalls ?? throttledCalls,
    responseMilliseconds: stated?.responseMilliseconds ?? responseMilliseconds,
    filteredCalls: stated?.filteredCalls ?? filteredCalls,
  };
}

function callsOf({ workloads }: Access) {
  return Object.fromEntries(
    Object.entries(workloads).flatMap(([workload, { grants }]) =>
      Object.entries(grants).map(([model, { arn }]) => [`${workload}-${model}`, arn]),
    ),
  );
}

function createBudgets({ config, prefix, place, inPlatform }: AwsSite, notices: Notices): void {
  const { accountId, tags } = place;
  new CostBudget(
    `${prefix}-platform`,
    {
      accountId,
      budgetName: `${prefix}-platform`,
      monthlyAmount: config.operations.monthlyBudget,
      // The topic tells them all.
      emails: [],
      notices,
      tag: ["environment", config.environment.name],
      tags,
    },
    inPlatform,
  );
  for (const workload of config.workloads) {
    new CostBudget(
      `${prefix}-workload-${workload.name}`,
      {
        accountId,
        budgetName: `${prefix}-workload-${workload.name}`,
        monthlyAmount: workload.monthlyBudget,
        emails: [workload.owner],
        notices,
        tag: ["workload", workload.name],
        tags: workloadTags(tags, workload),
      },
      inPlatform,
    );
  }
}
