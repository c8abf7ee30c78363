import { unverifiedDeployments } from "./checks/models";
import { formatPath } from "./path";
import type { StackConfig } from "./schema";

/** Something about a configuration that the catalog can neither confirm nor deny. */
export interface UnverifiedFact {
  /** Where in the stack's configuration: `models.deployments[0].capacity`. */
  readonly path: string;
  /** What is not known, and where to look. */
  readonly message: string;
}

/** What a valid configuration assumes and the catalog does not know. A report shows it as such, never as fine. */
export function unverifiedFacts(config: StackConfig, on: Date): readonly UnverifiedFact[] {
  return unverifiedDeployments(config, on).map(({ path, message }) => ({ path: formatPath(path), message }));
}
