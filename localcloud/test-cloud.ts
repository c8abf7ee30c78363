import { expect } from "vitest";
import type { ArmResource } from "./arm/behaviour";
import { type Clock, virtualClock } from "./arm/clock";
import { CloudError } from "./arm/error";
import { type LocalCloud, type LocalCloudOptions, openLocalCloud } from "./cloud";
import type { JsonObject } from "./store/store";

/** For tests: a cloud at Azure's own pace on a clock that waits for nobody, with short ways to write to it. */
export interface TestCloud extends LocalCloud {
  readonly clock: Clock;
  /** The ID of something in resource group `rg`: `id("Microsoft.KeyVault/vaults/v")`. */
  id(path: string): string;
  put(path: string, body?: JsonObject): Promise<ArmResource>;
  remove(path: string): Promise<void>;
}

export async function testCloud(options: LocalCloudOptions = {}): Promise<TestCloud> {
  const clock = options.clock ?? virtualClock(Date.UTC(2026, 10, 1));
  const cloud = openLocalCloud({ pace: 1, ...options, clock });
  const group = `/subscriptions/${cloud.subscriptionId}/resourceGroups/rg`;
  const id = (path: string) => (path.startsWith("/") ? path : `${group}/providers/${path}`);
  await cloud.arm.put(group, { location: "swedencentral" }, "2024-01-01");
  return {
    ...cloud,
    clock,
    id,
    put: (path, body = {}) => cloud.arm.put(id(path), body, "2024-01-01"),
    remove: (path) => cloud.arm.delete(id(path)),
  };
}

export const account = "Microsoft.CognitiveServices/accounts/ai";

export function accountBody(subdomain = "contoso", location = "swedencentral"): JsonObject {
  return {
    location,
    kind: "AIServices",
    sku: { name: "S0" },
    properties: { customSubDomainName: subdomain },
  };
}

export function deploymentBody(capacity = 10, model = "gpt-5.1", version = "2025-11-13"): JsonObject {
  return {
    sku: { name: "DataZoneStandard", capacity },
    properties: { model: { format: "OpenAI", name: model, version } },
  };
}

export function vaultBody(properties: JsonObject = {}): JsonObject {
  return {
    location: "swedencentral",
    properties: {
      tenantId: "11111111-1111-4111-8111-111111111111",
      sku: { family: "A", name: "standard" },
      ...properties,
    },
  };
}

/** Expects that `action` is refused, with this status and code and a message like this. */
export async function expectRefusal(
  action: Promise<unknown>,
  status: number,
  code: string,
  message: string | RegExp,
): Promise<void> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CloudError);
  const refusal = error as CloudError;
  expect({ status: refusal.status, code: refusal.code }).toEqual({ status, code });
  if (typeof message === "string") expect(refusal.detail).toBe(message);
  else expect(refusal.detail).toMatch(message);
}
