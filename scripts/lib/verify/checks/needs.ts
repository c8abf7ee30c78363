import type { Need } from "../check";
import type { Account, Deployment, Platform } from "../platform";
import { endpointOf } from "./network";

/** What a call of an account from inside the network rests on: its endpoint, and the names that lead there. */
export function reachable(platform: Platform, account: Account): readonly Need[] {
  const endpoint = endpointOf(platform, account.id);
  return endpoint
    ? ["private-endpoints", "private-names"].map((check) => ({ check, subject: endpoint.name }))
    : [];
}

/** What a call of a deployment rests on. */
export function callable(platform: Platform, deployment: Deployment): readonly Need[] {
  return [
    ...reachable(platform, deployment.account),
    { check: "deployments", subject: subjectOf(deployment) },
  ];
}

/** How a deployment is named in results: with its account, where that tells it from another. */
export function subjectOf({ deployment, account }: Deployment): string {
  return `${account.name}/${deployment}`;
}
