import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Fault } from "./arm/faults";
import { type LocalCloud, type LocalCloudOptions, openLocalCloud } from "./cloud";
import type * as Face from "./face/index";
import type { FaceAddresses, Faces } from "./face/index";
import { serveProvider } from "./provider/server";
import { rowsFile } from "./rows-file";
import type * as Open from "./scenarios/open";
import type { Scenario } from "./scenarios/scenario";
import { StoreBusyError } from "./store/lock";

const text = { type: "string" } as const;
const options = {
  directory: text,
  seed: text,
  pace: text,
  subscription: text,
  tenant: text,
  faults: text,
  scenario: text,
  region: text,
  rows: text,
  wait: text,
  faces: text,
} as const;

/**
 * The local cloud as a process. It prints one line of JSON, `{"azure-native": PORT, "azuread": PORT, "aws": PORT, "pid": N}`, with `"faces"` where they
 * are asked for, and serves until its standard input closes. Its options:
 *
 * - `--directory <folder>`: where the store lives; in memory when absent
 * - `--seed`, `--pace`, `--subscription`, `--tenant`: see `LocalCloudOptions`
 * - `--faults <file>`: a JSON list of `Fault` (arm/faults.ts)
 * - `--scenario <name or YAML file>`, with `--region <name>` for what it calls the primary region
 * - `--wait <seconds>`: how long to wait for another local cloud that has the store open to end; 0 when absent
 * - `--rows <file>`: rows laid over the store, e.g. the models that a stack declares (rows-file.ts)
 * - `--faces <folder>`: open Resource Manager and the data plane of the accounts over HTTPS, too (face/index.ts)
 */
async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options });
  const cloud = await openWhenFree(
    {
      directory: values.directory,
      seed: values.seed,
      subscriptionId: values.subscription,
      tenantId: values.tenant,
      ...(values.pace !== undefined && { pace: Number(values.pace) }),
      ...(values.faults !== undefined && {
        faults: JSON.parse(readFileSync(values.faults, "utf8")) as Fault[],
      }),
      scenario: values.scenario === undefined ? undefined : scenarioOf(values.scenario),
      region: values.region,
      rows: values.rows === undefined ? undefined : rowsFile(values.rows),
      crash: () => {
        process.stderr.write("the local cloud ends here, as its scenario says\n");
        process.kill(process.pid, "SIGKILL");
      },
      log: (line) => process.stderr.write(`${line}\n`),
    },
    Number(values.wait ?? 0),
  );
  const [azure, entra, aws] = await Promise.all([
    serveProvider(() => cloud.provider("azure-native"), {
      name: "Azure Native",
      version: sdkVersion("@pulumi/azure-native"),
    }),
    serveProvider(() => cloud.provider("azuread"), {
      name: "Azure AD",
      version: sdkVersion("@pulumi/azuread"),
    }),
    serveProvider(() => cloud.provider("aws"), { name: "AWS", version: sdkVersion("@pulumi/aws") }),
  ]);
  const faces = values.faces === undefined ? undefined : await facesOf(cloud, values.faces);
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= Promise.all([azure.stop(), entra.stop(), aws.stop(), faces?.stop()]).then(() =>
      cloud.close(),
    );
    void stopping.then(() => process.exit(0));
  };
  process.stdin.on("end", stop).on("close", stop).resume();
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const address = {
    "azure-native": azure.port,
    azuread: entra.port,
    aws: aws.port,
    pid: process.pid,
    ...(faces && { faces: addressesOf(faces) }),
  };
  process.stdout.write(`${JSON.stringify(address)}\n`);
}

/** The cloud of a command that was killed still finishes what it had begun, for a moment. */
async function openWhenFree(options: LocalCloudOptions, patienceSeconds: number): Promise<LocalCloud> {
  const deadline = Date.now() + patienceSeconds * 1_000;
  for (;;) {
    try {
      return openLocalCloud(options);
    } catch (error) {
      if (!(error instanceof StoreBusyError) || Date.now() > deadline) throw error;
    }
    await sleep(100);
  }
}

/** Loaded when it is needed: a cloud without a scenario starts faster. */
function scenarioOf(nameOrFile: string): Scenario {
  const { openScenario } = createRequire(__filename)("./scenarios/open") as typeof Open;
  return openScenario(nameOrFile);
}

/** Loaded when they are needed: most runs talk to the engine alone. */
function facesOf(cloud: LocalCloud, folder: string): Promise<Faces> {
  const { openFaces } = createRequire(__filename)("./face/index") as typeof Face;
  return openFaces(cloud, folder);
}

/** What may be told: not the tokens. */
function addressesOf(faces: Faces): FaceAddresses {
  const { arm, inference, publicInference, gateway, aws, dns, caFile, tokenFile } = faces;
  return { arm, inference, publicInference, gateway, aws, dns, caFile, tokenFile };
}

function sdkVersion(name: string): string {
  return (JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8")) as { version: string })
    .version;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 3;
});
