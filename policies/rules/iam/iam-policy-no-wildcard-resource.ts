import { vendor } from "../../controls";
import { documentsOf, policyHolders } from "../../iam-documents";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { fail, notApplicable, pass } from "../../verdicts";

/** Actions for which AWS takes no resource but `*`. */
const unscoped =
  /^(cloudtrail:(DescribeTrails|ListTrails)|ec2:Describe\w*\*?|bedrock:(List\w*\*?|(Get|Put|Delete)ModelInvocationLoggingConfiguration)|logs:Describe\w*\*?|cloudwatch:(PutMetricData|List\w*\*?|Describe\w*\*?|GetMetric\w*)|xray:Put\w*|ecr:GetAuthorizationToken|sts:GetCallerIdentity|s3:ListAllMyBuckets|kms:List(Aliases|Keys)|iam:(List\w*\*?|GetAccountSummary)|budgets:Describe\w*\*?|tag:Get\w*\*?|logs:(CreateLogDelivery|GetLogDelivery|ListLogDeliveries))$/i;

export const iamPolicyNoWildcardResource: GraphRule = {
  id: "CS-0483",
  name: "iam-policy-no-wildcard-resource",
  title: "Policies name the resources that they speak of.",
  severity: "medium",
  why: "A permission on everything is one on what the next project stores. Only actions that AWS lets nobody scope may name all resources.",
  fix: {
    text: "Name ARNs; a prefix at the widest.",
    code: "Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`]",
  },
  controls: serving(
    themes.leastPrivilege,
    vendor("hipaa", "164.308(a)(3)(i)", "164.312(a)(1)"),
    vendor("nist80053", "AC-2", "AC-3", "AC-5", "AC-6"),
  ),
  covers: [
    "cdk-nag:AwsSolutions-IAM5",
    "checkov:CKV_AWS_355",
    "checkov:CKV_AWS_356",
    "checkov:CKV_AWS_107",
    "checkov:CKV_AWS_108",
    "checkov:CKV_AWS_111",
    "checkov:CKV_AWS_287",
    "checkov:CKV_AWS_288",
    "checkov:CKV_AWS_290",
    "prowler-aws:iam_inline_policy_no_wildcard_marketplace_subscribe",
    "prowler-aws:iam_policy_no_wildcard_marketplace_subscribe",
  ],
  url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  scope: "graph",
  types: policyHolders,
  check: (holder, graph) => {
    const documents = documentsOf(holder, graph);
    if (documents.length === 0) return notApplicable("it holds no policy");
    for (const { path, statements } of documents)
      for (const statement of statements.filter(({ effect }) => effect === "Allow")) {
        if (!statement.resources.includes("*") && statement.notResources.length === 0) continue;
        const wide = statement.actions.find((action) => !unscoped.test(action));
        if (wide !== undefined) return fail(`it allows ${wide} on every resource`, path);
      }
    return pass;
  },
};
