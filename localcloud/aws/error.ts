/** Where in the provider and the service a refusal came up; the provider puts it before the service's words. */
export interface AwsErrorContext {
  /** `deleting urn:pulumi:...`, of a resource that is there already. */
  readonly urn?: string | undefined;
  /** `creating IAM Role (reader)`. */
  readonly action: string;
  /** The client and its operation: `IAM: CreateRole`. */
  readonly operation: string;
  readonly requestId: string;
}

/** A refusal of AWS: an HTTP status, a code and a message, as the service gives them. */
export class AwsError extends Error {
  override readonly name: string = "AwsError";

  constructor(
    readonly status: number,
    readonly code: string,
    /** The service's own message. */
    readonly detail: string,
    readonly options: {
      /** The operation that refuses, where it is not the one that the type's row names. */
      readonly operation?: string;
      /** True when the refusal may pass by itself: the provider tries again for minutes, or for as many seconds. */
      readonly passes?: boolean | number;
    } = {},
  ) {
    super(`${code}: ${detail}`);
  }

  /**
   * The refusal as the provider prints it.
   * Texts: port-labs/ocean#854, ministryofjustice/modernisation-platform#7870 (the form of aws-sdk-go-v2),
   * pulumi-zephyr/zephyr-app#9 (the resource before updates and removals).
   */
  worded({ urn, action, operation, requestId }: AwsErrorContext): RefusedByAws {
    const known = this.options.operation ?? operation;
    // Errors without a type in the service's SDK are said to be such.
    const api = isUntyped(known, this.code) ? "api error " : "";
    return new RefusedByAws(
      `${urn === undefined ? "" : `${urn}: `}1 error occurred:\n\t* ${action}: operation error ${known}, https response error StatusCode: ${this.status}, RequestID: ${requestId}, ${api}${this.code}: ${this.detail}\n\n`,
      this,
    );
  }
}

/** EC2 has no types of errors at all, S3 three, and a refusal of permission is nobody's own. */
function isUntyped(operation: string, code: string): boolean {
  if (operation.startsWith("S3:")) {
    return !["BucketAlreadyExists", "BucketAlreadyOwnedByYou", "NoSuchBucket"].includes(code);
  }
  return operation.startsWith("EC2:") || code === "AccessDeniedException";
}

/** A refusal with everything that the provider says around it. */
export class RefusedByAws extends Error {
  override readonly name = "RefusedByAws";
  readonly status: number;
  readonly code: string;
  readonly detail: string;

  constructor(message: string, { status, code, detail }: AwsError) {
    super(message);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}
