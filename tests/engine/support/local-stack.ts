import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { LocalWorkspace, PulumiCommand, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import type { Fault } from "../../../localcloud/arm/faults";
import type { Scenario } from "../../../localcloud/scenarios/scenario";

const repository = join(__dirname, "..", "..", "..");

export interface LocalStackOptions {
  readonly faults?: readonly Fault[];
  /** What is not as it should be in this cloud. */
  readonly scenario?: Scenario;
  /** How long the cloud takes, compared with Azure; its own default when absent. */
  readonly pace?: number;
  readonly subscription?: string;
  readonly tenant?: string;
  /** Whether the engine writes its state after each step, as it does when absent: of hundreds, that is most of its time. */
  readonly keepsCheckpoints?: boolean;
}

/** A stack of the real engine with an inline program, and a local cloud of its own, in a folder that goes away. */
export class LocalStack implements AsyncDisposable {
  private constructor(
    readonly stack: Stack,
    private readonly cloud: ChildProcess,
    private readonly home: string,
  ) {}

  static async create(
    program: PulumiFn,
    { keepsCheckpoints = true, ...options }: LocalStackOptions = {},
  ): Promise<LocalStack> {
    const home = mkdtempSync(join(tmpdir(), "cornerstone-engine-"));
    const { cloud, ports } = await startLocalCloud(home, options);
    const env: Record<string, string> = keepsCheckpoints ? {} : { PULUMI_SKIP_CHECKPOINTS: "true" };
    return new LocalStack(await newStack(home, ports, program, env), cloud, home);
  }

  /** Continues the same stack with another program. */
  become(program: PulumiFn): void {
    this.stack.workspace.program = program;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => {
      this.cloud.once("exit", () => {
        resolve();
      });
      this.cloud.stdin?.end();
    });
    rmSync(this.home, { recursive: true, force: true });
  }
}

async function startLocalCloud(
  home: string,
  { faults, scenario, ...values }: LocalStackOptions,
): Promise<{ cloud: ChildProcess; ports: Record<string, number> }> {
  const main = join(repository, "localcloud", "main.ts");
  const file = (name: string, content: unknown) => {
    writeFileSync(join(home, name), JSON.stringify(content));
    return join(home, name);
  };
  const flags = {
    directory: join(home, "store"),
    ...(faults && { faults: file("faults.json", faults) }),
    // JSON is YAML.
    ...(scenario && { scenario: file("scenario.yaml", scenario) }),
    ...values,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const cloud = spawn(process.execPath, ["--require", require.resolve("tsx/cjs"), main, ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ports = await new Promise<Record<string, number>>((resolve, reject) => {
    cloud.stdout.once("data", (line: Buffer) => {
      const entries = Object.entries(JSON.parse(line.toString()) as Record<string, number>);
      resolve(Object.fromEntries(entries.filter(([name]) => name !== "pid")));
    });
    cloud.once("exit", (code) => {
      reject(new Error(`the local cloud ended with code ${code ?? "none"}`));
    });
  });
  return { cloud, ports };
}

async function newStack(
  home: string,
  ports: Record<string, number>,
  program: PulumiFn,
  env: Readonly<Record<string, string>>,
): Promise<Stack> {
  const engine = process.env["CORNERSTONE_PULUMI"];
  // The automation API runs whatever `pulumi` the PATH has.
  if (engine !== undefined) {
    process.env["PATH"] = [dirname(engine), process.env["PATH"] ?? ""].join(delimiter);
  }
  return LocalWorkspace.createOrSelectStack(
    { stackName: "test", projectName: "localcloud", program },
    {
      pulumiCommand: await PulumiCommand.get({ skipVersionCheck: true }),
      pulumiHome: join(home, "pulumi"),
      envVars: {
        PULUMI_BACKEND_URL: pathToFileURL(home).href,
        PULUMI_CONFIG_PASSPHRASE: "test",
        PULUMI_DEBUG_PROVIDERS: Object.entries(ports)
          .map(([pkg, port]) => `${pkg}:${port}`)
          .join(","),
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        ...env,
      },
    },
  );
}
