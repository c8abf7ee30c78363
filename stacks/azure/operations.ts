import type * as pulumi from "@pulumi/pulumi";
import { findRegion } from "../../catalog/regions";
import {
  accountAlerts,
  defaultThresholds,
  firewallAlerts,
  provisionedAlert,
  quotaAlert,
  vaultAlerts,
  type AlertThresholds,
  type MetricAlertRule,
} from "../../components/operations/alert-rules";
import { Alerts, type AlertTarget } from "../../components/operations/alerts";
import { Dashboards } from "../../components/operations/dashboards";
import { DefenderForAI } from "../../components/operations/defender";
import { DefenderForKeyVaults } from "../../components/operations/defender-for-key-vaults";
import type { EgressFirewall } from "../../components/network/egress-firewall";
import type { Account } from "../../components/openai/account";
import type { Vault } from "../../components/security/vault";
import type { StackConfig } from "../config";
import { createFlowLogs } from "./flow-logs";
import type { Connect, PlacedNetwork } from "./networking";
import type { Site } from "./site";

/** What operators watch a platform with. */
export interface Operations {
  /** What a lock has to wait for. */
  readonly components: readonly pulumi.Resource[];
}

/** What there is to watch. */
export interface Watched {
  readonly networks: readonly PlacedNetwork[];
  readonly vaults: Readonly<Record<string, Vault>>;
  readonly accounts: Readonly<Record<string, Account>>;
  /** The way out of the network; undefined where there is none of the platform's own. */
  readonly firewall: EgressFirewall | undefined;
}

/** Alerts, dashboards, flow logs and Defender, each where the stack asks for it. */
export function createOperations(site: Site, connect: Connect, watched: Watched): Operations {
  const { networks, vaults, accounts } = watched;
  const { alerts, dashboards, defender } = site.config.operations;
  const { prefix, group, home, inPlatform } = site;
  if (alerts) createAlerts(site, { ...defaultThresholds, ...given(alerts) }, watched);
  if (dashboards) {
    new Dashboards(
      `${prefix}-dashboards`,
      {
        ...home,
        title: `Models of ${prefix}`,
        groupId: group.id,
        accounts: Object.values(accounts).map(({ id }) => id),
        vaults: Object.values(vaults).map(({ id }) => id),
      },
      inPlatform,
    );
  }
  if (defender) createDefender(site, defender);
  return { components: createFlowLogs(site, networks, connect, vaults) };
}

function createDefender(
  site: Site,
  { promptEvidence, keyVaults }: NonNullable<StackConfig["operations"]["defender"]>,
): void {
  const { prefix, inPlatform } = site;
  const subscriptionId = subscriptionOf(site);
  const ai = new DefenderForAI(`${prefix}-defender`, { subscriptionId, promptEvidence }, inPlatform);
  if (!keyVaults) return;
  new DefenderForKeyVaults(`${prefix}-defender-vaults`, { subscriptionId, after: [ai] }, inPlatform);
}

function createAlerts(
  site: Site,
  thresholds: AlertThresholds,
  { vaults, accounts, firewall }: Watched,
): void {
  const { config, prefix, home, monitoring, inPlatform } = site;
  new Alerts(
    `${prefix}-alerts`,
    {
      ...home,
      emails: config.operations.alertEmails,
      shortName: config.environment.name,
      targets: {
        ...mapTargets(accounts, "Microsoft.CognitiveServices/accounts", (name) =>
          rulesOf(name, config, thresholds),
        ),
        ...mapTargets(prefixKeys("vault", vaults), "Microsoft.KeyVault/vaults", () => vaultAlerts),
        ...mapTargets(
          firewall ? { "firewall-egress": firewall } : {},
          "Microsoft.Network/azureFirewalls",
          () => firewallAlerts,
        ),
      },
      subscriptionId: subscriptionOf(site),
      regions: regionsOf(config),
      workspaceId: monitoring.workspaceId,
    },
    inPlatform,
  );
}

/** Every account's alerts, and those that its deployments ask for. */
function rulesOf(
  account: string,
  { models }: StackConfig,
  thresholds: AlertThresholds,
): readonly MetricAlertRule[] {
  const deployments = models.deployments.filter((deployment) => deployment.account === account);
  const [provisioned, byToken] = [true, false].map((wanted) =>
    deployments.filter(({ sku }) => sku.includes("Provisioned") === wanted),
  ) as [typeof deployments, typeof deployments];
  return [
    ...accountAlerts(thresholds),
    ...(provisioned.length > 0 ? [provisionedAlert(thresholds)] : []),
    // Batches have no limit a minute.
    ...byToken
      .filter(({ sku }) => !sku.includes("Batch"))
      .map(({ name, capacity }) => quotaAlert(name, capacity * 1000, thresholds)),
  ];
}

function mapTargets(
  resources: Readonly<Record<string, { readonly id: pulumi.Input<string> }>>,
  namespace: string,
  rules: (name: string) => readonly MetricAlertRule[],
): Record<string, AlertTarget> {
  return Object.fromEntries(
    Object.entries(resources).map(([name, { id }]) => [name, { id, namespace, rules: rules(name) }]),
  );
}

function prefixKeys<T>(prefix: string, values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}-${key}`, value]));
}

/** Display names of the platform's regions: what notices of Azure's health call them. */
function regionsOf({ environment, models }: StackConfig): readonly string[] {
  const names = new Set([environment.region, ...models.accounts.map(({ region }) => region)]);
  return [...names].map((name) => findRegion(name)?.displayName ?? name);
}

function subscriptionOf({ group }: Site): pulumi.Output<string> {
  return group.id.apply((id) => id.split("/").slice(0, 3).join("/"));
}

/** Thresholds that the stack sets. */
function given(values: Readonly<Record<string, number | undefined>>): Partial<AlertThresholds> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
