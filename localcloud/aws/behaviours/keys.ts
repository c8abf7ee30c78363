import type { JsonObject } from "../../store/store";
import type { AwsBehaviour, AwsView } from "../behaviour";
import { AwsError } from "../error";
import { parseArn } from "../../../catalog/arn";
import { allows } from "../policy-evaluation";
import { malformed, unknownPrincipals } from "../policy-document";
import { patienceForRoles } from "../propagation";
import type { AwsResource } from "../resource";
import { key } from "../types/kms";
import { missing, textOf } from "./references";

const alias = "aws:kms/alias:Alias";

/** Keys that are to be deleted, by ARN, with the day on which they will be. */
export const pendingKeys = "aws-kms-pending";

/**
 * A key is not deleted but scheduled to be. Text: terraform-aws-modules/terraform-aws-kms#14 (lockout);
 * https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html.
 */
export const keys: AwsBehaviour = {
  types: [key],
  beforeWrite: ({ inputs }, aws) => {
    const policy = textOf(inputs, "policy");
    if (policy === "") return;
    const flaw = malformed(policy, "resource", aws);
    if (flaw !== undefined) {
      const principals = unknownPrincipals(policy, aws).length > 0 || flaw.startsWith("Invalid principal");
      throw new AwsError(
        400,
        "MalformedPolicyDocumentException",
        principals ? "Policy contains a statement with one or more invalid principals." : flaw,
        { passes: principals && patienceForRoles },
      );
    }
    if (inputs["bypassPolicyLockoutSafetyCheck"] !== true && !allows(policy, "kms:PutKeyPolicy", "*")) {
      throw new AwsError(
        400,
        "MalformedPolicyDocumentException",
        "The new key policy will not allow you to update the key policy in the future.",
      );
    }
    const symmetric =
      inputs["customerMasterKeySpec"] === undefined ||
      inputs["customerMasterKeySpec"] === "SYMMETRIC_DEFAULT";
    if (inputs["enableKeyRotation"] === true && !symmetric) {
      throw new AwsError(400, "UnsupportedOperationException", "", { operation: "KMS: EnableKeyRotation" });
    }
  },
  compute: ({ attributes }) =>
    attributes["enableKeyRotation"] === true && attributes["rotationPeriodInDays"] === undefined
      ? { rotationPeriodInDays: 365 }
      : {},
  onDelete: ({ attributes }, aws) => {
    const days =
      typeof attributes["deletionWindowInDays"] === "number" ? attributes["deletionWindowInDays"] : 30;
    const deletionDate = new Date(aws.now() + days * 86_400_000).toISOString();
    return [{ table: pendingKeys, key: textOf(attributes, "arn"), value: { deletionDate } }];
  },
};

/** Codes: https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html. */
export const aliases: AwsBehaviour = {
  types: [alias],
  check: ({ name }) =>
    typeof name === "string" && !/^alias\/[a-zA-Z0-9/_-]+$/.test(name)
      ? [
          {
            property: "name",
            reason: `"name" must begin with 'alias/' and be comprised of only [a-zA-Z0-9/_-]`,
          },
        ]
      : [],
  beforeWrite: ({ inputs, existing }, aws) => {
    const name = textOf(inputs, "name");
    if (name.startsWith("alias/aws/")) {
      throw new AwsError(400, "NotAuthorizedException", "Can't create reserved alias.");
    }
    if (!existing && aws.get(alias, name)) {
      const { account, region } = aws.place;
      throw new AwsError(
        400,
        "AlreadyExistsException",
        `An alias with the name arn:aws:kms:${region}:${account}:${name} already exists`,
      );
    }
    usableKey(textOf(inputs, "targetKeyId"), aws);
  },
  compute: ({ attributes }, aws) => {
    const target = usableKey(textOf(attributes, "targetKeyId"), aws);
    return { targetKeyArn: target.attributes["arn"], targetKeyId: target.id };
  },
};

/** The key by its ID, ARN, alias or the ARN of an alias; refused when it is not there or not to be used. */
export function usableKey(identifier: string, aws: AwsView): AwsResource {
  const found = keyBy(identifier, aws);
  const arn = identifier.startsWith("arn:")
    ? identifier
    : `arn:aws:kms:${aws.place.region}:${aws.place.account}:key/${identifier}`;
  if (found) {
    if (found.attributes["isEnabled"] === false) {
      throw new AwsError(400, "DisabledException", `${textOf(found.attributes, "arn")} is disabled.`);
    }
    return found;
  }
  if (aws.row(pendingKeys, arn))
    throw new AwsError(400, "KMSInvalidStateException", `${arn} is pending deletion.`);
  throw missing(key, arn);
}

export function keyBy(identifier: string, aws: AwsView): AwsResource | undefined {
  const resource = parseArn(identifier)?.resource ?? identifier;
  const name = resource.startsWith("alias/")
    ? textOf(aws.get(alias, resource)?.attributes ?? {}, "targetKeyId")
    : resource;
  return aws.get(key, name.replace(/^key\//, ""));
}

/** Whether a service may use a key, as far as the key's policy says. */
export function keyAllows(identifier: string, service: string, action: string, aws: AwsView): boolean {
  const attributes: JsonObject = keyBy(identifier, aws)?.attributes ?? {};
  return allows(textOf(attributes, "policy"), action, "*", { service });
}
