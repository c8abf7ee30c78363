import { createHash } from "node:crypto";
import { expect } from "vitest";
import { virtualClock } from "../arm/clock";
import { type LocalCloud, type LocalCloudOptions, openLocalCloud } from "../cloud";
import type { ProviderCore, Values } from "../provider/core";
import { RefusedByAws } from "./error";

/** What a test made: what the engine would keep of it. */
export interface Made {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
}

/** For tests: a provider of aws over a cloud of its own, with the engine's steps in one call. */
export interface TestAws {
  readonly cloud: LocalCloud;
  readonly provider: ProviderCore;
  /** Checks and creates; a failed check rejects with its reasons. */
  up(token: string, name: string, inputs?: Values): Promise<Made>;
  /** Checks and updates in place. */
  change(made: Made, inputs: Values): Promise<Made>;
  down(made: Made): Promise<void>;
  read(made: Made): Promise<Values>;
}

/** Each service has its own short way: `aws:ec2/vpc:Vpc` is `ec2.Vpc`. */
export function testAws(config: Record<string, string> = {}, options: LocalCloudOptions = {}): TestAws {
  const cloud = openLocalCloud({
    clock: virtualClock(Date.UTC(2026, 10, 1)),
    accountId: "111122223333",
    ...options,
  });
  return testProvider(cloud, config);
}

/** Another provider over the same cloud: of another region, or of another account. */
export function testProvider(cloud: LocalCloud, config: Record<string, string> = {}): TestAws {
  const provider = cloud.provider("aws");
  provider.configure({ region: "eu-central-1", ...config });
  const checked = (urn: string, type: string, news: Values, olds?: Values) => {
    const randomSeed = createHash("sha256").update(urn).digest();
    const { inputs, failures } = provider.check({ urn, type, news, olds, randomSeed });
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    return inputs;
  };
  return {
    cloud,
    provider,
    up: async (token, name, news = {}) => {
      const type = tokenOf(token);
      const urn = `urn:pulumi:test::aws::${type}::${name}`;
      const inputs = checked(urn, type, news);
      const { id, outputs } = await provider.create({ urn, type, inputs });
      return { urn, type, id, inputs, outputs };
    },
    change: async ({ urn, type, id, inputs: oldInputs, outputs: oldOutputs }, news) => {
      const inputs = checked(urn, type, news, oldInputs);
      const { outputs } = await provider.update({ urn, type, id, inputs, oldInputs, oldOutputs });
      return { urn, type, id, inputs, outputs };
    },
    down: ({ urn, type, id, inputs }) => provider.delete({ urn, type, id, oldInputs: inputs }),
    read: async ({ urn, type, id, inputs, outputs }) =>
      (await provider.read({ urn, type, id, inputs, outputs })).outputs,
  };
}

/** `ec2.Vpc` -> `aws:ec2/vpc:Vpc`. */
export function tokenOf(short: string): string {
  const [module = "", name = ""] = short.split(".");
  return `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
}

/** Expects that AWS refuses, with this code and this message. */
export async function expectAwsRefusal(
  action: Promise<unknown>,
  code: string,
  message: string | RegExp,
): Promise<RefusedByAws> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RefusedByAws);
  const refusal = error as RefusedByAws;
  expect(refusal.code).toBe(code);
  if (typeof message === "string") expect(refusal.detail).toBe(message);
  else expect(refusal.detail).toMatch(message);
  return refusal;
}

export const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "bedrock.amazonaws.com" } }],
});

/** A policy of these statements, as a text. */
export function document(...statements: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export function statement(more: object): object {
  return { Effect: "Allow", ...more };
}

export const guardrailInputs = {
  blockedInputMessaging: "no",
  blockedOutputsMessaging: "no",
  contentPolicyConfig: { filtersConfigs: [{ type: "HATE", inputStrength: "HIGH", outputStrength: "HIGH" }] },
} as const;
