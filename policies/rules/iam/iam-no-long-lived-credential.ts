import { canonicalType, Secret } from "../../../graph/types";
import type { PropertyValue } from "../../../graph/types";
import { vendor } from "../../controls";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws, awsProviderType, azure, stackType } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

/** Resources that are a credential, and what to call them. */
const credentials: ReadonlyMap<string, string> = new Map([
  [aws.user[0], "a user"],
  [aws.accessKey[0], "an access key"],
  [aws.loginProfile[0], "a password"],
  [aws.serviceCredential[0], "a credential of one service"],
  [aws.sshKey[0], "a key of a user"],
  [aws.signingCertificate[0], "a certificate of a user"],
  ["azuread:index/applicationPassword:ApplicationPassword", "a client secret"],
  ["azuread:index/servicePrincipalPassword:ServicePrincipalPassword", "a client secret"],
  ["azuread:index/applicationCertificate:ApplicationCertificate", "a certificate of an application"],
  [
    "azuread:index/servicePrincipalCertificate:ServicePrincipalCertificate",
    "a certificate of an application",
  ],
  [
    "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate",
    "a certificate of an application",
  ],
]);

/** Resources of the other cloud that could hold one, and where. */
const holders: ReadonlyMap<string, string> = new Map([
  [azure.apiManagementNamedValue[0], "value"],
  [azure.secret[0], "properties.value"],
  [aws.secretVersion[0], "secretString"],
]);

/** An application of Entra ID, whose `password` would be a client secret. */
const application = "azuread:index/application:Application";

const accessKeyId = /\b(AKIA|ABSK)[A-Z0-9]{12,}/;

export const iamNoLongLivedCredential: GraphRule = {
  id: "CS-0480",
  name: "iam-no-long-lived-credential",
  title:
    "No user, access key, password, certificate or other credential of AWS or Entra ID that lasts exists.",
  severity: "critical",
  why: "A credential that lasts is found in a repository, a ticket or a laptop years later, and works. Workloads prove who they are by tokens of Entra ID or of their pipeline, which end within the hour.",
  fix: {
    text: "Take the credential away; let the caller assume a role by web identity.",
    code: "new iam.Role(name, { assumeRolePolicy: trustOfManagedIdentity });",
  },
  controls: serving(
    themes.keyless,
    vendor("hipaa", "164.308(a)(3)(i)", "164.312(a)(1)"),
    vendor("nist80053", "AC-2", "IA-5"),
  ),
  covers: [
    "aws-fsbp:IAM.2",
    "aws-fsbp:IAM.3",
    "aws-fsbp:IAM.4",
    "aws-fsbp:IAM.5",
    "aws-fsbp:IAM.8",
    "aws-fsbp:IAM.19",
    "aws-fsbp:IAM.22",
    "aws-sra-bedrock:sra-bedrock-check-iam-user-access",
    "cdk-nag:HIPAA.Security-IAMUserNoPolicies",
    "cdk-nag:HIPAA.Security-IAMUserGroupMembership",
    "cdk-nag:HIPAA.Security-IAMGroupHasUsers",
    "checkov:CKV_AWS_273",
    "checkov:CKV_AWS_348",
    "checkov:CKV_AWS_40",
    "checkov:CKV2_AWS_22",
    "checkov:CKV2_AWS_21",
    "checkov:CKV2_AWS_14",
    "prowler-aws:bedrock_api_key_no_administrative_privileges",
    "prowler-aws:bedrock_api_key_no_long_term_credentials",
    "prowler-aws:iam_user_with_temporary_credentials",
    "prowler-aws:iam_rotate_access_key_90_days",
    "prowler-aws:iam_user_accesskey_unused",
    "prowler-aws:iam_user_two_active_access_key",
    "prowler-aws:iam_user_no_setup_initial_access_key",
    "prowler-aws:iam_user_console_access_unused",
    "prowler-aws:iam_user_hardware_mfa_enabled",
    "prowler-aws:iam_user_mfa_enabled_console_access",
    "prowler-aws:iam_user_administrator_access_policy",
    "prowler-aws:iam_policy_attached_only_to_group_or_roles",
    "prowler-aws:iam_user_access_not_stale_to_bedrock",
    "prowler-aws:iam_group_administrator_access_policy",
    "prowler-aws:iam_administrator_access_with_mfa",
    "prowler-aws:iam_no_root_access_key",
    "pulumi-compliance-policies:aws-iam-policy-attachment-only-attachment-through-groups",
    "pulumi-compliance-policies:aws-iam-user-policy-attachment-only-attachment-through-groups",
  ],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles",
  scope: "graph",
  types: [stackType, awsProviderType, application, ...credentials.keys(), ...holders.keys()],
  check: (resource, graph) => {
    if (resource.type === stackType) {
      const found = graph.all([...credentials.keys()]).length;
      return found === 0 ? pass : notApplicable(`its ${found} lasting credentials are judged one by one`);
    }
    const credential = credentials.get(canonicalType(resource.type));
    if (credential !== undefined)
      return fail(`it is ${credential}, which works until somebody takes it away`);
    const inputs = graph.inputs(resource);
    if (resource.type === awsProviderType)
      return inputs.has("accessKey") || inputs.has("secretKey")
        ? fail("it works by an access key", inputs.has("accessKey") ? "accessKey" : "secretKey")
        : pass;
    if (resource.type === application)
      return inputs.has("password") ? fail("its password is a client secret", "password") : pass;
    const path = holders.get(canonicalType(resource.type)) ?? "value";
    return accessKeyId.test(JSON.stringify(unwrapped(inputs.value(path)) ?? ""))
      ? fail(`${path} holds an access key of AWS`, path)
      : pass;
  },
};

/** Marked secret or not, a key that lasts is one. */
function unwrapped(value: PropertyValue | undefined): PropertyValue | undefined {
  return value instanceof Secret ? unwrapped(value.value) : value;
}
