import { ours, vendor } from "../../controls";
import { policiesOf, policyElements } from "../../gateway-policies";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

export const apiTokenValidation: GraphRule = {
  id: "CS-0087",
  name: "apimanagement-api-token-validation",
  title: "Every API asks its callers for a token of Entra ID, made for it.",
  severity: "critical",
  why: "A subscription key says nothing of who calls and never expires. A token without a checked audience may have been made for any other service of the tenant.",
  fix: {
    text: "Put validate-azure-ad-token with its audiences first into the inbound section of the API's policy.",
    code: `<validate-azure-ad-token tenant-id="{{tenant-id}}" header-name="Authorization">
  <audiences><audience>api://contoso-prod-models</audience></audiences>
</validate-azure-ad-token>`,
  },
  controls: [
    ...vendor("mcsb", "IM-1"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(2)(i)", "164.312(d)"),
  ],
  covers: ["azure-policy:8ac833bd-f505-48d5-887e-c993a1d3eea0"],
  url: "https://learn.microsoft.com/azure/api-management/validate-azure-ad-token-policy",
  scope: "graph",
  types: azure.apiManagementApi,
  check: (api, graph) => {
    const policies = policiesOf(api, graph, azure.apiManagementApiPolicy, "apiId");
    const checks = policies.flatMap((policy) =>
      ["validate-azure-ad-token", "validate-jwt"].flatMap((name) => policyElements(policy, "inbound", name)),
    );
    if (checks.length === 0) return fail("no policy of the API validates a token");
    const audiences = policies.flatMap((policy) => policyElements(policy, "inbound", "audience"));
    return audiences.length > 0 ? pass : fail("its policy validates tokens of any audience");
  },
};
