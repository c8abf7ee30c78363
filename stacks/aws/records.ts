import { AuditTrail } from "../../components/aws/audit-trail";
import type { EncryptionKey } from "../../components/aws/encryption-key";
import { InvocationLogging } from "../../components/aws/invocation-logging";
import { PrivateBucket } from "../../components/aws/private-bucket";
import { namesOf } from "./names";
import type { AwsSite } from "./site";

/** What is kept of what happens: calls of models, changes of the account, and who looked at either. */
export interface Records {
  readonly invocations: InvocationLogging;
  readonly trail: AuditTrail;
}

export function createRecords(site: AwsSite, key: EncryptionKey): Records {
  const { config, prefix, place, inPlatform } = site;
  const names = namesOf(site);
  const kept = {
    ...place,
    retentionDays: config.operations.logRetentionDays,
    protected: site.protected,
  };
  const accessLog = createAccessLog(site, kept);
  const encrypted = { ...kept, keyArn: key.arn, accessLog };
  return {
    trail: new AuditTrail(
      `${prefix}-trail`,
      {
        ...encrypted,
        trailName: names.trail,
        groupName: names.logGroup("trail"),
        roleName: names.role("trail"),
      },
      inPlatform,
    ),
    invocations: new InvocationLogging(
      `${prefix}-invocations`,
      {
        ...encrypted,
        groupName: names.logGroup("invocations"),
        roleName: names.role("invocation-log"),
      },
      inPlatform,
    ),
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
function createAccessLog(
  { prefix, place, inPlatform }: AwsSite,
  kept: AwsSite["place"] & { readonly retentionDays: number; readonly protected: boolean },
): PrivateBucket {
  return new PrivateBucket(
    `${prefix}-bucket-access`,
    {
      ...kept,
      writers: (bucketArn) => [
        {
          Sid: "AccessLogs",
          Effect: "Allow",
          Principal: { Service: "logging.s3.amazonaws.com" },
          Action: ["s3:PutObject"],
          Resource: bucketArn.apply((arn) => `${arn}/*`),
          Condition: {
            StringEquals: { "aws:SourceAccount": place.accountId },
            ArnLike: { "aws:SourceArn": `arn:aws:s3:::${prefix}-*` },
          },
        },
      ],
    },
    inPlatform,
  );
}
