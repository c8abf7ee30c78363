import type { z } from "zod";
import { parseStackConfig } from "./parse";
import type { ConfigProblem } from "./problems";
import type { stackConfigSchema } from "./schema";

/** The sections of a stack as a person writes them, before defaults. */
export type RawConfig = z.input<typeof stackConfigSchema>;

/** The day on which tests judge configurations. */
export const testDay = new Date("2026-11-23T00:00:00Z");

/** The file that problems of test configurations name. */
export const testFile = "stacks/Pulumi.test.yaml";

/** A small valid configuration for tests, fresh at each call. */
export function validConfig(): RawConfig {
  return {
    environment: {
      name: "test",
      organization: "contoso",
      owner: "platform@contoso.example",
      region: "swedencentral",
      protected: true,
      tags: { costCenter: "4711" },
    },
    residency: { boundary: "eu", allowedRegions: ["swedencentral", "francecentral"], processing: "dataZone" },
    compliance: { frameworks: ["gdpr"] },
    network: { addressSpace: "10.40.0.0/20" },
    identity: { groups: { platformAdmins: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11" } },
    models: {
      accounts: [
        { name: "primary", region: "swedencentral" },
        { name: "secondary", region: "francecentral" },
      ],
      blocklists: [{ name: "code-names", items: [{ pattern: "nightjar" }] }],
      contentFilters: [{ name: "strict", completion: { blocklists: ["code-names"] } }],
      deployments: [
        {
          name: "chat",
          account: "primary",
          model: "gpt-5.6-luna",
          version: "2026-07-09",
          sku: "DataZoneStandard",
          capacity: 100,
          contentFilter: "strict",
        },
        {
          name: "embeddings",
          account: "secondary",
          model: "text-embedding-3-large",
          version: "1",
          sku: "Standard",
          capacity: 50,
        },
      ],
    },
    workloads: [
      {
        name: "customer-service",
        owner: "customer-service@contoso.example",
        group: "c8e5a1f6-74d2-4e39-b05c-2f9a6d8b1e21",
        dataClassification: "confidential",
        federation: [
          {
            issuer: "https://token.actions.githubusercontent.com",
            subject: "repo:contoso/app:environment:test",
          },
        ],
        models: [{ deployment: "chat", share: 60 }],
        monthlyBudget: 500,
      },
      {
        name: "analytics",
        owner: "analytics@contoso.example",
        group: "9b63d7e0-35c8-4f14-8a2d-e1f04c7b5a23",
        dataClassification: "internal",
        models: [{ deployment: "chat", share: 40 }],
        monthlyBudget: 300,
      },
    ],
    operations: { alertEmails: ["platform@contoso.example"], monthlyBudget: 1000 },
  };
}

/**
 * A valid configuration with changes: path (keys joined by `/`, because names of zones have periods) to new value;
 * undefined removes what stands there.
 */
export function changedConfig(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const config = validConfig() as Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split("/");
    const last = keys.pop() ?? "";
    let target = config;
    for (const key of keys) target = (target[key] ??= {}) as Record<string, unknown>;
    if (value === undefined) Reflect.deleteProperty(target, last);
    else target[last] = value;
  }
  return config;
}

/** What is wrong with a valid configuration after changes to it. */
export function problemsAfter(
  changes: Readonly<Record<string, unknown>>,
  on: Date = testDay,
): readonly ConfigProblem[] {
  const result = parseStackConfig(changedConfig(changes), testFile, { on });
  return result.ok ? [] : result.problems;
}

/** A row of a table of bad configurations, each with exactly one problem. */
export type BadConfiguration = readonly [
  what: string,
  changes: Readonly<Record<string, unknown>>,
  path: string,
  value: unknown,
  message: RegExp,
  fix: RegExp,
];
