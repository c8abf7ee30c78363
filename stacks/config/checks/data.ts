import { IPv4 } from "ipaddr.js";
import { databricksPlan } from "../../../components/data/databricks-subnets";
import type { Draft } from "../draft";
import { nearest } from "../nearest";
import type { Path } from "../path";
import type { StackConfig } from "../schema";
import { accountsOf, elements, type Check, type CheckContext, type CheckFinding } from "./check";

/** The smallest subnets that take a cluster. https://learn.microsoft.com/azure/databricks/security/network/classic/vnet-inject */
const longestClusterPrefix = 26;

/** Databricks has accounts that exist, a vault in its region, and subnets to run in. */
export const checkData: Check = (config, { given }) => {
  const databricks = config.data?.databricks;
  if (!databricks) return [];
  return [
    ...checkHome(["data", "databricks"], config),
    ...checkModels(elements(databricks.models, ["data", "databricks", "models"]), config),
    ...(given(["data", "databricks", "existing"])
      ? checkExistingDatabricks(given)
      : [
          ...checkEncryptionApplication(given),
          ...checkSubnets(given(["network", "existing"]), given(["data", "databricks", "subnets"]), config),
        ]),
  ];
};

/** Machine Learning has accounts that exist, a vault in its region, and clusters of different names. */
export const checkLearning: Check = (config, { given }) => {
  const { learning } = config;
  if (!learning) return [];
  return [
    ...(given(["learning", "existing"])
      ? checkExistingLearning(learning.allowedHosts)
      : checkHome(["learning"], config)),
    ...checkModels(elements(learning.models, ["learning", "models"]), config),
    ...checkFineTuning(learning.fineTuning, learning.models),
    ...repeatedClusters(learning),
  ];
};

/** Flow logs keep what they see in storage, whose key lies in a vault of the region. */
export const checkFlowLogs: Check = (config) =>
  config.operations?.flowLogs ? checkHome(["operations", "flowLogs"], config) : [];

/** Vaults stand where accounts do, and encryption wants one in its own region. */
function checkHome(path: Path, config: Draft<StackConfig>): readonly CheckFinding[] {
  const home = config.environment?.region;
  const regions = accountsOf(config).map(({ value }) => value.region);
  if (home === undefined || regions.includes(home) || regions.includes(undefined)) return [];
  return [
    {
      path,
      message: `it stands in ${home}, where this stack has no account and so no key vault`,
      allowed: "a stack with an account in environment.region",
      fix: `add an account in ${home}, or set environment.region to the region of an account`,
    },
  ];
}

function checkModels(
  entries: readonly { readonly value: string; readonly path: Path }[],
  config: Draft<StackConfig>,
): readonly CheckFinding[] {
  const names = accountsOf(config).flatMap(({ value }) => value.name ?? []);
  const seen = new Set<string>();
  return entries.flatMap(({ value, path }): CheckFinding[] => {
    if (seen.has(value)) {
      return [{ path, message: `account "${value}" is listed twice`, fix: "remove one of the two" }];
    }
    seen.add(value);
    if (names.includes(value)) return [];
    const meant = nearest(value, names);
    return [
      {
        path,
        message: `there is no account "${value}" in this stack${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
        allowed: names.join(", "),
        fix: meant === undefined ? "name one of models.accounts" : `write "${meant}"`,
      },
    ];
  });
}

function checkFineTuning(
  account: string | undefined,
  models: readonly (string | undefined)[] | undefined,
): readonly CheckFinding[] {
  if (account === undefined || models === undefined || models.includes(account)) return [];
  return [
    {
      path: ["learning", "fineTuning"],
      message: `jobs may not reach account "${account}": it is not listed in learning.models`,
      allowed: models.filter((name) => name !== undefined).join(", ") || "an account of learning.models",
      fix: `add "${account}" to learning.models`,
    },
  ];
}

/** The keys and the network of a workspace that stands already are its owner's. */
function checkExistingDatabricks(given: CheckContext["given"]): readonly CheckFinding[] {
  return (
    [
      ["encryptionApplication", "keys are"],
      ["subnets", "network is"],
    ] as const
  ).flatMap(([field, what]) =>
    given(["data", "databricks", field])
      ? [
          {
            path: ["data", "databricks", field],
            message: `the workspace stands already, and its ${what} its owner's`,
            allowed: `${field} only for a workspace that the stack makes`,
            fix: `remove "${field}", or "existing" to make a workspace`,
          },
        ]
      : [],
  );
}

function checkEncryptionApplication(given: CheckContext["given"]): readonly CheckFinding[] {
  const path = ["data", "databricks", "encryptionApplication"];
  if (given(path)) return [];
  return [
    {
      path,
      message: "missing: the workspace is encrypted with keys of the platform, which this application uses",
      allowed: "the object ID of the enterprise application AzureDatabricks, or `existing`",
      fix: "add encryptionApplication (`az ad sp show --id 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d --query id`), or the ID of a workspace that stands",
    },
  ];
}

function checkExistingLearning(
  allowedHosts: readonly (string | undefined)[] | undefined,
): readonly CheckFinding[] {
  if (allowedHosts === undefined || allowedHosts.length === 0) return [];
  return [
    {
      path: ["learning", "allowedHosts"],
      message: "the workspace stands already, and which hosts its network lets through is its owner's to say",
      allowed: "allowedHosts only for a workspace that the stack makes",
      fix: 'remove "allowedHosts" and let the owner add a rule (`az ml workspace outbound-rule set`)',
    },
  ];
}

function repeatedClusters(
  learning: NonNullable<Draft<NonNullable<StackConfig["learning"]>>>,
): CheckFinding[] {
  const seen = new Set<string>();
  return elements(learning.clusters, ["learning", "clusters"]).flatMap(({ value: { name }, path }) => {
    if (name === undefined || !seen.has(name)) {
      if (name !== undefined) seen.add(name);
      return [];
    }
    return [
      {
        path: [...path, "name"],
        message: `the name "${name}" is taken by another cluster`,
        fix: "give the cluster a name of its own",
      },
    ];
  });
}

function checkSubnets(
  existing: boolean,
  subnets: boolean,
  { network }: Draft<StackConfig>,
): readonly CheckFinding[] {
  const path = ["data", "databricks", "subnets"];
  if (existing && !subnets) {
    return [
      {
        path,
        message: "the network stands already, and no subnets of it are given for clusters",
        allowed: "host and container, names of two subnets of network.existing",
        fix: "add the names of two subnets that are delegated to Microsoft.Databricks/workspaces and used by nothing else",
      },
    ];
  }
  if (!existing && subnets) {
    return [
      {
        path,
        message: "subnets are given, but this stack makes the network and the subnets of clusters in it",
        allowed: "only together with network.existing",
        fix: 'remove "subnets", or use an existing network',
      },
    ];
  }
  return existing || network?.addressSpace === undefined ? [] : checkSize(network.addressSpace);
}

function checkSize(addressSpace: string): readonly CheckFinding[] {
  const { newBits } = databricksPlan["databricks-host"];
  const shortest = longestClusterPrefix - newBits;
  const [, prefix] = IPv4.parseCIDR(addressSpace);
  if (prefix <= shortest) return [];
  return [
    {
      path: ["network", "addressSpace"],
      message: `the subnets of Databricks clusters would be a /${prefix + newBits}, and Databricks takes none smaller than a /${longestClusterPrefix}`,
      allowed: `a /${shortest} or larger`,
      fix: `widen the address space to a /${shortest}`,
    },
  ];
}
