import { Arm } from "./arm/arm";
import { type Clock, systemClock, virtualClock } from "./arm/clock";
import { seedOf } from "./arm/seed";
import { behaviours } from "./behaviours/index";
import { AzureProvider } from "./provider/azure";
import type { ProviderCore } from "./provider/core";
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
}

export interface LocalCloud {
  readonly arm: Arm;
  readonly subscriptionId: string;
  readonly tenantId: string;
  provider(pkg: "azure-native" | "aws"): ProviderCore;
  close(): Promise<void>;
}

/** Opens a cloud of one's own. Throws when another process has its directory open. */
export function openLocalCloud(options: LocalCloudOptions = {}): LocalCloud {
  const seed = seedOf(options.seed ?? "cornerstone");
  const store = Store.open(options.directory);
  const inMemory = options.directory === undefined;
  const arm = new Arm({
    store,
    clock: options.clock ?? (inMemory ? virtualClock() : systemClock()),
    pace: options.pace ?? (inMemory ? 0 : 0.001),
    seed,
    subscriptionId: options.subscriptionId ?? seed.guid("subscription"),
    tenantId: options.tenantId ?? seed.guid("tenant"),
    types: rowOfArmType,
    behaviours,
  });
  const azure = new AzureProvider(arm);
  return {
    arm,
    subscriptionId: arm.subscriptionId,
    tenantId: arm.tenantId,
    provider: (pkg) => {
      if (pkg === "aws") throw new Error("the local cloud has no aws provider yet");
      return azure;
    },
    close: () => store.close(),
  };
}
