import { formatPath, type Path } from "../path";
import { elements, workloadsOf, type Check, type CommonSections } from "./check";

/** The shares of one deployment add up to at most 100 percent. */
export const checkShares: Check<CommonSections> = (config) => {
  const byDeployment = new Map<string, { readonly path: Path; readonly share: number }[]>();
  for (const { value, path } of workloadsOf(config)) {
    for (const { value: entry, path: at } of elements(value.models, [...path, "models"])) {
      if (entry.deployment === undefined || entry.share === undefined) continue;
      const shares = byDeployment.get(entry.deployment) ?? [];
      byDeployment.set(entry.deployment, [...shares, { path: [...at, "share"], share: entry.share }]);
    }
  }
  return [...byDeployment].flatMap(([deployment, shares]) => {
    const sum = shares.reduce((total, { share }) => total + share, 0);
    const last = shares.at(-1);
    // A hundredth of a percent of tolerance: 33.3 + 33.3 + 33.4 is 100 to a reader.
    if (!last || sum <= 100.01) return [];
    const others = shares.slice(0, -1).map(({ path, share }) => `${formatPath(path)} = ${share}`);
    return [
      {
        path: last.path,
        message: `the shares of deployment "${deployment}" add up to ${round(sum)} percent${others.length > 0 ? ` (with ${others.join(", ")})` : ""}`,
        allowed: "at most 100 percent over all workloads",
        fix: `lower the shares by ${round(sum - 100)} in all`,
      },
    ];
  });
};

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
