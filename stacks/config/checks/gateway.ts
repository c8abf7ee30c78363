import { findSku } from "../../../catalog/skus";
import { planPools, tokensPerMinute, type DeploymentShare } from "../../../components/gateway/plan";
import type { Draft } from "../draft";
import { gatewayInventory, statedMonthlyTokens } from "../gateway-inventory";
import { nearest } from "../nearest";
import type { StackConfig } from "../schema";
import { deploymentsOf, elements, workloadsOf, type Check, type CheckFinding } from "./check";
import { checkGatewayRegions } from "./gateway-regions";
import { checkZones } from "./gateway-zones";

type Gateway = NonNullable<Draft<NonNullable<StackConfig["gateway"]>>>;

/** The gateway stands in the network, on enough units, and knows a limit of every workload that calls through it. */
export const checkGateway: Check = (config, { given }) => {
  const { gateway } = config;
  if (!gateway) return [];
  return [
    ...checkSubnet(gateway, given(["network", "existing"]), config),
    ...checkZones(gateway, ["gateway"]),
    ...checkGatewayRegions(config, given(["network", "existing"])),
    ...checkSafety(gateway, config),
    ...checkLimitReferences(gateway, config),
    ...checkLimitsKnown(gateway, config),
    ...checkDirectAccess(gateway, config),
  ];
};

function checkSubnet(
  { subnetId }: Gateway,
  existing: boolean,
  { network }: Draft<StackConfig>,
): readonly CheckFinding[] {
  const path = ["gateway", "subnetId"];
  if (!existing) {
    if (subnetId === undefined) return [];
    return [
      {
        path,
        message: "a subnet is given, but this stack makes the network and the gateway's subnet in it",
        allowed: "only together with network.existing",
        fix: 'remove "subnetId", or use an existing network',
      },
    ];
  }
  const networkId = network?.existing?.virtualNetworkId;
  if (subnetId === undefined) {
    return [
      {
        path,
        message: "the network stands already, and no subnet of it is given for the gateway",
        allowed: "the ARM ID of a subnet of network.existing",
        fix: "add the ID of a subnet with the network security group that API Management asks for",
      },
    ];
  }
  if (networkId === undefined || subnetId.toLowerCase().startsWith(`${networkId.toLowerCase()}/subnets/`)) {
    return [];
  }
  return [
    {
      path,
      message: "the subnet belongs to another network than network.existing.virtualNetworkId",
      allowed: `${networkId}/subnets/<name>`,
      fix: "give the ID of a subnet of that network",
    },
  ];
}

function checkSafety({ contentSafety }: Gateway, { models }: Draft<StackConfig>): readonly CheckFinding[] {
  const kinds = (models?.accounts ?? []).map((account) => account?.kind);
  if (contentSafety !== true || kinds.some((kind) => kind !== "OpenAI")) return [];
  return [
    {
      path: ["gateway", "contentSafety"],
      message: "no account offers Content Safety: all are of kind OpenAI",
      allowed: "false, or an account of kind AIServices",
      fix: "write contentSafety: false, or give an account the kind AIServices",
    },
  ];
}

function checkLimitReferences({ limits }: Gateway, config: Draft<StackConfig>): readonly CheckFinding[] {
  const names = workloadsOf(config).flatMap(({ value }) => value.name ?? []);
  const entries = elements(limits, ["gateway", "limits"]);
  return entries.flatMap(({ value, path }, index): readonly CheckFinding[] => {
    if (value.workload === undefined) return [];
    const { workload } = value;
    if (entries.slice(0, index).some((earlier) => earlier.value.workload === workload)) {
      return [
        {
          path: [...path, "workload"],
          message: `the limits of "${workload}" are given twice`,
          allowed: "one entry a workload",
          fix: "put the limits into one entry",
        },
      ];
    }
    return checkKnown(workload, [...path, "workload"], names, config);
  });
}

function checkKnown(
  workload: string,
  path: CheckFinding["path"],
  names: readonly string[],
  { workloads }: Draft<StackConfig>,
): readonly CheckFinding[] {
  // A workload whose name is not valid is reported already, and may be the one that is meant.
  if (names.includes(workload) || names.length < (workloads ?? []).length) return [];
  const meant = nearest(workload, names);
  return [
    {
      path,
      message: `there is no workload "${workload}" in this stack${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
      allowed: names.join(", ") || "no workload is declared",
      fix: meant === undefined ? "name one that exists, or remove the entry" : `write "${meant}"`,
    },
  ];
}

/** Names in `directAccess` exist, and a deployment that the gateway cannot serve has a workload that may call it. */
function checkDirectAccess({ directAccess }: Gateway, config: Draft<StackConfig>): readonly CheckFinding[] {
  if (directAccess === undefined) return [];
  const names = workloadsOf(config).flatMap(({ value }) => value.name ?? []);
  const entries = elements(directAccess, ["gateway", "directAccess"]);
  if (entries.length < directAccess.length) return [];
  const skus = new Map(deploymentsOf(config).map(({ value }) => [value.name, value.sku]));
  return [
    ...entries.flatMap(({ value, path }) => checkKnown(value, path, names, config)),
    ...workloadsOf(config).flatMap(({ value, path }) => {
      const { name, models } = value;
      if (name === undefined || directAccess.includes(name)) return [];
      return elements(models, [...path, "models"]).flatMap(({ value: { deployment }, path: model }) => {
        const sku = skus.get(deployment ?? "");
        if (deployment === undefined || sku === undefined || findSku(sku)?.batch !== true) return [];
        return [
          {
            path: [...model, "deployment"],
            message: `"${deployment}" is a batch deployment (${sku}), which the gateway has no path for, and workloads call through the gateway alone`,
            allowed: "a deployment that answers calls, or a workload of gateway.directAccess",
            fix: `add ${name} to gateway.directAccess, or take the deployment out of its models`,
          },
        ];
      });
    }),
  ];
}

/** A limit that nobody states and nothing tells would have to be guessed: a workload without one is refused. */
function checkLimitsKnown(gateway: Gateway, config: Draft<StackConfig>): readonly CheckFinding[] {
  const inventory = gatewayInventory(config.models);
  if (inventory.length < (config.models?.deployments ?? []).length) return [];
  const limits = gateway.limits ?? [];
  if (limits.includes(undefined)) return [];
  return workloadsOf(config).flatMap(({ value, path }): CheckFinding[] => {
    const shares = sharesOf(value);
    const region = config.environment?.region ?? "";
    if (value.name === undefined || planPools(value.name, shares, inventory, region).length === 0) return [];
    const own = limits.find((limit) => limit?.workload === value.name);
    const missing = (key: string, why: string, otherwise: string): CheckFinding => ({
      path: [...path, "name"],
      message: `the gateway has no ${key} for this workload: ${why}`,
      allowed: `a limit in gateway.limits${otherwise === "" ? "" : `, or ${otherwise}`}`,
      fix: `add { workload: ${value.name ?? ""}, ${key}: <number> } to gateway.limits${otherwise === "" ? "" : `, or ${otherwise}`}`,
    });
    return [
      ...(own?.tokensPerMinute === undefined && !tokensPerMinute(shares, inventory)
        ? [missing("tokensPerMinute", "the catalog knows no throughput of its provisioned model", "")]
        : []),
      ...(own?.monthlyTokens === undefined && !statedMonthlyTokens(value)
        ? [missing("monthlyTokens", "it states no usage", "state the usage of its models")]
        : []),
    ];
  });
}

function sharesOf({ models }: Draft<StackConfig["workloads"][number]>): readonly DeploymentShare[] {
  return (models ?? []).flatMap((model) =>
    model?.deployment === undefined || model.share === undefined
      ? []
      : [{ deployment: model.deployment, share: model.share }],
  );
}
