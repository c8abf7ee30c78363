import type { Need } from "../check";
import type { Cloud } from "../cloud";
import type { Account, Deployment, Platform } from "../platform";
import { endpointOf } from "./network";

/** What a call of an account rests on: its endpoint, and inside the network the names that lead there. */
export function reachable(platform: Platform, account: Account, { positions }: Cloud): readonly Need[] {
  const endpoint = endpointOf(platform, account.id);
  const ids = ["private-endpoints", ...(positions.has("network") ? ["private-names"] : [])];
  return endpoint ? ids.map((check) => ({ check, subject: endpoint.name })) : [];
}

/** What a call of a deployment rests on. */
export function callable(platform: Platform, deployment: Deployment, cloud: Cloud): readonly Need[] {
  return [
    ...reachable(platform, deployment.account, cloud),
    { check: "deployments", subject: subjectOf(deployment) },
  ];
}

/** How a deployment is named in results: with its account, where that tells it from another. */
export function subjectOf({ deployment, account }: Deployment): string {
  return `${account.name}/${deployment}`;
}
