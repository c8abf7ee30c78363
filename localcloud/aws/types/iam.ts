import type { AwsType } from "../resource-type";

export const role = "aws:iam/role:Role";
export const policy = "aws:iam/policy:Policy";

const named = { conflicts: [["name", "namePrefix"]], optional: { namePrefix: "" } } as const;

/** Limits: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html. */
export const iam: readonly AwsType[] = [
  {
    token: role,
    noun: "IAM Role",
    called: "{name}",
    service: "IAM",
    operations: ["CreateRole", "UpdateAssumeRolePolicy", "DeleteRole"],
    id: "{name}",
    autoName: { property: "name", max: 64 },
    forceNew: ["name", "namePrefix", "path"],
    defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
    ...named,
    computed: {
      arn: "arn:{partition}:iam::{account}:role{path}{name}",
      createDate: "{now}",
      uniqueId: "AROA{BASE32_17:id}",
    },
    lengths: { name: [1, 64], description: [0, 1000] },
    ranges: { maxSessionDuration: [3600, 43_200] },
    policies: ["assumeRolePolicy"],
    missing: [404, "NoSuchEntity", "The role with name {value} cannot be found."],
  },
  {
    token: "aws:iam/rolePolicy:RolePolicy",
    noun: "IAM Role Policy",
    called: "{name}",
    service: "IAM",
    operations: ["PutRolePolicy", "PutRolePolicy", "DeleteRolePolicy"],
    id: "{role}:{name}",
    autoName: { property: "name", max: 128 },
    forceNew: ["name", "namePrefix", "role"],
    ...named,
    policies: ["policy"],
    references: [{ property: "role", type: role }],
  },
  {
    token: policy,
    noun: "IAM Policy",
    called: "{name}",
    service: "IAM",
    operations: ["CreatePolicy", "CreatePolicyVersion", "DeletePolicy"],
    id: "{arn}",
    autoName: { property: "name", max: 128 },
    forceNew: ["description", "name", "namePrefix", "path"],
    defaults: { path: "/" },
    ...named,
    computed: {
      arn: "arn:{partition}:iam::{account}:policy{path}{name}",
      policyId: "ANPA{BASE32_17:id}",
      attachmentCount: 0,
    },
    lengths: { name: [1, 128], description: [0, 1000] },
    policies: ["policy"],
    missing: [404, "NoSuchEntity", "Policy {value} does not exist or is not attachable."],
  },
  {
    token: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    noun: "IAM Role Policy Attachment",
    called: "{role}",
    service: "IAM",
    operations: ["AttachRolePolicy", "AttachRolePolicy", "DetachRolePolicy"],
    id: "{role}/{policyArn}",
    forceNew: ["policyArn", "role"],
    references: [{ property: "role", type: role }],
  },
  {
    token: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    noun: "IAM OIDC Provider",
    service: "IAM",
    operations: [
      "CreateOpenIDConnectProvider",
      "UpdateOpenIDConnectProviderThumbprint",
      "DeleteOpenIDConnectProvider",
    ],
    id: "{arn}",
    forceNew: ["url"],
    optional: { thumbprintLists: ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"] },
    missing: [404, "NoSuchEntity", "OpenIDConnect Provider not found for arn {value}"],
  },
];
