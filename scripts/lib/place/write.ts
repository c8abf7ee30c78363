import { formatProblems, loadStackFile, type StackConfig } from "../../../stacks/config/index";
import { exitCode, Failure } from "../failure";
import { StackText } from "../stack-edit";
import type { PlacedDeployment, Plan } from "./plan";

export interface Written {
  /** The text of the stack file after it. */
  readonly text: string;
  /** Deployments of the stack that the plan does not name; they stay, workloads may call them. */
  readonly kept: readonly string[];
}

const models = ["config", "cornerstone:models"];

/**
 * Brings a plan into a stack file: changes the capacity of a deployment that is there already, adds the others and the
 * accounts that they need. Removes nothing. Throws a `Failure` when the configuration's checks refuse the result.
 */
export function writePlan(text: string, file: string, config: StackConfig, plan: Plan, on: Date): Written {
  const edited = new StackText(text);
  const accounts = new Map(config.models.accounts.map(({ name, region }) => [region, name]));
  const names = new Set(config.models.deployments.map(({ name }) => name));
  const matched = new Set<string>();
  for (const deployment of plan.deployments) {
    const existing = config.models.deployments.findIndex(
      ({ account, model, version, sku, name }) =>
        !matched.has(name) &&
        model === deployment.model &&
        version === deployment.version &&
        sku === deployment.sku &&
        accounts.get(deployment.region) === account,
    );
    const current = config.models.deployments[existing];
    if (current) {
      matched.add(current.name);
      if (current.capacity !== deployment.capacity)
        edited.set([...models, "deployments", existing, "capacity"], deployment.capacity);
      continue;
    }
    const account = accounts.get(deployment.region) ?? deployment.region;
    if (!accounts.has(deployment.region)) {
      accounts.set(deployment.region, account);
      edited.append([...models, "accounts"], { name: account, region: deployment.region });
    }
    const name = freeName(deployment, names);
    names.add(name);
    const { model, version, sku, capacity } = deployment;
    const contentFilter = filterOf(deployment, config);
    edited.append([...models, "deployments"], {
      ...{ name, account, model, version, sku, capacity },
      ...(contentFilter !== undefined && { contentFilter }),
    });
  }
  const result = loadStackFile(edited.toString(), file, { on });
  if (!result.ok)
    throw new Failure(
      `the proposal does not fit into ${file}, which is left as it is:\n${formatProblems(result.problems)}`,
      exitCode.usage,
    );
  const kept = config.models.deployments.map(({ name }) => name).filter((name) => !matched.has(name));
  return { text: edited.toString(), kept };
}

/** The demand's own name, then with the region, then with the SKU. */
function freeName({ demand, region, sku }: PlacedDeployment, taken: ReadonlySet<string>): string {
  const candidates = [demand, `${demand}-${region}`, `${demand}-${region}-${sku.toLowerCase()}`];
  for (let number = 2; ; number += 1) {
    const free = candidates.find((name) => !taken.has(name));
    if (free !== undefined) return free;
    candidates.push(`${demand}-${region}-${number}`);
  }
}

/** The filter of the deployment that the demand is named after, else the stack's first. */
function filterOf({ demand, model }: PlacedDeployment, { models: section }: StackConfig): string | undefined {
  const namesake =
    section.deployments.find(({ name }) => name === demand) ??
    section.deployments.find((each) => each.model === model);
  return namesake ? namesake.contentFilter : section.contentFilters[0]?.name;
}
