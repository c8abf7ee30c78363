import { CloudError } from "../arm/error";
import type { FaultRequest, Faults } from "../arm/faults";
import { AwsError } from "./error";

/** The request of a resource of AWS, as faults look at it. */
export type AwsFaultRequest = Pick<FaultRequest, "operation" | "creates"> & {
  readonly type: string;
  readonly name: string;
  readonly region: string;
};

/**
 * Strikes with the faults of a scenario, in AWS's words where the fault speaks Azure's. Both pass by themselves: the provider tries
 * again. Codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonErrors.html.
 */
export function strikeAws(faults: Faults, request: AwsFaultRequest): void {
  try {
    faults.strike(asked(request));
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    throw worded(error);
  }
}

/** Whether the process is to end now that this request is accepted. */
export function crashesAws(faults: Faults, request: AwsFaultRequest): boolean {
  return faults.crashes(asked(request));
}

function asked({ type, name, region, ...request }: AwsFaultRequest): FaultRequest {
  const key = `${region}|${type}|${name}`;
  return { ...request, id: { id: name, key, type, name }, ...(region !== "" && { region }) };
}

/**
 * Somebody else's work on the same bucket or role, which the provider waits for: terraform-provider-aws#33531 (S3), #39429 and
 * #34378 (IAM).
 */
const conflicts = ["OperationAborted", "ConcurrentModification"];

function worded({ status, code, detail }: CloudError): AwsError {
  if (status === 429) return new AwsError(400, "ThrottlingException", "Rate exceeded", { passes: true });
  if (status >= 500) {
    return new AwsError(
      503,
      "ServiceUnavailable",
      "The request has failed due to a temporary failure of the server.",
      {
        passes: true,
      },
    );
  }
  const passes = conflicts.includes(code ?? "");
  return new AwsError(status, code ?? "InternalError", detail, { passes });
}
