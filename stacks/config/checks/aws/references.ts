import type { AwsStackConfig } from "../../schema";
import { elements, workloadsOf, type Check } from "../check";
import { namesOf, refer } from "../references";

/** Whatever one entry names of another exists: guardrails, blocklists, models. */
export const checkReferences: Check<AwsStackConfig> = (config) => {
  const { aws } = config;
  const blocklists = namesOf(aws?.blocklists);
  const guardrails = namesOf(aws?.guardrails);
  const models = namesOf(aws?.models);
  return [
    ...elements(aws?.models, ["aws", "models"]).flatMap(({ value, path }) =>
      refer("guardrail", value.guardrail, [...path, "guardrail"], guardrails),
    ),
    ...elements(aws?.guardrails, ["aws", "guardrails"]).flatMap(({ value, path }) =>
      (["prompt", "completion"] as const).flatMap((side) =>
        elements(value[side]?.blocklists, [...path, side, "blocklists"]).flatMap(
          ({ value: name, path: at }) => refer("blocklist", name, at, blocklists),
        ),
      ),
    ),
    ...workloadsOf(config).flatMap(({ value, path }) =>
      elements(value.models, [...path, "models"]).flatMap(({ value: entry, path: at }) =>
        refer("model", entry.deployment, [...at, "deployment"], models),
      ),
    ),
  ];
};
