import { describe, expect, it, vi } from "vitest";
import type { Draft } from "../draft";
import type { StackConfig } from "../schema";
import { poolsOf } from "./quota-pools";

// What `catalog refresh` read: 300 of the region's 1,000 are in use.
vi.mock("../../../catalog/overlay", async (original: () => Promise<object>) => ({
  ...(await original()),
  overlayQuota: (usageName: string, region: string) =>
    region === "swedencentral" ? { usageName, region, limit: 1_000, used: 300 } : undefined,
}));

const config = (capacity: number, region = "swedencentral", granted?: number) =>
  ({
    models: {
      accounts: [{ name: "primary", region }],
      deployments: [
        {
          name: "chat",
          account: "primary",
          model: "gpt-5.1",
          version: "2025-11-13",
          sku: "DataZoneStandard",
          capacity,
        },
      ],
      grantedQuota:
        granted === undefined
          ? []
          : [{ model: "gpt-5.1", sku: "DataZoneStandard", region, capacity: granted }],
    },
  }) as unknown as Draft<StackConfig>;

describe("the quota pool of a deployment", () => {
  it("has the limit that a refresh read, and credits this stack with what it holds", () => {
    expect(poolsOf(config(100), [])).toMatchObject([{ limit: 1_000, others: 200 }]);
    expect(poolsOf(config(400), [])).toMatchObject([{ limit: 1_000, others: 0 }]);
  });

  it("has the limit that the stack file says was granted, before that of a refresh", () => {
    expect(poolsOf(config(100, "swedencentral", 5_000), [])).toMatchObject([{ limit: 5_000, others: 200 }]);
  });

  it("has no limit but the default of the tier where nothing was read", () => {
    expect(poolsOf(config(100, "francecentral"), [])).toMatchObject([{ limit: undefined, others: 0 }]);
  });
});
