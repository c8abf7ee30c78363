import type { AwsStackConfig } from "../../schema";
import { elements, workloadsOf, type Check } from "../check";
import { repeated } from "../names";

/** Names are unique among their kind, and no workload takes the name of a role that is not a workload's. */
export const checkNames: Check<AwsStackConfig> = (config) => [
  ...repeated("blocklist", elements(config.aws?.blocklists, ["aws", "blocklists"])),
  ...repeated("guardrail", elements(config.aws?.guardrails, ["aws", "guardrails"])),
  ...repeated("model", elements(config.aws?.models, ["aws", "models"])),
  ...repeated("workload", workloadsOf(config)),
  ...workloadsOf(config)
    .filter(({ value }) => value.name === "gateway")
    .map(({ path }) => ({
      path: [...path, "name"],
      message: 'the name "gateway" is the gateway\'s own in aws.federation.subjects',
      allowed: "any other name",
      fix: "give the workload another name",
    })),
];
