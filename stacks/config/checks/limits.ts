import { accountLimits } from "../../../catalog/quotas";
import { accountsOf, deploymentsOf, type Check } from "./check";

const accountsPerRegion = {
  AIServices: accountLimits.aiServicesAccountsPerRegion,
  OpenAI: accountLimits.openAIAccountsPerRegion,
} as const;

/** No account has more deployments, and no region more accounts, than Azure allows. */
export const checkLimits: Check = (config) => {
  const accounts = accountsOf(config);
  const deployments = deploymentsOf(config);
  return accounts.flatMap(({ value: { name, region, kind }, path }, index) => {
    const held = deployments.filter(({ value }) => name !== undefined && value.account === name).length;
    const before = accounts
      .slice(0, index)
      .filter(({ value }) => value.region === region && value.kind === kind).length;
    const most = kind === undefined ? Infinity : accountsPerRegion[kind];
    return [
      ...(held > accountLimits.deploymentsPerAccount
        ? [
            {
              path: [...path, "name"],
              message: `the account has ${held} deployments, Azure allows ${accountLimits.deploymentsPerAccount}`,
              allowed: `at most ${accountLimits.deploymentsPerAccount} deployments an account`,
              fix: "spread the deployments over more accounts",
            },
          ]
        : []),
      ...(region !== undefined && before === most
        ? [
            {
              path: [...path, "region"],
              message: `region "${region}" has more than ${most} accounts of kind ${kind ?? ""}, Azure's limit for a subscription`,
              allowed: `at most ${most} accounts a region`,
              fix: "place accounts in another region",
            },
          ]
        : []),
    ];
  });
};
