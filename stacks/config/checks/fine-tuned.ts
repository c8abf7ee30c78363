import { nearest } from "../../../catalog/check/finding";
import { modelNames, versionsOf } from "../../../catalog/models";
import { accountLimits } from "../../../catalog/quotas";
import type { Draft } from "../draft";
import type { Path } from "../path";
import type { StackConfig } from "../schema";
import { accountsOf, deploymentsOf, elements, type Check, type CheckFinding } from "./check";

type Declared = Draft<StackConfig["models"]["declared"][number]>;

/**
 * A fine-tuned model has a base that the catalog knows, the name that Azure gives it, and deployments in the account that it
 * was trained in and no other, no more of them than Azure allows.
 */
export const checkFineTuned: Check = (config) => [
  ...elements(config.models?.declared, ["models", "declared"]).flatMap(({ value, path }) =>
    value.base === undefined
      ? ownedWithoutBase(value, path)
      : [...baseProblems(value, path), ...accountProblems(value, path, config), ...elsewhere(value, config)],
  ),
  ...tooMany(config),
];

function ownedWithoutBase({ account }: Declared, path: Path): readonly CheckFinding[] {
  if (account === undefined) return [];
  return [
    {
      path: [...path, "account"],
      message: "only a fine-tuned model belongs to an account",
      allowed: "an account beside a base",
      fix: "say what the model was trained from in base, or leave account out",
    },
  ];
}

function baseProblems({ name, base }: Declared, path: Path): readonly CheckFinding[] {
  if (base?.name === undefined || base.version === undefined) return [];
  const versions = versionsOf(base.name).flatMap(({ version }) => version ?? []);
  if (versions.length === 0) {
    const names = nearest(base.name, modelNames);
    const fix = `did you mean ${names[0] ?? "another model"}?`;
    const message = `the catalog has no model "${base.name}"`;
    return [{ path: [...path, "base", "name"], message, allowed: names.join(", "), fix }];
  }
  if (!versions.includes(base.version)) {
    const message = `${base.name} has no version "${base.version}"`;
    const fix = "name the version that the training job names";
    return [{ path: [...path, "base", "version"], message, allowed: versions.join(", "), fix }];
  }
  const start = `${base.name}-${base.version}.ft-`;
  if (name === undefined || name.startsWith(start)) return [];
  return [
    {
      path: [...path, "name"],
      message: `Azure gives what is trained from ${base.name} ${base.version} a name that begins with ${start}`,
      allowed: `${start}<ID>`,
      fix: "take `fine_tuned_model` of the training job",
    },
  ];
}

function accountProblems(
  { account }: Declared,
  path: Path,
  config: Draft<StackConfig>,
): readonly CheckFinding[] {
  const accounts = accountsOf(config).flatMap(({ value }) => value.name ?? []);
  if (account !== undefined && accounts.includes(account)) return [];
  return [
    {
      path: [...path, "account"],
      message:
        account === undefined
          ? "nothing says which account the model was trained in"
          : `there is no account "${account}"`,
      allowed: accounts.join(", "),
      fix: "name the account of models.accounts that the model was trained in",
    },
  ];
}

function elsewhere({ name, account }: Declared, config: Draft<StackConfig>): readonly CheckFinding[] {
  if (name === undefined || account === undefined) return [];
  return deploymentsOf(config)
    .filter(({ value }) => value.model === name && (value.account ?? account) !== account)
    .map(({ path }) => ({
      path: [...path, "account"],
      message: `${name} exists in the account that it was trained in alone`,
      allowed: account,
      fix: `deploy it in ${account}`,
    }));
}

function tooMany(config: Draft<StackConfig>): readonly CheckFinding[] {
  const declared = elements(config.models?.declared, []).map(({ value }) => value);
  const tuned = new Set(declared.flatMap(({ name, base }) => (base && name !== undefined ? [name] : [])));
  const most = accountLimits.fineTunedDeploymentsPerAccount;
  return accountsOf(config).flatMap(({ value: { name }, path }) => {
    const held = deploymentsOf(config).filter(
      ({ value }) => name !== undefined && value.account === name && tuned.has(value.model ?? ""),
    ).length;
    if (held <= most) return [];
    return [
      {
        path: [...path, "name"],
        message: `the account has ${held} deployments of fine-tuned models, Azure allows ${most}`,
        allowed: `at most ${most} an account`,
        fix: "take down those that nobody calls",
      },
    ];
  });
}
