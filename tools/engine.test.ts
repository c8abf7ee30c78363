import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engineHome, findEngine, obtainEngine, type EngineOptions } from "./engine";
import { archiveName } from "./engine-download";
import { minimumVersion, pinnedVersion } from "./engine-version";
import type { Run } from "./run";

let folder: string;
let calls: string[];

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-engine-"));
  calls = [];
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** An engine that answers `version` with its own content: portable, since nothing is really executed. */
function fakeEngine(directory: string, version: string): string {
  fs.mkdirSync(directory, { recursive: true });
  const file = path.join(directory, "pulumi");
  fs.writeFileSync(file, version);
  return file;
}

interface World {
  readonly go?: "works" | "missing" | "old" | "fails";
  /** Waits this long in the build. */
  readonly buildTime?: number;
}

function world({ go = "missing", buildTime = 0 }: World = {}): Run {
  const answer = (code: number, stdout = "", stderr = "") => ({ code, stdout, stderr });
  return async (command, args, options) => {
    calls.push([path.basename(command), args[0]].join(" "));
    if (command === "go" && args[0] === "version") {
      if (go === "missing") return answer(-1, "", "spawn go ENOENT");
      return answer(0, go === "old" ? "go version go1.19.2 linux/amd64" : "go version go1.26.0 linux/amd64");
    }
    if (command === "go" && args[0] === "list") return answer(0, "a\nb\n");
    if (command === "go" && args[0] === "build") {
      options?.onLine?.("a");
      await new Promise((resolve) => setTimeout(resolve, buildTime));
      if (go === "fails") return answer(1, "", "no space left on device");
      const target = args[args.indexOf("-o") + 1] ?? "";
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, `v${pinnedVersion}`);
      return answer(0);
    }
    if (command === "tar") {
      // The fake archive is the engine itself.
      const [, archive = "", , target = ""] = args;
      fs.mkdirSync(path.join(target, "pulumi"));
      fs.copyFileSync(archive, path.join(target, "pulumi", "pulumi"));
      return answer(0);
    }
    const text = fs.readFileSync(command, "utf8");
    return text === "broken" ? answer(1, "", "exec format error") : answer(0, text);
  };
}

const closed: typeof fetch = () =>
  Promise.reject(new TypeError("fetch failed", { cause: { code: "ENOTFOUND" } }));

function open(content: string, sum = createHash("sha256").update(content).digest("hex")): typeof fetch {
  return (input) => {
    const url = input instanceof Request ? input.url : String(input);
    const archive = archiveName("linux", "x64");
    return Promise.resolve(new Response(url.endsWith(".txt") ? `${sum}  ${archive}\n` : content));
  };
}

function options(over: EngineOptions = {}): EngineOptions {
  return {
    env: { CORNERSTONE_CACHE: path.join(folder, "cache"), PATH: path.join(folder, "bin") },
    platform: "linux",
    arch: "x64",
    run: world(),
    fetch: closed,
    ...over,
  };
}

describe("the order in which the engine is looked for", () => {
  it("takes the override before everything else", async () => {
    fakeEngine(path.join(folder, "bin"), `v${pinnedVersion}`);
    const mine = fakeEngine(path.join(folder, "mine"), "v3.260.1");
    const { env } = options();
    const engine = await findEngine(options({ env: { ...env, CORNERSTONE_PULUMI: mine } }));
    expect(engine).toMatchObject({ source: "override", command: mine, version: "3.260.1" });
  });

  it("refuses an override that is too old instead of passing it over", async () => {
    const mine = fakeEngine(path.join(folder, "mine"), "v3.100.0");
    const { env } = options();
    await expect(obtainEngine(options({ env: { ...env, CORNERSTONE_PULUMI: mine } }))).rejects.toThrow(
      `version 3.100.0; needed is ${minimumVersion}`,
    );
  });

  it("takes the first engine on the PATH that runs and is new enough", async () => {
    const [broken, old, good] = ["broken", "v3.254.9", "v3.300.0"].map((version, index) =>
      fakeEngine(path.join(folder, `bin${index}`), version),
    );
    const PATH = [broken, old, good].map((file) => path.dirname(file!)).join(":");
    const { env } = options();
    const engine = await findEngine(options({ env: { ...env, PATH } }));
    expect(engine).toMatchObject({ source: "path", command: good, version: "3.300.0" });
  });

  it("tells why it took none on the PATH", async () => {
    fakeEngine(path.join(folder, "bin"), "v4.0.0");
    const engine = await obtainEngine(options({ run: world({ go: "works" }) }));
    expect(engine.considered[0]).toMatchObject({
      source: "path",
      outcome: expect.stringContaining("4.0.0") as string,
    });
  });

  it("downloads before it builds", async () => {
    const engine = await obtainEngine(
      options({ run: world({ go: "works" }), fetch: open(`v${pinnedVersion}`) }),
    );
    expect(engine).toMatchObject({ source: "download", version: pinnedVersion });
    expect(calls).not.toContain("go build");
  });

  it("builds where the download is out of reach, and finds the result in the cache afterwards", async () => {
    const built = await obtainEngine(options({ run: world({ go: "works" }) }));
    expect(built).toMatchObject({ source: "build" });
    expect(built.considered.at(-1)).toEqual({
      source: "download",
      outcome: "github.com is out of reach (ENOTFOUND)",
    });
    expect(await findEngine(options())).toMatchObject({ source: "cache", command: built.command });
  });

  it("never executes a download whose sum differs", async () => {
    const engine = await obtainEngine(
      options({ run: world({ go: "works" }), fetch: open(`v${pinnedVersion}`, "0".repeat(64)) }),
    );
    expect(engine.source).toBe("build");
    expect(engine.considered.at(-1)?.outcome).toMatch(/has SHA-256 .* but the release lists 0{64}/);
    expect(calls).not.toContain("tar -xf");
  });

  it("says what to install when nothing is left", async () => {
    await expect(obtainEngine(options())).rejects.toThrow(/Go is not installed: install Go 1\.21 or later/);
    await expect(obtainEngine(options({ run: world({ go: "old" }) }))).rejects.toThrow(/Go is too old/);
  });
});

describe("the cache", () => {
  it("obtains anew what is damaged", async () => {
    const { command } = await obtainEngine(options({ run: world({ go: "works" }) }));
    fs.writeFileSync(command, "v3.259");
    expect(await findEngine(options())).toBeUndefined();
    const again = await obtainEngine(options({ run: world({ go: "works" }) }));
    expect(again.source).toBe("build");
    expect(fs.readFileSync(command, "utf8")).toBe(`v${pinnedVersion}`);
  });

  it("takes no engine whose making was cut short", async () => {
    const home = engineHome(options());
    fakeEngine(path.join(home, "bin"), `v${pinnedVersion}`);
    expect(await findEngine(options())).toBeUndefined();
    expect(await obtainEngine(options({ run: world({ go: "works" }) }))).toMatchObject({ source: "build" });
  });

  it("leaves nothing behind when a build fails", async () => {
    await expect(obtainEngine(options({ run: world({ go: "fails" }) }))).rejects.toThrow(
      "no space left on device",
    );
    expect(fs.readdirSync(path.dirname(engineHome(options())))).toEqual([]);
  });

  it("sweeps away what a killed run left", async () => {
    const home = engineHome(options());
    // A process number that no system gives out.
    const draft = `${home}.tmp-4194999-build`;
    fs.mkdirSync(draft, { recursive: true });
    await obtainEngine(options({ run: world({ go: "works" }) }));
    expect(fs.existsSync(draft)).toBe(false);
  });

  it("is filled once when two runs race", async () => {
    const steps: string[] = [];
    const racing = options({
      run: world({ go: "works", buildTime: 300 }),
      report: ({ step }) => steps.push(step),
    });
    const engines = await Promise.all([obtainEngine(racing), obtainEngine(racing)]);
    expect(engines.map(({ source }) => source).sort()).toEqual(["build", "cache"]);
    expect(calls.filter((call) => call === "go build")).toHaveLength(1);
    expect(steps.some((step) => step.includes("waiting for it"))).toBe(true);
  });
});
