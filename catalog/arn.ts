/** An Amazon Resource Name in its parts. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty for what belongs to no region. */
  readonly region: string;
  /** Empty for what belongs to no account. */
  readonly account: string;
  /** Everything after the fifth colon: `role/reader`. */
  readonly resource: string;
}

/** Reads an ARN, or a pattern of one as policies have (`arn:*:s3:::*`); undefined for any other text. */
export function parseArn(text: string): Arn | undefined {
  const match = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.+)$/s.exec(text);
  if (!match) return undefined;
  const [, partition = "", service = "", region = "", account = "", resource = ""] = match;
  return { partition, service, region, account, resource };
}
