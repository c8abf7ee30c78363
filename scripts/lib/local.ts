import * as fs from "node:fs";
import * as path from "node:path";
import { isAlive } from "../../tools/lock";
import type { FaceAddresses } from "../../localcloud/face/index";
import { cloudStartOf } from "./cloud-start";
import type { Console } from "./console";
import { exitCode, Failure, type ExitCode } from "./failure";
import { runningCloud } from "./local-cloud";
import { startDaemon, stopDaemon } from "./local-daemon";
import { localPaths, localRoot, runPaths } from "./paths";
import { purgeLocalCloud } from "./purge";
import { cloudResources, type ExportedState } from "./resume";
import { loadStackFile, projectName, stackNames } from "./stack-file";

/** `cornerstone local start`. */
export async function start(stack: string, scenario: string | undefined, out: Console): Promise<ExitCode> {
  requireStackName(stack);
  const wanted = { ...cloudStartOf(loadStackFile(stack), scenario), faces: true };
  const running = await startDaemon(stack, localPaths(stack), wanted);
  const { pid, providers } = running;
  if (wanted.scenario !== running.scenario)
    throw new Failure(
      `the local cloud of ${stack} runs already (process ${pid}), ${running.scenario === undefined ? "without a scenario" : `with scenario ${running.scenario}`}`,
      exitCode.usage,
      `Stop it first: \`cornerstone local stop ${stack}\`.`,
    );
  const under = running.scenario === undefined ? "" : `, scenario ${running.scenario}`;
  out.say(`${out.color.green("✓")} the local cloud of ${stack} runs (process ${pid})${under}`);
  const attached = Object.entries(providers).map(([name, port]) => `${name}:${port}`);
  out.say("Plain pulumi uses it too, with this in its environment:");
  out.data(`PULUMI_DEBUG_PROVIDERS=${attached.join(",")}`);
  if (running.faces) tellFaces(running.faces, out);
  return exitCode.ok;
}

/** Where Azure's own clients find the cloud. The token is in a file, and in no output. */
function tellFaces(faces: FaceAddresses, out: Console): void {
  out.say("The clouds' own clients use it with these (docs/local-cloud.md); the token file is a password:");
  out.data(`AZURE_RESOURCE_MANAGER=${faces.arm}`);
  out.data(`LOCAL_INFERENCE=${faces.inference}`);
  out.data(`LOCAL_INFERENCE_PUBLIC=${faces.publicInference}`);
  out.data(`LOCAL_GATEWAY=${faces.gateway}`);
  out.data(`LOCAL_AWS=${faces.aws}`);
  out.data(`LOCAL_DNS=${faces.dns}`);
  out.data(`NODE_EXTRA_CA_CERTS=${faces.caFile}`);
  out.data(`LOCAL_CLOUD_TOKEN_FILE=${faces.tokenFile}`);
}

/** `cornerstone local stop`. */
export async function stop(stack: string, out: Console): Promise<ExitCode> {
  const stopped = await stopDaemon(localPaths(stack));
  out.say(stopped ? `${out.color.green("✓")} stopped` : `The local cloud of ${stack} was not running.`);
  return exitCode.ok;
}

interface LocalStack {
  readonly stack: string;
  readonly running: boolean;
  readonly pid?: number;
  readonly providers?: Readonly<Record<string, number>>;
  /** Resources in the state. */
  readonly resources: number;
  /** True when the last run was killed: the next one settles what it left. */
  readonly interrupted: boolean;
}

/** `cornerstone local status`. */
export function status(json: boolean, out: Console): Promise<ExitCode> {
  const root = localRoot();
  const names = fs.existsSync(root) ? fs.readdirSync(root).sort() : [];
  const stacks = names.map(describe);
  if (json) out.data(JSON.stringify({ stacks }, null, 2));
  else if (stacks.length === 0) out.say("No local stack yet: `cornerstone up dev --local` makes one.");
  else for (const stack of stacks) out.data(lineOf(stack));
  return Promise.resolve(exitCode.ok);
}

/** `cornerstone local reset`. */
export async function reset(stack: string, yes: boolean, out: Console): Promise<ExitCode> {
  requireStackName(stack);
  const { root } = localPaths(stack);
  if (!yes) throw new Failure(`this forgets the local stack ${stack}`, exitCode.usage, "Add --yes to do it.");
  const holder = runHolder(stack);
  if (holder !== undefined)
    throw new Failure(
      `a run of ${stack} is under way (process ${holder})`,
      exitCode.usage,
      "Wait, or stop it.",
    );
  await stopDaemon(localPaths(stack));
  fs.rmSync(root, { recursive: true, force: true });
  out.say(`${out.color.green("✓")} ${path.relative(process.cwd(), root) || root} is gone`);
  return exitCode.ok;
}

/** `cornerstone local purge`. */
export async function purge(stack: string, out: Console): Promise<ExitCode> {
  if (!fs.existsSync(localPaths(stack).cloud)) {
    out.say(`There is no local cloud of ${stack}.`);
    return exitCode.ok;
  }
  const { purged, kept } = await purgeLocalCloud(stack, out);
  if (purged.length + kept.length === 0) out.say("Nothing is soft-deleted.");
  return exitCode.ok;
}

function describe(stack: string): LocalStack {
  const local = localPaths(stack);
  const address = runningCloud(local);
  const file = path.join(local.state, ".pulumi", "stacks", projectName, `${stack}.json`);
  const marker = runPaths(stack, true);
  return {
    stack,
    running: address !== undefined,
    ...(address ?? {}),
    resources: fs.existsSync(file) ? countResources(file) : 0,
    interrupted: fs.existsSync(marker.marker) && readHolder(marker.lock) === undefined,
  };
}

/** The file backend wraps the deployment: `{checkpoint: {latest: ...}}`. */
function countResources(file: string): number {
  const { checkpoint } = JSON.parse(fs.readFileSync(file, "utf8")) as {
    checkpoint: { latest?: ExportedState["deployment"] };
  };
  return cloudResources({ version: 3, deployment: checkpoint.latest ?? {} }).length;
}

function lineOf({ stack, running, pid, resources, interrupted }: LocalStack): string {
  const cloud = running ? `cloud runs (process ${pid ?? "unknown"})` : "cloud starts with each run";
  return `${stack.padEnd(12)} ${resources} resources, ${cloud}${interrupted ? ", last run was killed" : ""}`;
}

/** The process of a run of a local stack that is under way, if any. */
export function runHolder(stack: string): number | undefined {
  return readHolder(runPaths(stack, true).lock);
}

function readHolder(lock: string): number | undefined {
  try {
    const { pid } = JSON.parse(fs.readFileSync(lock, "utf8")) as { pid: number };
    return isAlive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** A name goes into a path: only that of a stack may. */
export function requireStackName(stack: string): void {
  const known = new Set([
    ...stackNames(),
    ...(fs.existsSync(localRoot()) ? fs.readdirSync(localRoot()) : []),
  ]);
  if (!known.has(stack))
    throw new Failure(
      `there is no stack "${stack}"`,
      exitCode.usage,
      `Stacks are: ${[...known].join(", ")}.`,
    );
}
