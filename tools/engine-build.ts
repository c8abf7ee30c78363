import * as fs from "node:fs";
import * as path from "node:path";
import type { Report } from "./engine";
import { pinnedVersion } from "./engine-version";
import type { Run } from "./run";

export interface BuildOptions {
  readonly run: Run;
  readonly report: Report;
  /** The folder with the pinned go.mod. */
  readonly moduleDirectory: string;
  readonly platform: NodeJS.Platform;
}

const engineModule = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const flags = ["-trimpath", "-mod=readonly"] as const;
/** From this version on, Go obtains the toolchain that go.mod asks for by itself. */
const minimumGo = [1, 21] as const;

/**
 * Builds the engine from the Go module proxy into `<target>/bin`, for networks that reach package registries only.
 * The module's go.mod and go.sum pin every source by hash. Throws with the reason, and with the cure when Go is
 * missing.
 */
export async function buildEngine(target: string, options: BuildOptions): Promise<void> {
  await requireGo(options);
  const total = await countPackages(options);
  const binary = path.join(target, "bin", options.platform === "win32" ? "pulumi.exe" : "pulumi");
  fs.mkdirSync(path.dirname(binary), { recursive: true });

  // -v prints each package as its compilation begins; the program itself is the last.
  let done = 0;
  const onLine = (line: string): void => {
    if (!/^[\w.~/-]+$/.test(line)) return;
    done = Math.min(done + 1, total);
    options.report(
      line === engineModule ? { step: "linking" } : { step: "building", done, total, unit: "packages" },
    );
  };
  const linker = `-s -w -X ${versionVariable}=v${pinnedVersion}`;
  const built = await options.run(
    "go",
    ["build", "-v", ...flags, "-ldflags", linker, "-o", binary, engineModule],
    { cwd: options.moduleDirectory, env: goEnvironment(), onLine },
  );
  if (built.code !== 0) throw new Error(`go build failed:\n${lastLines(built.stderr, 8)}`);
}

/** Says what to do when there is no Go, or one that cannot obtain a newer toolchain. */
async function requireGo(options: BuildOptions): Promise<void> {
  const answer = await options.run("go", ["version"], { env: { ...process.env, GOTOOLCHAIN: "local" } });
  const cure =
    "install Go 1.21 or later (https://go.dev/dl), or the Pulumi CLI itself (https://www.pulumi.com/docs/install)";
  if (answer.code !== 0) throw new Error(`Go is not installed: ${cure}`);
  const version = /go(\d+)\.(\d+)/.exec(answer.stdout);
  const [major, minor] = [Number(version?.[1]), Number(version?.[2])];
  if (!(major > minimumGo[0] || (major === minimumGo[0] && minor >= minimumGo[1])))
    throw new Error(`Go is too old (${answer.stdout.trim()}): ${cure}`);
}

/** Counts what the build will compile: what Go's own cache lacks. The first time, this downloads the sources. */
async function countPackages(options: BuildOptions): Promise<number> {
  let downloads = 0;
  options.report({ step: "obtaining the sources" });
  const stale = "{{if .Stale}}{{.ImportPath}}{{end}}";
  const listed = await options.run("go", ["list", "-deps", ...flags, "-f", stale, engineModule], {
    cwd: options.moduleDirectory,
    env: goEnvironment(),
    onLine: (line) => {
      const source = /^go: downloading (\S+)/.exec(line)?.[1];
      if (source)
        options.report({ step: "obtaining the sources", detail: source, done: ++downloads, unit: "modules" });
    },
  });
  if (listed.code !== 0)
    throw new Error(`the Go module proxy did not give the sources:\n${lastLines(listed.stderr, 5)}`);
  return listed.stdout.split("\n").filter(Boolean).length;
}

/** C is never needed; without it the build is the same on a machine that has no C compiler. */
function goEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" };
}

function lastLines(text: string, count: number): string {
  return text.trim().split("\n").slice(-count).join("\n");
}
