import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as resources from "@pulumi/azure-native/resources";
import * as storage from "@pulumi/azure-native/storage";
import colors from "picocolors";
import { expect, it } from "vitest";
import { buildPacks } from "../../policies/build";
import type { Console } from "../../scripts/lib/console";
import { runEngine, type RunResult } from "../../scripts/lib/engine-run";
import { builtPacks } from "../../scripts/lib/policy-packs";
import { recheckState } from "../../scripts/lib/recheck";
import { reportRun } from "../../scripts/lib/run-report";
import type { AnyStackConfig } from "../../stacks/config/index";
import { LocalStack } from "./support/local-stack";

it("up puts right what a pack may remediate, and says what it changed; the next run changes nothing", async () => {
  buildPacks();
  await using local = await LocalStack.create(() => {
    const group = new resources.ResourceGroup("rg", { location: "swedencentral" });
    const account = new storage.StorageAccount("logs", {
      resourceGroupName: group.name,
      location: "swedencentral",
      kind: "StorageV2",
      sku: { name: "Standard_ZRS" },
      minimumTlsVersion: "TLS1_0",
      publicNetworkAccess: "Enabled",
    });
    return Promise.resolve({ tls: account.minimumTlsVersion, public: account.publicNetworkAccess });
  });
  const first = await run(local);
  expect(first.result.outputs).toEqual({ tls: "TLS1_2", public: "Enabled" });
  expect(first.said).toContain("policy (remediated): storage-account-minimum-tls, pack baseline");
  expect(first.said).toContain('logs: minimumTlsVersion is now "TLS1_2", the program says "TLS1_0"');
  expect(first.result.record.remediated).toHaveLength(1);
  const second = await run(local);
  expect(second.result.record.changed()).toBe(0);

  // Judged again after the update, the state shows what was put right, and what was left to a person.
  const config = { compliance: { packs: ["baseline"] } } as unknown as AnyStackConfig;
  const again = recheckState(await local.stack.exportStack(), { stack: "test", config });
  const failed = again.findings.filter(({ name }) => name === "logs").map(({ rule }) => rule);
  expect(again.ok).toBe(false);
  expect(failed).toContain("CS-0034");
  expect(failed).not.toContain("CS-0031");
});

/** An update under the pack `baseline`, whose rules are all made advisory: what stands is to be seen. */
async function run(local: LocalStack): Promise<{ result: RunResult; said: string }> {
  const folder = mkdtempSync(join(tmpdir(), "cornerstone-remediation-"));
  const config = join(folder, "settings.json");
  writeFileSync(config, JSON.stringify({ all: "advisory", settings: { remediate: true } }));
  const lines: string[] = [];
  const plain = colors.createColors(false);
  const out: Console = {
    data: () => undefined,
    say: (text) => lines.push(text),
    ...{ color: plain, dataColor: plain, live: false, columns: 100, verbose: false },
  };
  const baseline = builtPacks().find(({ name }) => name === "baseline")!;
  const result = await runEngine(local.stack, "up", {
    out,
    title: "test",
    policies: { policyPacks: [baseline.executable], policyPackConfigs: [config] },
  });
  reportRun({ verb: "up", result, out });
  rmSync(folder, { recursive: true });
  if (!result.ok) throw new Error(lines.join("\n"));
  return { result, said: lines.join("\n") };
}
