import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, firstFailure, mustBe, notApplicable, pass } from "../../verdicts";

export const databricksWorkspaceComplianceProfile: ResourceRule = {
  id: "CS-0304",
  name: "databricks-workspace-compliance-profile",
  title: "Where HIPAA applies, Databricks workspaces have the compliance security profile for it.",
  severity: "high",
  why: "Databricks processes health data in the ways that its agreement covers only under the profile.",
  fix: {
    text: 'Turn on enhancedSecurityCompliance.complianceSecurityProfile with the standard "HIPAA".',
    code: 'new databricks.Workspace(name, { enhancedSecurityCompliance: { complianceSecurityProfile: { value: "Enabled", complianceStandards: ["HIPAA"] } } });',
  },
  controls: [...ours("mcsb", "PV-2"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(a)(1)")],
  covers: [],
  url: "https://learn.microsoft.com/azure/databricks/security/privacy/hipaa",
  scope: "resource",
  types: azure.databricksWorkspace,
  check: (inputs, _resource, { declaration }) =>
    declaration.frameworks.includes("hipaa")
      ? firstFailure(
          () => mustBe(inputs, "enhancedSecurityCompliance.complianceSecurityProfile.value", "Enabled"),
          () =>
            inputs
              .strings("enhancedSecurityCompliance.complianceSecurityProfile.complianceStandards")
              .includes("HIPAA")
              ? pass
              : fail("the compliance security profile does not name HIPAA"),
        )
      : notApplicable("the stack does not declare HIPAA"),
};
