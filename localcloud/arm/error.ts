/** A refusal of the cloud, as ARM words it: an HTTP status, a code and a message. */
export class CloudError extends Error {
  override readonly name = "CloudError";

  constructor(
    readonly status: number,
    /** Absent where the service answers with a text alone. */
    readonly code: string | undefined,
    /** ARM's own message, without status and code. */
    readonly detail: string,
    /** The header Retry-After, in seconds. */
    readonly retryAfter?: number,
  ) {
    super(
      code === undefined
        ? `Status=${status} Message=${JSON.stringify(detail)}`
        : `Status=${status} Code="${code}" Message="${detail}"`,
    );
  }
}

/**
 * A long-running operation that ended badly after the service had accepted it: the resource exists, in state Failed.
 */
export class OperationFailed extends CloudError {
  constructor(
    error: CloudError,
    readonly resourceId: string,
  ) {
    super(error.status, error.code, error.detail);
  }
}
