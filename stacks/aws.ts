import { openAwsSite } from "./aws/site";
import type { AwsStackConfig } from "./config";

/** Stands the second home of a platform up on AWS: each step needs what the steps before it made. */
export function awsPlatform(config: AwsStackConfig): Record<string, unknown> {
  const site = openAwsSite(config);
  return { region: site.place.region, accountId: site.place.accountId };
}
