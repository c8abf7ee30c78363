import type { JsonObject } from "../../store/store";
import { isObject } from "../../arm/json";
import { claimsTable } from "../../behaviours/claims";
import type { AwsBehaviour, AwsView } from "../behaviour";
import { AwsError } from "../error";
import { statementsOf, unknownPrincipals } from "../policy-document";
import { patienceForRoles } from "../propagation";
import type { AwsResource } from "../resource";
import { bucket, bucketObject } from "../types/s3";
import { textOf } from "./references";

const objects = [bucketObject, "aws:s3/bucketObject:BucketObject"];

/** Canonical IDs of the zones of S3's website endpoints: https://docs.aws.amazon.com/general/latest/gr/s3.html. */
const zones: Readonly<Record<string, string>> = {
  "eu-central-1": "Z21DNDUVLTQW6Q",
  "eu-west-1": "Z1BKCTXD74EZPE",
  "eu-west-2": "Z3GKZC51ZF0DB4",
  "eu-west-3": "Z3R1K369G5AVDG",
  "eu-north-1": "Z3BAZG2TWCNX0D",
  "eu-south-1": "Z30OZKI7KPW7MI",
  "us-east-1": "Z3AQBSTGFYJSTF",
  "us-east-2": "Z2O1EMRO9K5GLX",
  "us-west-1": "Z2F56UZL2M1ACD",
  "us-west-2": "Z3BJ6K6RIION7M",
};

/**
 * Names that exist once in the world, and buckets that must be empty to go. Texts: appvia/terranetes-controller#1458
 * (taken: the SDK gives no words), rebuy-de/aws-nuke#64 (not empty); names: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html.
 */
export const buckets: AwsBehaviour = {
  types: [bucket],
  check: ({ bucket: name }) => {
    const reason = typeof name === "string" ? invalidName(name) : undefined;
    return reason === undefined ? [] : [{ property: "bucket", reason }];
  },
  beforeWrite: ({ inputs, existing }, aws) => {
    if (existing) return;
    const name = textOf(inputs, "bucket");
    const taken = aws.everywhere(bucket).find(({ id }) => id === name);
    if (taken?.account === aws.place.account) {
      throw new AwsError(409, "BucketAlreadyOwnedByYou", "");
    }
    // A claim without an owner: somebody outside of this cloud has the name.
    if (taken ?? aws.row(claimsTable, `bucket/${name}`)) {
      throw new AwsError(409, "BucketAlreadyExists", "");
    }
  },
  compute: ({ attributes }, aws) => {
    const hostedZoneId = zones[aws.place.region];
    return { ...(hostedZoneId && { hostedZoneId }), region: attributes["region"] ?? aws.place.region };
  },
  beforeDelete: ({ id, attributes }, aws) => {
    if (attributes["forceDestroy"] !== true && objectsOf(id, aws).length > 0) {
      throw new AwsError(
        409,
        "BucketNotEmpty",
        "The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
      );
    }
  },
  onDelete: (resource, aws) => [
    ...[...partsOf(resource, aws), ...objectsOf(resource.id, aws)].map((gone) => aws.remove(gone)),
  ],
};

/** Codes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. */
export const bucketPolicies: AwsBehaviour = {
  types: ["aws:s3/bucketPolicy:BucketPolicy"],
  beforeWrite: ({ inputs }, aws) => {
    const name = textOf(inputs, "bucket");
    const text = textOf(inputs, "policy");
    const policy = JSON.parse(text) as unknown;
    if (!isObject(policy))
      throw malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
    const [unknown] = unknownPrincipals(text, aws);
    if (unknown !== undefined) throw malformedPolicy("Invalid principal in policy", patienceForRoles);
    for (const statement of statementsOf(policy)) {
      if (statement["Principal"] === undefined && statement["NotPrincipal"] === undefined) {
        throw malformedPolicy("Missing required field Principal");
      }
      if (!resourcesOf(statement).every((one) => isOf(one, name))) {
        throw malformedPolicy("Policy has invalid resource");
      }
      if (isPublic(statement) && blocksPublicPolicy(name, aws)) {
        const caller = `arn:aws:sts::${aws.place.account}:assumed-role/cornerstone-local/session`;
        throw new AwsError(
          403,
          "AccessDenied",
          `User: ${caller} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${name}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
        );
      }
    }
  },
};

/** Codes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. */
export const bucketLogging: AwsBehaviour = {
  types: ["aws:s3/bucketLogging:BucketLogging"],
  beforeWrite: ({ inputs }, aws) => {
    const target = aws.get(bucket, textOf(inputs, "targetBucket"));
    if (!target) {
      throw new AwsError(
        400,
        "InvalidTargetBucketForLogging",
        "The target bucket for logging does not exist, is not owned by you, or does not have the appropriate grants for the log-delivery group.",
      );
    }
  },
};

/** Rule: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html. */
export const bucketLocks: AwsBehaviour = {
  types: ["aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"],
  beforeWrite: ({ inputs }, aws) => {
    const name = textOf(inputs, "bucket");
    const versioning = aws.get("aws:s3/bucketVersioning:BucketVersioning", name);
    const status = versioning?.attributes["versioningConfiguration"];
    const versioned = isObject(status) && status["status"] === "Enabled";
    if (!versioned && aws.get(bucket, name)?.attributes["objectLockEnabled"] !== true) {
      throw new AwsError(
        409,
        "InvalidBucketState",
        "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
      );
    }
  },
};

/** Rule: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html. */
export const bucketVersioning: AwsBehaviour = {
  types: ["aws:s3/bucketVersioning:BucketVersioning"],
  beforeWrite: ({ inputs }, aws) => {
    const status = inputs["versioningConfiguration"];
    const name = textOf(inputs, "bucket");
    const locked =
      aws.get(bucket, name)?.attributes["objectLockEnabled"] === true ||
      aws.get("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", name) !== undefined;
    if (locked && isObject(status) && status["status"] !== "Enabled") {
      throw new AwsError(
        409,
        "InvalidBucketState",
        "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
      );
    }
  },
};

function malformedPolicy(text: string, passes: number | false = false): AwsError {
  return new AwsError(400, "MalformedPolicy", text, { passes });
}

/** Source: validBucketName in internal/service/s3 of terraform-provider-aws. */
function invalidName(name: string): string | undefined {
  if (name.length < 3 || name.length > 63) return `"bucket" must be between 3 and 63 characters: "${name}"`;
  if (!/^[0-9a-z.-]+$/.test(name)) {
    return `only lowercase alphanumeric characters and hyphens allowed in "bucket": "${name}"`;
  }
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return `"bucket" must not be formatted as an IP address: "${name}"`;
  return undefined;
}

function resourcesOf({ Resource: resource }: JsonObject): readonly string[] {
  const all = Array.isArray(resource) ? (resource as readonly unknown[]) : [resource];
  return all.filter((one): one is string => typeof one === "string");
}

function isOf(resource: string, name: string): boolean {
  const path = resource.replace(/^arn:[\w-]+:s3:::/, "");
  return path !== resource && (path === name || path.startsWith(`${name}/`));
}

function isPublic({ Effect: effect, Principal: principal, Condition: condition }: JsonObject): boolean {
  if (effect !== "Allow" || condition !== undefined) return false;
  return principal === "*" || (isObject(principal) && principal["AWS"] === "*");
}

function blocksPublicPolicy(name: string, aws: AwsView): boolean {
  const block = aws.get("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", name);
  // Since April 2023 a new bucket blocks public access by itself.
  return block ? block.attributes["blockPublicPolicy"] === true : true;
}

function partsOf({ id }: AwsResource, aws: AwsView): readonly AwsResource[] {
  return parts
    .map((name) => aws.get(`aws:s3/bucket${name}:Bucket${name}`, id))
    .filter((part) => part !== undefined);
}

function objectsOf(name: string, aws: AwsView): readonly AwsResource[] {
  return objects.flatMap((type) => aws.all(type)).filter(({ attributes }) => attributes["bucket"] === name);
}

const parts = [
  "Policy",
  "PublicAccessBlock",
  "Versioning",
  "ServerSideEncryptionConfiguration",
  "LifecycleConfiguration",
  "OwnershipControls",
  "Logging",
  "ObjectLockConfiguration",
];
