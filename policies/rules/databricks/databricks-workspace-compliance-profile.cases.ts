import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { databricksWorkspaceComplianceProfile as rule } from "./databricks-workspace-compliance-profile";

const subject = (inputs: object) => [resource(azure.databricksWorkspace[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "it is as it should be": subject({
      enhancedSecurityCompliance: {
        complianceSecurityProfile: { value: "Enabled", complianceStandards: ["HIPAA"] },
      },
    }),
  },
  fail: {
    "there is none": [subject({}), "is not set"],
    "of another standard": [
      subject({
        enhancedSecurityCompliance: {
          complianceSecurityProfile: { value: "Enabled", complianceStandards: ["PCI_DSS"] },
        },
      }),
      "HIPAA",
    ],
  },
  notApplicable: {
    "the stack declares none": { resources: subject({}), declaration: { frameworks: ["gdpr"] } },
  },
};
