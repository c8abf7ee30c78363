import "./as-the-command-line";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { openStack, runEngine } from "../../scripts/lib/engine-run";
import { openConsole } from "../../scripts/lib/console";
import { lazily } from "../../scripts/lib/lazy";
import { startLocalCloud } from "../../scripts/lib/local-cloud";
import { localPaths } from "../../scripts/lib/paths";
import { prepareLocalWorkspace } from "../../scripts/lib/workspace";
import { obtainEngine } from "../../tools/engine";
import { cloudUsageOf, repository } from "./measure";
import { accounts, empty, type ProgramName } from "./programs";
import type * as Program from "../../stacks/program";

const stackFile = path.join("stacks", "Pulumi.dev.yaml");

/** One run of the real engine on a stack that stands nowhere yet: `engine.ts <preview | up> <program>`. */
async function main(verb: "preview" | "up", name: ProgramName): Promise<void> {
  // A stock program has the engine as it comes.
  if (name === "accounts-stock") Object.assign(process.env, { GOGC: "100", GOMEMLIMIT: "off" });
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-bench-"));
  // Not read by the toolkit's own schema, which would cost every program the same half second.
  const file = { stack: "dev", name: stackFile, path: path.join(repository, stackFile) };
  const workspace = prepareLocalWorkspace(file, root);
  const cloud = await measured(() => startLocalCloud(localPaths(file.stack, root)));
  try {
    const stack = await openStack({
      engine: await obtainEngine(),
      workspace,
      stack: file.stack,
      program: programs[name],
      providers: cloud.providers,
    });
    const result = await runEngine(stack, verb, { out: openConsole({}), title: name, quiet: true });
    if (!result.ok) throw new Error(result.complaint);
  } finally {
    await cloud.stop();
    fs.rmSync(root, { recursive: true, force: true });
  }
}

/** Has the process that `start` starts write down what it takes, beside what this one does; by hand, nobody asks. */
async function measured<T>(start: () => Promise<T>): Promise<T> {
  const { CORNERSTONE_BENCH_USAGE: own, NODE_OPTIONS: options } = process.env;
  if (own === undefined) return start();
  const hook = path.join(__dirname, "usage.cjs").replaceAll("\\", "/");
  Object.assign(process.env, {
    CORNERSTONE_BENCH_USAGE: cloudUsageOf(own),
    NODE_OPTIONS: `${options ?? ""} --require "${hook}"`,
  });
  try {
    return await start();
  } finally {
    process.env["CORNERSTONE_BENCH_USAGE"] = own;
    if (options === undefined) delete process.env["NODE_OPTIONS"];
    else process.env["NODE_OPTIONS"] = options;
  }
}

const programs: Record<ProgramName, PulumiFn> = {
  empty,
  dev: () => {
    const { program } = lazily(__filename, "../../stacks/program") as typeof Program;
    return program({ stripAliases: true });
  },
  "accounts-stock": () => accounts({ lean: false }),
  "accounts-lean": () => accounts({ lean: true }),
};

main(process.argv[2] as "preview" | "up", process.argv[3] as ProgramName).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
