import { CloudError } from "../arm/error";

const minute = 60_000;

/** Counts the tokens that each deployment spends in a minute. A minute is a real one, however fast the cloud is. */
export class TokenRate {
  private readonly spent = new Map<string, { readonly since: number; tokens: number }>();

  constructor(private readonly now: () => number) {}

  /**
   * Takes tokens out of the current minute of a deployment.
   *
   * @param limit tokens a minute; without one nothing is counted
   * @throws CloudError 429 with Retry-After when they are more than what is left
   */
  take(deployment: string, tokens: number, limit: number | undefined, operation: string): void {
    if (limit === undefined) return;
    const now = this.now();
    const known = this.spent.get(deployment);
    const current = known && now < known.since + minute ? known : { since: now, tokens: 0 };
    this.spent.set(deployment, current);
    if (current.tokens + tokens > limit) {
      const seconds = Math.max(1, Math.ceil((current.since + minute - now) / 1_000));
      throw new CloudError(
        429,
        "429",
        `Requests to the ${operation} operation have exceeded the token rate limit of this deployment, ${limit} tokens a minute. Please retry after ${seconds} seconds.`,
        seconds,
      );
    }
    current.tokens += tokens;
  }
}
