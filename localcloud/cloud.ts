import { Arm, type Rows } from "./arm/arm";
import { type Clock, systemClock, virtualClock } from "./arm/clock";
import { type Fault, Faults } from "./arm/faults";
import { seedOf } from "./arm/seed";
import { awsBehaviours } from "./aws/behaviours/index";
import { awsDefinitionOf } from "./aws/definition";
import { AwsProvider } from "./aws/provider";
import { Aws } from "./aws/world";
import { behaviours } from "./behaviours/index";
import { type DeletedResource, deletedOfType, purge } from "./behaviours/soft-delete";
import { EntraProvider } from "./entra/provider";
import { AzureProvider } from "./provider/azure";
import type { ProviderCore } from "./provider/core";
import { type Scenario, faultsOf, layered, regionsDown, rowsOf } from "./scenarios/scenario";
import { Store } from "./store/store";
import { rowOfArmType } from "./types/index";

export interface LocalCloudOptions {
  /** Where the store lives; in memory when absent. */
  readonly directory?: string | undefined;
  /** Decides every GUID and delay; the same seed gives the same cloud. */
  readonly seed?: string | undefined;
  readonly clock?: Clock | undefined;
  /**
   * How long the cloud takes, compared with Azure: 0.001 (the default with a directory) makes a minute 60 ms, 0 (the
   * default in memory) makes everything happen at once.
   */
  readonly pace?: number | undefined;
  readonly subscriptionId?: string | undefined;
  readonly tenantId?: string | undefined;
  readonly accountId?: string | undefined;
  /** Failures to inject, in the order in which they are looked at. */
  readonly faults?: readonly Fault[] | undefined;
  /** What is not as it should be, for as long as this cloud is open. */
  readonly scenario?: Scenario | undefined;
  /** The region that a scenario's `primary` stands for. */
  readonly region?: string | undefined;
  /** Rows laid over those of the store, e.g. the models that a stack declares. */
  readonly rows?: Rows | undefined;
  /** Ends the process, where a fault asks for it. */
  readonly crash?: (() => void) | undefined;
  /** Takes what somebody who runs the cloud may want to know, e.g. that a type has no row of its own. */
  readonly log?: ((line: string) => void) | undefined;
}

/** The Pulumi packages that the local cloud answers for. */
export const cloudPackages = ["azure-native", "azuread", "aws"] as const;
export type CloudPackage = (typeof cloudPackages)[number];

/** A stand-in for Azure, its directory and AWS: one store, and the providers that Pulumi's engine or a program's mocks talk to. */
export interface LocalCloud {
  readonly arm: Arm;
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** The account of AWS that a program works in, unless its provider's configuration says otherwise. */
  readonly accountId: string;
  readonly aws: Aws;
  /** Regions that answer nothing, by the scenario: their data plane does not, either. */
  readonly regionsDown: readonly string[];
  /** A provider: of aws a new one each time, because several with different regions and accounts may be at work. */
  provider(pkg: CloudPackage): ProviderCore;
  /** Deleted accounts, vaults, keys and secrets that still hold their names. */
  deletedResources(): readonly DeletedResource[];
  /** Ends a deleted resource for good, so that its name and quota are free; rejects with `CloudError` where Azure would. */
  purge(id: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a cloud of one's own. Throws when another process has its directory open. */
export function openLocalCloud(options: LocalCloudOptions = {}): LocalCloud {
  const seed = seedOf(options.seed ?? "cornerstone");
  const store = Store.open(options.directory);
  const inMemory = options.directory === undefined;
  const { scenario } = options;
  const time = {
    clock: options.clock ?? (inMemory ? virtualClock() : systemClock()),
    pace: (options.pace ?? (inMemory ? 0 : 0.001)) * (scenario?.slowdown ?? 1),
  };
  const faults = new Faults(
    [...(options.faults ?? []), ...(scenario ? faultsOf(scenario, options.region) : [])],
    scenario?.seed === undefined ? seed : seedOf(scenario.seed),
  );
  const rows = layered(options.rows, scenario && rowsOf(scenario));
  const arm = new Arm({
    store,
    ...time,
    seed,
    subscriptionId: options.subscriptionId ?? seed.guid("subscription"),
    tenantId: options.tenantId ?? seed.guid("tenant"),
    types: rowOfArmType,
    behaviours,
    faults,
    rows,
    crash: options.crash,
  });
  const azure = new AzureProvider(arm, options.log);
  const entra = new EntraProvider(arm);
  const aws = new Aws({
    store,
    ...time,
    seed,
    behaviours: awsBehaviours,
    faults,
    rows,
    crash: options.crash,
    rowOf: (token) => awsDefinitionOf(token).row,
    isRegional: (token) => awsDefinitionOf(token).isRegional,
    nameOf: (token) => awsDefinitionOf(token).autoName?.property,
  });
  // Twelve digits, of which the first is not a zero, so that nothing takes them for a number of eleven.
  const accountId = options.accountId ?? String(Math.floor(1e11 + seed.fraction("account") * 9e11));
  const announced = new Set<string>();
  return {
    arm,
    subscriptionId: arm.subscriptionId,
    tenantId: arm.tenantId,
    accountId,
    aws,
    regionsDown: scenario ? regionsDown(scenario, options.region) : [],
    provider: (pkg) =>
      pkg !== "aws"
        ? { "azure-native": azure, azuread: entra }[pkg]
        : new AwsProvider(aws, accountId, ({ token }) => {
            if (announced.has(token)) return;
            announced.add(token);
            options.log?.(`${token} has no reviewed row in localcloud/aws/types: it works generically`);
          }),
    deletedResources: () => deletedOfType(arm),
    purge: async (id) => {
      await arm.commit(purge(arm, id));
    },
    close: () => store.close(),
  };
}
