import type { AwsBehaviour, AwsView } from "../behaviour";
import { AwsError } from "../error";
import { parseArn } from "../../../catalog/arn";
import { policy, role } from "../types/iam";
import { existingTable } from "../../existing";
import { malformed } from "../policy-document";
import { patienceForRoles } from "../propagation";
import { textOf } from "./references";

const inline = "aws:iam/rolePolicy:RolePolicy";
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** Attached to one role at most: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html. */
const attachmentQuota = 10;

/**
 * Texts: port-labs/ocean#854 (exists), hashicorp/boundary#5646 and aws-orbit-workbench#633 (policies), openshift-tests-private
 * (boundary, as rosa prints it).
 */
export const roles: AwsBehaviour = {
  types: [role],
  beforeWrite: ({ inputs, existing }, aws) => {
    const name = textOf(inputs, "name");
    if (!existing && sameName(role, name, aws)) {
      throw new AwsError(409, "EntityAlreadyExists", `Role with name ${name} already exists.`);
    }
    const flaw = malformed(textOf(inputs, "assumeRolePolicy"), "trust", aws);
    if (flaw !== undefined) {
      const passes = flaw.startsWith("Invalid principal in policy") && patienceForRoles;
      throw new AwsError(400, "MalformedPolicyDocument", flaw, { passes });
    }
    const boundary = textOf(inputs, "permissionsBoundary");
    if (boundary !== "" && !isAttachable(boundary, aws)) {
      throw new AwsError(404, "NoSuchEntity", `Scope ARN: ${boundary} does not exist or is not attachable.`);
    }
  },
  compute: ({ attributes, existing }, aws) => ({
    inlinePolicies: attributes["inlinePolicies"] ?? existing?.attributes["inlinePolicies"] ?? [],
    managedPolicyArns:
      attributes["managedPolicyArns"] ??
      attachmentsOf(textOf(attributes, "name"), aws).map(({ attributes: own }) => own["policyArn"] ?? null),
  }),
  beforeDelete: ({ attributes }, aws) => {
    const name = textOf(attributes, "name");
    if (attributes["forceDetachPolicies"] === true) return;
    if (attachmentsOf(name, aws).length > 0) {
      throw new AwsError(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.");
    }
    if (aws.all(inline).some(({ attributes: own }) => own["role"] === name)) {
      throw new AwsError(409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
    }
  },
  onDelete: ({ attributes }, aws) =>
    [...aws.all(inline), ...aws.all(attachment)]
      .filter(({ attributes: own }) => own["role"] === attributes["name"])
      .map((one) => aws.remove(one)),
};

export const rolePolicies: AwsBehaviour = {
  types: [inline],
  beforeWrite: ({ inputs }, aws) => {
    const flaw = malformed(textOf(inputs, "policy"), "identity", aws);
    if (flaw !== undefined) throw new AwsError(400, "MalformedPolicyDocument", flaw);
  },
};

export const attachments: AwsBehaviour = {
  types: [attachment],
  beforeWrite: ({ inputs, existing }, aws) => {
    const arn = textOf(inputs, "policyArn");
    const parsed = parseArn(arn);
    if (!parsed) throw new AwsError(400, "InvalidInput", `ARN ${arn} is not valid.`);
    if (!isAttachable(arn, aws)) {
      throw new AwsError(404, "NoSuchEntity", `Policy ${arn} does not exist or is not attachable.`);
    }
    if (!existing && attachmentsOf(textOf(inputs, "role"), aws).length >= attachmentQuota) {
      throw new AwsError(409, "LimitExceeded", `Cannot exceed quota for PoliciesPerRole: ${attachmentQuota}`);
    }
  },
};

/** Texts: terraform-aws-modules/terraform-aws-ecs#363 (exists), rebuy-de/aws-nuke#294 (attached). */
export const policies: AwsBehaviour = {
  types: [policy],
  beforeWrite: ({ inputs, existing }, aws) => {
    const name = textOf(inputs, "name");
    if (!existing && sameName(policy, name, aws)) {
      throw new AwsError(
        409,
        "EntityAlreadyExists",
        `A policy called ${name} already exists. Duplicate names are not allowed.`,
      );
    }
    const flaw = malformed(textOf(inputs, "policy"), "identity", aws);
    if (flaw !== undefined) throw new AwsError(400, "MalformedPolicyDocument", flaw);
  },
  view: ({ id }, aws) => ({
    attachmentCount: aws.all(attachment).filter(({ attributes }) => attributes["policyArn"] === id).length,
  }),
  beforeDelete: ({ id }, aws) => {
    const limits = aws.all(role).some(({ attributes }) => attributes["permissionsBoundary"] === id);
    if (limits || aws.all(attachment).some(({ attributes }) => attributes["policyArn"] === id)) {
      throw new AwsError(409, "DeleteConflict", "Cannot delete a policy attached to entities.");
    }
  },
};

/** A policy of this cloud, or one that stood before it. Those of AWS itself have no account; any name of them may exist. */
function isAttachable(arn: string, aws: AwsView): boolean {
  return (
    parseArn(arn)?.account === "aws" ||
    aws.get(policy, arn) !== undefined ||
    aws.row(existingTable, arn) !== undefined
  );
}

function attachmentsOf(name: string, aws: AwsView) {
  return aws.all(attachment).filter(({ attributes }) => attributes["role"] === name);
}

/** Names of IAM differ by more than their case. */
function sameName(type: string, name: string, aws: AwsView): boolean {
  return aws
    .all(type)
    .some(({ attributes }) => textOf(attributes, "name").toLowerCase() === name.toLowerCase());
}
