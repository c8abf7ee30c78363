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
export function strikeAws(faults: Faults, { type, name, region, ...request }: AwsFaultRequest): void {
  const key = `${region}|${type}|${name}`;
  try {
    faults.strike({ ...request, id: { id: name, key, type, name }, ...(region !== "" && { region }) });
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    throw worded(error);
  }
}

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
  return new AwsError(status, code ?? "InternalError", detail);
}
