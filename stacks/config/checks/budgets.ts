import { workloadsOf, type Check, type CommonSections } from "./check";

/** The budgets of the workloads fit into the budget of the platform, whose alert would otherwise come first. */
export const checkBudgets: Check<CommonSections> = (config) => {
  const platform = config.operations?.monthlyBudget;
  const budgets = workloadsOf(config).map(({ value }) => value.monthlyBudget ?? 0);
  const sum = budgets.reduce((total, budget) => total + budget, 0);
  if (platform === undefined || sum <= platform) return [];
  return [
    {
      path: ["operations", "monthlyBudget"],
      message: `the budgets of the workloads add up to ${sum}, more than the platform's ${platform}`,
      allowed: `at least ${sum}`,
      fix: "raise the platform's budget, or lower those of workloads",
    },
  ];
};
