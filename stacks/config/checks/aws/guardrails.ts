import type { AwsStackConfig } from "../../schema";
import { elements, workloadsOf, type Check } from "../check";

/** Guardrails are evaluated inside the residency setting, and mask what the data that passes through them asks for. */
export const checkGuardrails: Check<AwsStackConfig> = (config) =>
  elements(config.aws?.guardrails, ["aws", "guardrails"]).flatMap(({ value, path }) => [
    ...(value.tier === "standard" && config.residency?.processing === "region"
      ? [
          {
            path: [...path, "tier"],
            message: 'a guardrail of the tier "standard" is evaluated in every region of its geography',
            allowed: 'classic, or residency.processing "dataZone"',
            fix: 'write "classic"',
          },
        ]
      : []),
    ...(value.personalData === "none"
      ? sensitiveUsers(config, value.name).map((workload) => ({
          path: [...path, "personalData"],
          message: `the workload "${workload}" handles sensitive data, and the guardrail masks no personal data`,
          allowed: "identifiers, all",
          fix: 'write "identifiers"',
        }))
      : []),
  ]);

/** Names of workloads with confidential or restricted data that call a model behind a guardrail. */
function sensitiveUsers(
  config: Parameters<Check<AwsStackConfig>>[0],
  guardrail: string | undefined,
): string[] {
  const models = elements(config.aws?.models, [])
    .filter(({ value }) => value.guardrail === guardrail)
    .map(({ value }) => value.name);
  return workloadsOf(config)
    .filter(
      ({ value }) => value.dataClassification === "confidential" || value.dataClassification === "restricted",
    )
    .filter(({ value }) =>
      elements(value.models, []).some((entry) => models.includes(entry.value.deployment)),
    )
    .slice(0, 1)
    .map(({ value }) => value.name ?? "");
}
