import { frameworks, type Framework } from "../sections/compliance";
import type { Draft } from "../draft";
import type { Check, CheckFinding, CommonSections } from "./check";

/**
 * HIPAA names no period for logs: documentation is kept for six years (45 CFR 164.316(b)(2)(i)), and auditors expect
 * a year of logs at hand (NIST SP 800-92, section 4.2, leaves the number to the organisation). Below this the
 * declaration contradicts itself.
 */
const leastHipaaRetentionDays = 365;

/**
 * A stack does not contradict the frameworks that it declares. Only what the declaration itself says is judged here;
 * whether its resources satisfy a framework is the work of policies.
 */
export const checkFrameworks: Check<CommonSections> = (config) => {
  const declared = config.compliance?.frameworks ?? [];
  return frameworks
    .filter((framework) => declared.includes(framework))
    .flatMap((framework) => demands[framework](config));
};

const demands: Record<Framework, (config: Draft<CommonSections>) => readonly CheckFinding[]> = {
  gdpr: ({ residency }) => [
    ...when(residency?.boundary !== undefined && !euBoundaries.includes(residency.boundary), {
      path: ["residency", "boundary"],
      message: `the framework gdpr keeps personal data in the EU, but the boundary is "${residency?.boundary ?? ""}"`,
      allowed: euBoundaries.join(", "),
      fix: 'write "eu", or remove gdpr from compliance.frameworks',
    }),
    ...when(residency?.processing === "global", {
      path: ["residency", "processing"],
      message: "the framework gdpr keeps personal data in the EU, but prompts may be processed anywhere",
      allowed: "region, dataZone",
      fix: 'write "dataZone" or "region", or remove gdpr from compliance.frameworks',
    }),
  ],
  hipaa: ({ environment, operations }) => [
    ...when(environment?.protected === false, {
      path: ["environment", "protected"],
      message:
        "the framework hipaa demands that health data cannot be lost, but the environment is not protected",
      allowed: "true",
      fix: "write true, or remove hipaa from compliance.frameworks",
    }),
    ...when((operations?.logRetentionDays ?? Infinity) < leastHipaaRetentionDays, {
      path: ["operations", "logRetentionDays"],
      message: `the framework hipaa demands a year of logs, but they are kept for ${operations?.logRetentionDays ?? 0} days`,
      allowed: `${leastHipaaRetentionDays} to 730 days`,
      fix: `write ${leastHipaaRetentionDays}, or remove hipaa from compliance.frameworks`,
    }),
  ],
};

/** Boundaries whose countries all apply the GDPR or an equal law that the EU has recognised. */
const euBoundaries: readonly string[] = ["eu", "eu-adequate", "de", "fr", "se", "no"];

function when(condition: boolean, finding: CheckFinding): readonly CheckFinding[] {
  return condition ? [finding] : [];
}
