import { readFileSync } from "node:fs";
import type { Fault } from "./arm/faults";
import { openLocalCloud } from "./cloud";
import { serveProvider } from "./provider/server";

/**
 * The local cloud as a process: `main.ts --directory <store> [--seed <text>] [--pace <number>] [--faults <file>]`. It
 * prints one line of JSON, `{"azure-native": PORT, "pid": N}`, and serves until its standard input closes. The file of
 * faults holds a JSON list of `Fault` (arm/faults.ts).
 */
async function main(args: readonly string[]): Promise<void> {
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const pace = option("--pace");
  const faults = option("--faults");
  const cloud = openLocalCloud({
    directory: option("--directory"),
    seed: option("--seed"),
    subscriptionId: option("--subscription"),
    tenantId: option("--tenant"),
    ...(pace !== undefined && { pace: Number(pace) }),
    ...(faults !== undefined && { faults: JSON.parse(readFileSync(faults, "utf8")) as Fault[] }),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const azure = await serveProvider(cloud.provider("azure-native"), sdkVersion("@pulumi/azure-native"));
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= azure.stop().then(() => cloud.close());
    void stopping.then(() => process.exit(0));
  };
  process.stdin.on("end", stop).on("close", stop).resume();
  process.on("SIGINT", stop).on("SIGTERM", stop);
  process.stdout.write(`${JSON.stringify({ "azure-native": azure.port, pid: process.pid })}\n`);
}

function sdkVersion(name: string): string {
  return (JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8")) as { version: string })
    .version;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 3;
});
