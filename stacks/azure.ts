import * as authorization from "@pulumi/azure-native/authorization";
import type * as pulumi from "@pulumi/pulumi";
import { PrivateDnsZones } from "../components/network/private-dns-zones";
import { endpointZones, PrivateEndpoint, type EndpointService } from "../components/network/private-endpoint";
import { PrivateNetwork } from "../components/network/private-network";
import { Budget, firstOfMonth } from "../components/operations/budget";
import { DeletionLocks } from "../components/operations/deletion-locks";
import { Monitoring } from "../components/operations/monitoring";
import { Platform } from "../components/platform";
import { ResourceGroup } from "../components/resource-group";
import { Access } from "../components/security/access";
import { KeyVault } from "../components/security/key-vault";
import { physicalName } from "../components/shared/naming";
import { platformTags } from "../components/shared/tags";
import { createAccount } from "./azure/accounts";
import { accessGrants, plannedGrants } from "./azure/access";
import { declaration } from "./azure/declaration";
import { platformOutputs } from "./azure/outputs";
import { createWorkloads } from "./azure/workloads";
import type { StackConfig } from "./config";

/**
 * Stands up the platform on Azure. Each step needs what the steps before it made; the order inside a service is the
 * business of its component.
 */
export function azurePlatform(config: StackConfig, now: Date): Record<string, unknown> {
  const { environment, models, network: networkConfig, operations } = config;
  const prefix = `${environment.organization}-${environment.name}`;

  const platform = new Platform(prefix, declaration(config));
  const inPlatform: pulumi.ComponentResourceOptions = { parent: platform };
  const { tenantId } = authorization.getClientConfigOutput(inPlatform);
  const tags = platformTags({
    environment: environment.name,
    owner: environment.owner,
    custom: environment.tags,
  });

  const group = new ResourceGroup(prefix, { location: environment.region, tags }, inPlatform);
  const home = { resourceGroupName: group.groupName, location: environment.region, tags };
  const guarded = { protected: environment.protected };

  const monitoring = new Monitoring(
    `${prefix}-monitoring`,
    { ...home, ...guarded, logRetentionDays: operations.logRetentionDays },
    inPlatform,
  );
  const observed = { workspaceId: monitoring.workspaceId };

  const network = new PrivateNetwork(
    `${prefix}-network`,
    { ...home, ...observed, ...networkOf(networkConfig) },
    inPlatform,
  );
  const dnsZones = new PrivateDnsZones(
    `${prefix}-dns`,
    {
      resourceGroupName: group.groupName,
      tags,
      mode: networkConfig.dns.mode,
      existing: networkConfig.dns.zones,
      zones: privateServices.flatMap(endpointZones),
      virtualNetworkId: network.virtualNetworkId,
    },
    inPlatform,
  );
  const connect = (name: string, service: EndpointService, after: readonly pulumi.Resource[] = []) =>
    new PrivateEndpoint(
      name,
      { ...home, service, subnet: network.endpointSubnet, dnsZones, after },
      inPlatform,
    );

  // Azure takes a customer-managed key only from a vault in the account's own region.
  const vaults = keyed(
    models.accounts.map(({ region }) => region),
    (region) => {
      const name = `${prefix}-vault-${region}`;
      const vaultName = group.id.apply((id) =>
        physicalName("Microsoft.KeyVault/vaults", [prefix, region], id),
      );
      const vault = new KeyVault(
        name,
        { ...home, ...guarded, ...observed, location: region, vaultName, tenantId },
        inPlatform,
      );
      connect(name, vault.service);
      return vault;
    },
  );

  const accounts = keyed(
    models.accounts.map(({ name }) => name),
    (key) => {
      const name = `${prefix}-${key}`;
      const account = createAccount(
        name,
        key,
        { config, placement: home, ...guarded, ...observed, vaults, groupId: group.id },
        inPlatform,
      );
      connect(name, account.service, account.settled());
      return account;
    },
  );

  const workloads = createWorkloads(prefix, { config, placement: home, groupId: group.id, now }, inPlatform);
  const grants = plannedGrants(config);
  const access = new Access(
    `${prefix}-access`,
    { grants: accessGrants(grants, { accounts, workloads, groupId: group.id }) },
    inPlatform,
  );
  new Budget(
    `${prefix}-platform`,
    {
      scope: group.id,
      monthlyAmount: operations.monthlyBudget,
      emails: operations.alertEmails,
      startDate: firstOfMonth(now),
    },
    inPlatform,
  );
  if (environment.protected) {
    new DeletionLocks(
      `${prefix}-locks`,
      { locks: locksOf(monitoring, vaults), after: [access, ...Object.values(accounts)] },
      inPlatform,
    );
  }
  return platformOutputs({ config, group, monitoring, vaults, accounts, workloads, grants });
}

/** Services that private endpoints lead to, for the zones that they answer on. */
const privateServices = [
  { type: "Microsoft.CognitiveServices/accounts", groupId: "account" },
  { type: "Microsoft.KeyVault/vaults", groupId: "vault" },
] as const;

function networkOf({ addressSpace, existing }: StackConfig["network"]): {
  addressSpace?: string;
  existing?: NonNullable<StackConfig["network"]["existing"]>;
} {
  return {
    ...(addressSpace === undefined ? {} : { addressSpace }),
    ...(existing === undefined ? {} : { existing }),
  };
}

function locksOf(
  monitoring: Monitoring,
  vaults: Readonly<Record<string, KeyVault>>,
): Record<string, { scope: pulumi.Input<string>; notes: string }> {
  return {
    workspace: { scope: monitoring.workspaceId, notes: "Logs of the platform." },
    ...Object.fromEntries(
      Object.entries(vaults).map(([region, vault]) => [
        `vault-${region}`,
        { scope: vault.id, notes: "Keys that data of the platform is encrypted with." },
      ]),
    ),
  };
}

/** One value for each different key, in the order in which they first appear. */
function keyed<T>(keys: readonly string[], create: (key: string) => T): Readonly<Record<string, T>> {
  return Object.fromEntries([...new Set(keys)].map((key) => [key, create(key)]));
}
