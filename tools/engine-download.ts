import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Report } from "./engine";
import { pinnedVersion } from "./engine-version";
import type { Run } from "./run";

export interface DownloadOptions {
  readonly run: Run;
  readonly report: Report;
  readonly fetch: typeof fetch;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** Milliseconds to wait for the first answer. A closed network often swallows packets. */
  readonly connectTimeout: number;
}

const releases = "https://github.com/pulumi/pulumi/releases/download";
/** No byte for this long means that the download is dead. */
const stallTimeout = 30_000;

/**
 * Downloads the official distribution, checks it against the release's list of SHA-256 sums and unpacks it so that
 * `<target>/bin/pulumi` is the engine. Throws with the reason when anything is amiss.
 */
export async function downloadEngine(target: string, options: DownloadOptions): Promise<void> {
  const archive = archiveName(options.platform, options.arch);
  const base = `${releases}/v${pinnedVersion}`;
  options.report({ step: "asking for the official download" });
  const sums = await fetchText(`${base}/pulumi-${pinnedVersion}-checksums.txt`, options);
  const expected = checksumOf(sums, archive);

  fs.mkdirSync(target, { recursive: true });
  const file = path.join(target, archive);
  const actual = await fetchFile(`${base}/${archive}`, file, options);
  if (actual !== expected)
    throw new Error(`${archive} has SHA-256 ${actual}, but the release lists ${expected}`);

  options.report({ step: "unpacking" });
  // bsdtar, which Windows and macOS ship, reads zip as well; on Linux the archive is a tar.
  const unpacked = await options.run("tar", ["-xf", file, "-C", target]);
  if (unpacked.code !== 0) throw new Error(`tar could not unpack ${archive}: ${unpacked.stderr.trim()}`);
  fs.rmSync(file, { force: true });
  arrange(target);
}

/** The name of the distribution for a platform, as the release lists it. */
export function archiveName(platform: NodeJS.Platform, arch: string): string {
  const os = { linux: "linux", darwin: "darwin", win32: "windows" }[platform as string];
  const cpu = { x64: "x64", arm64: "arm64" }[arch];
  if (!os || !cpu) throw new Error(`there is no official download for ${platform} ${arch}`);
  return `pulumi-v${pinnedVersion}-${os}-${cpu}.${os === "windows" ? "zip" : "tar.gz"}`;
}

/** The sum of one file in a list of `<sum>  <file>` lines. */
export function checksumOf(list: string, archive: string): string {
  const line = list.split(/\r?\n/).find((candidate) => candidate.trim().endsWith(archive));
  const sum = line?.trim().split(/\s+/)[0];
  if (!sum || !/^[0-9a-f]{64}$/i.test(sum)) throw new Error(`the release lists no SHA-256 for ${archive}`);
  return sum.toLowerCase();
}

/** The archives hold `pulumi/` (tar) or `pulumi/bin/` (zip): either becomes `bin/`. */
function arrange(target: string): void {
  const root = path.join(target, "pulumi");
  const nested = path.join(root, "bin");
  fs.renameSync(fs.existsSync(nested) ? nested : root, path.join(target, "bin"));
  fs.rmSync(root, { recursive: true, force: true });
}

async function fetchText(url: string, options: DownloadOptions): Promise<string> {
  const response = await request(url, options, AbortSignal.timeout(options.connectTimeout));
  return response.text();
}

/** Writes the body to `file` and answers its SHA-256. */
async function fetchFile(url: string, file: string, options: DownloadOptions): Promise<string> {
  const stalled = new AbortController();
  let timer = setTimeout(() => {
    stalled.abort(new Error("no answer"));
  }, options.connectTimeout);
  const hash = createHash("sha256");
  const handle = fs.openSync(file, "w");
  try {
    const response = await request(url, options, stalled.signal);
    const total = Number(response.headers.get("content-length") ?? 0);
    let done = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        stalled.abort(new Error("the download stalled"));
      }, stallTimeout);
      fs.writeSync(handle, chunk);
      hash.update(chunk);
      done += chunk.byteLength;
      options.report({ step: "downloading", done, total, unit: "MB" });
    }
    return hash.digest("hex");
  } finally {
    clearTimeout(timer);
    fs.closeSync(handle);
  }
}

async function request(url: string, options: DownloadOptions, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await options.fetch(url, { signal, redirect: "follow" });
  } catch (error) {
    throw new Error(`${new URL(url).host} is out of reach (${reasonOf(error)})`, { cause: error });
  }
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}

/** `fetch` hides the network's own word in its error's cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  return cause?.code ?? (error.name === "TimeoutError" ? "no answer in time" : error.message);
}
