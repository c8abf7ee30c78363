import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import type { LocalCloudAddress } from "../../scripts/lib/local-cloud";
import { localPaths } from "../../scripts/lib/paths";
import { Checkout, type CommandResult } from "./support/checkout";

/** `destroy --purge` as for Azure: the user's own backend, and Azure's clients, which here find the local cloud. */
const script = `
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import * as fs from "node:fs";
import { armClient } from "./lib/adopt/read-azure";
import { openConsole } from "./lib/console";
import { destroy } from "./lib/destroy";
import { runningCloud } from "./lib/local-cloud";
import { localPaths } from "./lib/paths";
import { loadStackFile } from "./lib/stack-file";

const [subscription = "", interrupted] = process.argv.slice(2);
const faces = runningCloud(localPaths("dev"))!.faces!;
const token = fs.readFileSync(faces.tokenFile, "utf8");
const credential = { getToken: async () => {
  if (interrupted) throw new Error("the power is gone");
  return { token, expiresOnTimestamp: Date.now() + 1e6 };
} };
const tlsOptions = { ca: fs.readFileSync(faces.caFile, "utf8") };
const vaults = new KeyVaultManagementClient(credential, subscription, { endpoint: faces.arm, tlsOptions });
const clients = { resources: armClient(subscription, "dev"), vaults };
destroy({ file: loadStackFile("dev"), local: false, json: false, yes: true, force: false, purge: true, clients, out: openConsole() })
  .then((code) => { process.exitCode = code; }, (error: Error) => { console.error(error.message); process.exitCode = 3; });
`;

it("purges in order, goes on after an interruption, and names the day of a protected vault", async () => {
  await using checkout = await Checkout.create();
  await checkout.succeeds("local", "start", "dev");
  try {
    await checkout.succeeds("up", "dev", "--local");
    checkout.write("scripts/purge-run.ts", script);
    const record = path.join(checkout.directory, ".cornerstone", "runs", "dev", "purge.json");

    const cut = await asInAzure(checkout, "interrupted");
    expect(cut.stderr).toMatch(/account contoso-dev-primary-\w+: gone for good/);
    expect(cut.stderr).toContain("the power is gone");
    const left = JSON.parse(fs.readFileSync(record, "utf8")) as { remains: { what: string }[] };
    expect(left.remains.map(({ what }) => what)).toEqual(["vault"]);

    const again = await asInAzure(checkout);
    expect(again.stderr).toContain("an earlier run has left 1 to purge");
    expect(again.stderr).toMatch(
      /vault contoso-dev-\S+: under purge protection, goes by itself on \d{4}-\d\d-\d\d/,
    );
    expect(again.code).toBe(0);
    expect(fs.existsSync(record)).toBe(false);

    const file = "stacks/Pulumi.dev.yaml";
    checkout.write(file, checkout.read(file).replace("protected: false", "protected: true"));
    const refused = await checkout.cornerstone("destroy", "dev", "--purge", "--yes", "--force");
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("nothing of one is purged")]);
  } finally {
    await checkout.succeeds("local", "stop", "dev");
  }
});

function asInAzure(checkout: Checkout, ...more: string[]): Promise<CommandResult> {
  const local = localPaths("dev", checkout.directory);
  const { providers } = JSON.parse(fs.readFileSync(local.cloudFile, "utf8")) as LocalCloudAddress;
  const state = fs.readFileSync(
    path.join(local.state, ".pulumi", "stacks", "cornerstone", "dev.json"),
    "utf8",
  );
  const subscription = /\/subscriptions\/([^/"]+)/.exec(state)?.[1] ?? "00000000-0000-0000-0000-000000000000";
  const env = {
    ...process.env,
    CI: "true",
    NO_COLOR: "1",
    PULUMI_BACKEND_URL: pathToFileURL(local.state).href,
    PULUMI_HOME: local.home,
    PULUMI_CONFIG_PASSPHRASE: "local",
    PULUMI_DEBUG_PROVIDERS: Object.entries(providers)
      .map(([name, port]) => `${name}:${port}`)
      .join(","),
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
  const args = ["--require", "tsx/cjs", path.join("scripts", "purge-run.ts"), subscription, ...more];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { cwd: checkout.directory, env },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, stderr });
      },
    );
  });
}
