import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Checkout } from "../engine/support/checkout";
import type { Subject } from "./measure";

/** Stacks of the fleet that is measured. `CORNERSTONE_BENCH_STACKS=50` is what the project promises its ratios for. */
export const fleetSize = Number(process.env["CORNERSTONE_BENCH_STACKS"] ?? 16);

/** A checkout with a fleet of stacks like `dev`, each an environment of its own. */
export async function makeFleet(): Promise<Checkout> {
  const checkout = await Checkout.create();
  const dev = checkout.read("stacks/Pulumi.dev.yaml");
  for (let number = 1; number <= fleetSize; number++) {
    const name = `f${String(number).padStart(3, "0")}`;
    checkout.write(`stacks/Pulumi.${name}.yaml`, dev.replace("name: dev", `name: ${name}`));
  }
  return checkout;
}

/** What is measured in such a checkout: plain previews one after another, and the fleet's verbs. */
export const fleetSubject = (mode: "plain" | "preview" | "review", directory: string): Subject => ({
  name: mode === "plain" ? `${fleetSize} plain previews` : `fleet ${mode}`,
  command: ["--import", "tsx", "tests/bench/fleet.ts", mode, directory],
});

async function main(mode: string, directory: string): Promise<void> {
  // A home of its own: a stack that was previewed before is opened faster.
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-bench-home-"));
  const run = (...args: readonly string[]) => cornerstone(directory, home, args);
  try {
    if (mode !== "plain")
      await run("fleet", mode, "--stacks", "f*", ...(mode === "preview" ? ["--local"] : []));
    else
      for (const file of fs.readdirSync(path.join(directory, "stacks"))) {
        const stack = /^Pulumi\.(f\d+)\.yaml$/.exec(file)?.[1];
        if (stack !== undefined) await run("preview", stack, "--local");
      }
  } finally {
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function cornerstone(directory: string, home: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [path.join("scripts", "bin.js"), ...args], {
    cwd: directory,
    env: { ...process.env, CORNERSTONE_HOME: home, CI: "true" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`cornerstone ${args.join(" ")} ended with ${String(code)}`));
    });
  });
}

if (require.main === module)
  main(process.argv[2] ?? "", process.argv[3] ?? "").catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
