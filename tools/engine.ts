import * as fs from "node:fs";
import * as path from "node:path";
import { cacheDirectory } from "./cache";
import { buildEngine } from "./engine-build";
import { downloadEngine } from "./engine-download";
import { minimumVersion, parseVersion, pinnedVersion, satisfies } from "./engine-version";
import { isAlive, withLock } from "./lock";
import { run as runProgram, type Run } from "./run";

export type EngineSource = "override" | "path" | "cache" | "download" | "build";

/** One place that was looked at, and what was there. */
export interface Considered {
  readonly source: EngineSource;
  readonly outcome: string;
}

export interface Engine {
  /** Absolute path of the `pulumi` executable. */
  readonly command: string;
  /** Without the leading `v`. */
  readonly version: string;
  readonly source: EngineSource;
  /** One line for a person: what was chosen and why. */
  readonly reason: string;
  /** Everything that was looked at before, in order, and why it was not taken. */
  readonly considered: readonly Considered[];
}

export interface Progress {
  readonly step: string;
  readonly done?: number;
  readonly total?: number;
  readonly unit?: string;
  readonly detail?: string;
}
export type Report = (progress: Progress) => void;

export interface EngineOptions {
  readonly report?: Report;
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  readonly arch?: string;
  /** Milliseconds within which the download must begin to answer. Default 8,000. */
  readonly connectTimeout?: number;
  /** For tests. */
  readonly run?: Run;
  readonly fetch?: typeof fetch;
}

/** No engine could be found or obtained. The message lists each attempt and what to do. */
export class EngineError extends Error {
  constructor(
    message: string,
    readonly considered: readonly Considered[],
  ) {
    super(message);
  }
}

/** What stands in the cache beside the engine: written last, so an engine without it was not finished. */
interface Manifest {
  readonly version: string;
  readonly source: "download" | "build";
  readonly size: number;
}

type Settings = Required<EngineOptions>;

/**
 * Looks for an engine that is there already: the one `CORNERSTONE_PULUMI` names, the one on the PATH, the cached
 * one. Changes nothing. Undefined when there is none; throws `EngineError` when the override is no good, since a
 * wish that cannot be met must not be passed over in silence.
 */
export async function findEngine(options: EngineOptions = {}): Promise<Engine | undefined> {
  return (await look(withDefaults(options))).engine;
}

/** Finds an engine or obtains one: the official download first, else a build from the Go module proxy. */
export async function obtainEngine(options: EngineOptions = {}): Promise<Engine> {
  const settings = withDefaults(options);
  const found = await look(settings);
  if (found.engine) return found.engine;

  const home = engineHome(settings);
  return withLock(
    `${home}.lock`,
    async () => {
      // Another run may have obtained it while this one waited.
      const cached = await fromCache(settings);
      if (typeof cached !== "string") return { ...cached, considered: found.considered };
      sweep(home);
      return obtain(home, settings, found.considered);
    },
    {
      onWait: ({ pid }) => {
        settings.report({ step: `another run (process ${pid}) is obtaining the engine: waiting for it` });
      },
    },
  );
}

/** The folder in which this machine's engine of the pinned version is, or would be. */
export function engineHome(options: EngineOptions = {}): string {
  const { env, platform, arch } = withDefaults(options);
  return path.join(cacheDirectory(env, platform), "engine", `${pinnedVersion}-${platform}-${arch}`);
}

async function look(
  settings: Settings,
): Promise<{ engine: Engine | undefined; considered: readonly Considered[] }> {
  const considered: Considered[] = [];
  const override = settings.env["CORNERSTONE_PULUMI"];
  if (override) {
    const command = await fromOverride(override, settings);
    return { engine: { ...command, considered }, considered };
  }
  for (const [source, find] of [
    ["path", fromPath],
    ["cache", fromCache],
  ] as const) {
    const found = await find(settings);
    if (typeof found !== "string") return { engine: { ...found, considered }, considered };
    considered.push({ source, outcome: found });
  }
  return { engine: undefined, considered };
}

type Found = Omit<Engine, "considered">;

async function fromOverride(command: string, settings: Settings): Promise<Found> {
  const absolute = path.resolve(command);
  const probed = await probe(absolute, settings);
  const problem =
    "problem" in probed
      ? probed.problem
      : !/^pulumi(\.exe)?$/i.test(path.basename(absolute))
        ? "must be called pulumi, or the engine's own plugins do not find it"
        : undefined;
  if (problem !== undefined || "problem" in probed)
    throw new EngineError(
      `CORNERSTONE_PULUMI names ${absolute}, which ${problem ?? ""}. Correct the variable or unset it.`,
      [{ source: "override", outcome: problem ?? "" }],
    );
  return {
    command: absolute,
    version: probed.version,
    source: "override",
    reason: "CORNERSTONE_PULUMI names it",
  };
}

/** Every candidate on the PATH is tried, in order: the first that runs and is new enough is taken. */
async function fromPath(settings: Settings): Promise<Found | string> {
  const candidates = executablesOnPath("pulumi", settings);
  if (candidates.length === 0) return "no pulumi on the PATH";
  const problems: string[] = [];
  for (const command of candidates) {
    const probed = await probe(command, settings);
    if ("version" in probed)
      return { command, version: probed.version, source: "path", reason: "the first usable one on the PATH" };
    problems.push(`${command} ${probed.problem}`);
  }
  return problems.join("; ");
}

async function fromCache(settings: Settings): Promise<Found | string> {
  const home = engineHome(settings);
  const command = executableIn(home, settings.platform);
  const manifest = readManifest(home);
  if (!manifest) return fs.existsSync(home) ? `${home} is not complete` : "nothing cached yet";
  const size = fs.statSync(command, { throwIfNoEntry: false })?.size;
  if (size !== manifest.size) return `the cached engine is damaged (${home})`;
  const probed = await probe(command, settings);
  if ("problem" in probed) return `the cached engine ${probed.problem}`;
  return {
    command,
    version: probed.version,
    source: "cache",
    reason: `${manifest.source === "build" ? "built from the Go module proxy" : "the official download"}, cached`,
  };
}

/** Makes the engine aside and moves it into place in one step: whoever looks sees all of it or nothing. */
async function obtain(home: string, settings: Settings, before: readonly Considered[]): Promise<Engine> {
  const considered = [...before];
  const ways = [
    ["download", downloadEngine, "the official download"],
    ["build", buildEngine, "built from the Go module proxy: the official download is out of reach"],
  ] as const;
  for (const [source, make, reason] of ways) {
    const draft = `${home}.tmp-${process.pid}-${source}`;
    try {
      await make(draft, { ...settings, moduleDirectory: path.join(__dirname, "pulumi") });
      const command = executableIn(draft, settings.platform);
      const probed = await probe(command, settings);
      if ("problem" in probed) throw new Error(`the result ${probed.problem}`);
      const manifest: Manifest = { version: probed.version, source, size: fs.statSync(command).size };
      fs.writeFileSync(manifestIn(draft), JSON.stringify(manifest));
      moveIntoPlace(draft, home);
      const { version } = probed;
      return { command: executableIn(home, settings.platform), version, source, reason, considered };
    } catch (error) {
      considered.push({ source, outcome: error instanceof Error ? error.message : String(error) });
    } finally {
      fs.rmSync(draft, { recursive: true, force: true });
    }
  }
  const attempts = considered.map(({ source, outcome }) => `  ${source}: ${outcome}`).join("\n");
  throw new EngineError(
    `no Pulumi engine could be found or obtained:\n${attempts}\n` +
      "Install the Pulumi CLI (https://www.pulumi.com/docs/install) or Go (https://go.dev/dl), or let " +
      "CORNERSTONE_PULUMI name an engine.",
    considered,
  );
}

function moveIntoPlace(draft: string, home: string): void {
  // What stands there was judged unusable under the lock.
  fs.rmSync(home, { recursive: true, force: true });
  fs.renameSync(draft, home);
}

/** Removes the drafts of runs that were killed. */
function sweep(home: string): void {
  const folder = path.dirname(home);
  for (const name of fs.readdirSync(folder)) {
    const pid = /\.tmp-(\d+)-/.exec(name)?.[1];
    if (pid && name.startsWith(path.basename(home)) && !isAlive(Number(pid)))
      fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Runs it: a file that is there is not yet an engine. */
async function probe(
  command: string,
  settings: Settings,
): Promise<{ readonly version: string } | { readonly problem: string }> {
  const env = { ...settings.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const answer = await settings.run(command, ["version"], { env, timeout: 30_000 });
  if (answer.code !== 0)
    return { problem: `does not run (${answer.stderr.trim().split("\n").at(-1) || `exit ${answer.code}`})` };
  const version = parseVersion(answer.stdout);
  if (!version) return { problem: `does not tell its version ("${answer.stdout.trim().slice(0, 60)}")` };
  if (!satisfies(version, minimumVersion))
    return { problem: `is version ${version}; needed is ${minimumVersion} or a later 3.x` };
  return { version };
}

function executablesOnPath(name: string, { env, platform }: Settings): string[] {
  const separator = platform === "win32" ? ";" : ":";
  const value = env["PATH"] ?? env["Path"] ?? "";
  const file = platform === "win32" ? `${name}.exe` : name;
  const folders = [...new Set(value.split(separator).filter(Boolean))];
  return folders
    .map((folder) => path.join(folder, file))
    .filter((candidate) => fs.statSync(candidate, { throwIfNoEntry: false })?.isFile());
}

function executableIn(home: string, platform: NodeJS.Platform): string {
  return path.join(home, "bin", platform === "win32" ? "pulumi.exe" : "pulumi");
}

function manifestIn(home: string): string {
  return path.join(home, "engine.json");
}

function readManifest(home: string): Manifest | undefined {
  try {
    return JSON.parse(fs.readFileSync(manifestIn(home), "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}

function withDefaults(options: EngineOptions): Settings {
  return {
    report: () => undefined,
    env: process.env,
    platform: process.platform,
    arch: process.arch,
    connectTimeout: 8_000,
    run: runProgram,
    fetch: globalThis.fetch,
    ...options,
  };
}
