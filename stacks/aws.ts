import { createAccess } from "./aws/access";
import { createGuardrails } from "./aws/guardrails";
import { createKey } from "./aws/key";
import { createModels } from "./aws/models";
import { createNetworking } from "./aws/networking";
import { createOperations } from "./aws/operations";
import { platformOutputs } from "./aws/outputs";
import { createRecords } from "./aws/records";
import { openAwsSite } from "./aws/site";
import type { AwsStackConfig } from "./config";

/** Stands the second home of a platform up on AWS: each step needs what the steps before it made. */
export function awsPlatform(config: AwsStackConfig): Record<string, unknown> {
  const site = openAwsSite(config);
  const key = createKey(site);
  createNetworking(site, key);
  const records = createRecords(site, key);
  const guardrails = createGuardrails(site, key);
  const models = createModels(site, guardrails);
  const access = createAccess(site, key, records, models);
  createOperations(site, key, records, guardrails, access);
  return platformOutputs(site, models, access);
}
