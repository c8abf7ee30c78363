import { type Declared, type Row, aws, of, was } from "./row";

export const document = (...statements: object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
export const allow = (more: object): object => ({ Effect: "Allow", ...more });
export const trusts = (service: string): string =>
  document(allow({ Action: "sts:AssumeRole", Principal: { Service: service } }));

export const role = (
  assumeRolePolicy = trusts("bedrock.amazonaws.com"),
  name = "{slug}-role",
  as = "role",
  more: object = {},
): Declared => aws(as, "iam.Role", { name, assumeRolePolicy, ...more });
const bounded = (permissionsBoundary: unknown): Declared =>
  role(undefined, undefined, undefined, { permissionsBoundary });
const reads = document(allow({ Action: "s3:GetObject", Resource: "*" }));
const attachment = (policyArn: string, as = "attachment"): Declared =>
  aws(as, "iam.RolePolicyAttachment", { role: "{slug}-role", policyArn }, ["role", "policy"]);
const ofAws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const ten = Array.from({ length: 10 }, (_, n) => attachment(ofAws(`Reader${n}`), `attachment-${n}`));
const provider = (as: string): Declared =>
  aws(as, "iam.OpenIdConnectProvider", {
    url: "https://token.example",
    clientIdLists: ["api://cornerstone"],
  });

const owner = allow({
  Action: "kms:*",
  Resource: "*",
  Principal: { AWS: "arn:aws:iam::{account}:root" },
});
export const key = (more: object = {}, options: Declared["options"] = {}): Declared => ({
  ...aws("key", "kms.Key", { policy: document(owner), ...more }),
  options,
});
/** A key that services may use as well. */
export const keyFor = (service: string): Declared =>
  key({
    policy: document(owner, allow({ Action: "kms:*", Resource: "*", Principal: { Service: service } })),
  });
const alias = (targetKeyId: unknown, name = "alias/{slug}", as = "alias"): Declared =>
  aws(as, "kms.Alias", { name, targetKeyId }, ["key"]);
const replaced = { deleteBeforeReplace: true, replaceOnChanges: ["description"] };

const secret = (more: object = {}, as = "secret", options: Declared["options"] = {}): Declared => ({
  ...aws(as, "secretsmanager.Secret", { name: "{slug}/token", ...more }),
  options,
});

/** Roles, keys and secrets of AWS. */
export const awsIdentity: readonly Row[] = [
  {
    name: "a role that nobody may take on",
    proves: "400 MalformedPolicyDocument aws/behaviours/roles.ts",
    says: "Missing required field Principal",
    refused: [role(document(allow({ Action: "sts:AssumeRole" })))],
    recovered: [role()],
  },
  {
    name: "a role of a name that there is, in another case",
    proves: "409 EntityAlreadyExists aws/behaviours/roles.ts",
    says: "Role with name {slug}-ROLE already exists.",
    before: [role()],
    refused: [role(), role(undefined, "{slug}-ROLE", "second")],
    recovered: [role(), role(undefined, "{slug}-role-2", "second")],
  },
  {
    name: "a role that is not there",
    proves: "404 NoSuchEntity aws/types",
    says: "The role with name {slug}-role cannot be found.",
    refused: [aws("policy", "iam.RolePolicy", { role: "{slug}-role", policy: reads })],
    recovered: [role(), aws("policy", "iam.RolePolicy", { role: of("role"), policy: reads })],
  },
  {
    name: "a boundary of a role that is not there",
    proves: "404 NoSuchEntity aws/behaviours/roles.ts",
    says: "Scope ARN: arn:aws:iam::{account}:policy/{slug}-reads does not exist or is not attachable.",
    refused: [bounded("arn:aws:iam::{account}:policy/{slug}-reads")],
    recovered: [aws("policy", "iam.Policy", { name: "{slug}-reads", policy: reads }), bounded(of("policy"))],
  },
  {
    name: "a policy that is not there",
    proves: "404 NoSuchEntity aws/behaviours/roles.ts",
    says: "Policy arn:aws:iam::{account}:policy/{slug}-reads does not exist or is not attachable.",
    before: [role()],
    refused: [role(), attachment("arn:aws:iam::{account}:policy/{slug}-reads")],
    recovered: [
      role(),
      aws("policy", "iam.Policy", { name: "{slug}-reads", policy: reads }),
      attachment("arn:aws:iam::{account}:policy/{slug}-reads"),
    ],
  },
  {
    name: "a policy that is named without its ARN",
    proves: "400 InvalidInput aws/behaviours/roles.ts",
    says: "ARN ReadOnlyAccess is not valid.",
    before: [role()],
    refused: [role(), attachment("ReadOnlyAccess")],
    recovered: [role(), attachment(ofAws("ReadOnlyAccess"))],
  },
  {
    name: "an eleventh policy of a role",
    proves: "409 LimitExceeded aws/behaviours/roles.ts",
    says: "Cannot exceed quota for PoliciesPerRole: 10",
    before: [role(), ...ten],
    refused: [role(), ...ten, attachment(ofAws("ReadOnlyAccess"))],
    recovered: [role(), ...ten],
  },
  {
    name: "a role that goes before its policies",
    proves: "409 DeleteConflict aws/behaviours/roles.ts",
    says: "Cannot delete entity, must detach all policies first.",
    before: [role(), attachment(ofAws("ReadOnlyAccess"))],
    refused: [attachment(ofAws("ReadOnlyAccess"))],
    recovered: [role()],
  },
  {
    name: "an issuer of tokens that is known",
    proves: "409 EntityAlreadyExists aws/behaviours/identity-providers.ts",
    says: "Provider with url https://token.example already exists.",
    before: [provider("issuer")],
    refused: [provider("issuer"), provider("again")],
    recovered: [provider("issuer")],
  },
  {
    name: "a key that locks everybody out",
    proves: "400 MalformedPolicyDocumentException aws/behaviours/keys.ts",
    says: "The new key policy will not allow you to update the key policy in the future.",
    refused: [
      key({ policy: document(allow({ Action: "kms:Decrypt", Resource: "*", Principal: { AWS: "*" } })) }),
    ],
    recovered: [key()],
  },
  {
    name: "rotation of a key that signs",
    proves: "400 UnsupportedOperationException aws/behaviours/keys.ts",
    says: "",
    refused: [key({ customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY", enableKeyRotation: true })],
    recovered: [key({ customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" })],
  },
  {
    name: "an alias of AWS",
    proves: "400 NotAuthorizedException aws/behaviours/keys.ts",
    says: "Can't create reserved alias.",
    before: [key()],
    refused: [key(), alias(of("key"), "alias/aws/{slug}")],
    recovered: [key(), alias(of("key"))],
  },
  {
    name: "an alias that there is",
    proves: "400 AlreadyExistsException aws/behaviours/keys.ts",
    says: "An alias with the name arn:aws:kms:eu-central-1:{account}:alias/{slug} already exists",
    before: [key(), alias(of("key"))],
    refused: [key(), alias(of("key")), alias(of("key"), "alias/{slug}", "again")],
    recovered: [key(), alias(of("key")), alias(of("key"), "alias/{slug}-2", "again")],
  },
  {
    name: "an alias of a key that is switched off",
    proves: "400 DisabledException aws/behaviours/keys.ts",
    says: "is disabled.",
    before: [key({ isEnabled: false })],
    refused: [key({ isEnabled: false }), alias(of("key"))],
    recovered: [key({ isEnabled: true }), alias(of("key"))],
  },
  {
    name: "an alias of a key that is to be deleted",
    proves: "400 KMSInvalidStateException aws/behaviours/keys.ts",
    says: "is pending deletion.",
    before: [key({ description: "first" }, replaced)],
    refused: [key({ description: "second" }, replaced), alias(was("key", "arn"))],
    recovered: [key({ description: "second" }, replaced), alias(of("key"))],
  },
  {
    name: "a key that is not there",
    proves: "400 NotFoundException aws/types",
    says: "Key 'arn:aws:kms:eu-central-1:{account}:key/none' does not exist",
    refused: [alias("none")],
    recovered: [key(), alias(of("key"))],
  },
  {
    name: "a secret of a name that there is",
    proves: "400 ResourceExistsException aws/behaviours/secrets.ts",
    says: "The operation failed because the secret {slug}/token already exists.",
    before: [secret()],
    refused: [secret(), secret({}, "again")],
    recovered: [secret(), secret({ name: "{slug}/token-2" }, "again")],
  },
  {
    name: "a secret in place of one that is to be deleted, under another name",
    proves: "400 InvalidRequestException aws/behaviours/secrets.ts",
    says: "a secret with this name is already scheduled for deletion.",
    before: [secret({ description: "first" }, "secret", replaced)],
    refused: [secret({ description: "second" }, "secret", replaced)],
    recovered: [secret({ description: "second", name: "{slug}/token-2" }, "secret", replaced)],
  },
  {
    name: "a policy of a secret that is for nobody",
    proves: "400 MalformedPolicyDocumentException aws/behaviours/secrets.ts",
    says: "Missing required field Principal",
    refused: [
      secret({ policy: document(allow({ Action: "secretsmanager:GetSecretValue", Resource: "*" })) }),
    ],
    recovered: [
      secret({
        policy: document(
          allow({
            Action: "secretsmanager:GetSecretValue",
            Resource: "*",
            Principal: { AWS: "arn:aws:iam::{account}:root" },
          }),
        ),
      }),
    ],
  },
];
