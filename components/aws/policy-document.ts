import * as pulumi from "@pulumi/pulumi";

/** A statement of a policy of IAM, KMS, S3, SNS or a VPC endpoint, in the words of AWS's policy language. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?:
    | "*"
    | {
        readonly AWS?: pulumi.Input<string>;
        readonly Service?: string;
        readonly Federated?: pulumi.Input<string>;
      };
  readonly Action: readonly string[];
  /** Nothing in the policy of a role's trust, which has no other resource than the role. */
  readonly Resource?: pulumi.Input<string> | readonly pulumi.Input<string>[] | pulumi.Output<string[]>;
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, pulumi.Input<string> | readonly pulumi.Input<string>[]>>>
  >;
}

/**
 * The JSON of a policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function policyDocument(statements: readonly PolicyStatement[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}

/** A service may do something for this account alone: the condition against a confused deputy. */
export function fromAccount(
  accountId: string,
  sourceArn: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": sourceArn } };
}
