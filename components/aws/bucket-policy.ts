import type * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "./policy-document";

/** The policy of a private bucket: services that write into it, nobody of another account, nothing without TLS 1.2. */
export function bucketPolicy(
  bucketArn: pulumi.Output<string>,
  accountId: string,
  writers: readonly PolicyStatement[],
): readonly PolicyStatement[] {
  const everything = [bucketArn, objectsIn(bucketArn)];
  const refused = { Effect: "Deny", Principal: "*", Action: ["s3:*"], Resource: everything } as const;
  return [
    ...writers,
    { Sid: "EncryptedTransportOnly", ...refused, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Sid: "Tls12AndNewer", ...refused, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    {
      Sid: "ThisAccountOnly",
      ...refused,
      Condition: {
        StringNotEqualsIfExists: { "aws:PrincipalAccount": accountId },
        Bool: { "aws:PrincipalIsAWSService": "false" },
      },
    },
  ];
}

/** The ARN of the objects of a bucket, or of those under a prefix. */
export function objectsIn(bucketArn: pulumi.Output<string>, prefix = ""): pulumi.Output<string> {
  return bucketArn.apply((arn) => `${arn}/${prefix}*`);
}
