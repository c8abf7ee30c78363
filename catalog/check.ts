/** Know before you deploy: why Azure, or the stack's own rules, would refuse a deployment, and what would pass. */
import { alternativesTo } from "./check/alternatives";
import { findingsOf } from "./check/findings";
import type { CatalogProblem, DeploymentRequest, DeploymentReview } from "./check/types";

export type {
  CatalogProblem,
  Deployment,
  DeploymentContext,
  DeploymentRequest,
  DeploymentReview,
  ProblemCode,
  ProblemProperty,
  UnverifiedFact,
} from "./check/types";

/**
 * Judges one deployment. `problems` are certain by the catalog; `unverified` is what it does not know, and a report
 * should show it as such, never as fine.
 */
export function reviewDeployment(request: DeploymentRequest): DeploymentReview {
  const { problems, unverified } = findingsOf(request);
  if (problems.length === 0) return { problems: [], unverified };
  const alternatives = alternativesTo(request);
  return { problems: problems.map((found) => ({ ...found, alternatives })), unverified };
}

/** The certain problems of one deployment; see `reviewDeployment` for what is not known. */
export function checkDeployment(request: DeploymentRequest): readonly CatalogProblem[] {
  return reviewDeployment(request).problems;
}
