import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

// Each case starts a process, and some of them run the whole program of a stack.
vi.setConfig({ testTimeout: 90_000 });

const repository = path.join(__dirname, "..");
const folders = ["catalog", "components", "graph", "localcloud", "policies", "scripts", "stacks", "tools"];

let home: string;
/** A copy, so that a stack file of a test is nobody else's. */
let checkout: string;
beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-cli-"));
  checkout = path.join(home, "checkout");
  for (const name of [...folders, "package.json", "Pulumi.yaml"])
    fs.cpSync(path.join(repository, name), path.join(checkout, name), { recursive: true });
  fs.symlinkSync(path.join(repository, "node_modules"), path.join(checkout, "node_modules"), "junction");
});
afterAll(() => {
  fs.rmSync(home, { recursive: true, force: true });
});

interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a user does. No engine can be found or made: a verb that wants one fails. */
function cornerstone(...args: string[]): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join("scripts", "bin.js"), ...args], {
    cwd: checkout,
    encoding: "utf8",
    env: {
      ...process.env,
      CORNERSTONE_HOME: home,
      CORNERSTONE_CACHE: path.join(home, "cache"),
      CORNERSTONE_PULUMI: path.join(home, "no-engine", "pulumi"),
      PULUMI_HOME: path.join(home, "pulumi"),
      PULUMI_BACKEND_URL: "",
    },
  });
  return { code: status, stdout, stderr };
}

const verbs = ["up", "preview", "refresh", "destroy", "review", "graph", "doctor", "local"];

describe("help", () => {
  it("lists every verb", () => {
    const { code, stdout } = cornerstone("--help");
    expect(code).toBe(0);
    for (const verb of verbs) expect(stdout).toMatch(new RegExp(`^  cornerstone ${verb}\\b`, "m"));
    expect(stdout).toContain("Exit codes: 0 good, 1 findings, 2 usage or configuration");
  });

  it.each(verbs.filter((verb) => verb !== "local"))("of %s shows examples and exit codes", (verb) => {
    const { code, stdout } = cornerstone(verb, "--help");
    expect(code).toBe(0);
    expect(stdout).toContain("Examples:");
    expect(stdout).toContain("Exit codes: 0");
  });

  it("completes verbs", () => {
    expect(cornerstone("completion").stdout).toContain("cornerstone");
    expect(cornerstone("--get-yargs-completions", "cornerstone", "de").stdout).toContain("destroy");
  });
});

describe("wrong usage", () => {
  it("suggests the verb that was meant, on standard error, without a stack trace", () => {
    const { code, stdout, stderr } = cornerstone("reveiw");
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("Did you mean review?");
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each([
    ["no verb", []],
    ["an unknown option", ["doctor", "--jsno"]],
    ["an unknown stack", ["up", "nowhere", "--local"]],
    ["a stack that is a path", ["up", "../dev", "--local"]],
    ["a report ending that means nothing", ["review", "dev", "-o", "report.docx"]],
    ["an unknown pack", ["review", "dev", "--pack", "nothing"]],
    ["a state that is not there", ["review", "--state", "no-such-file.json"]],
    ["a reset without --yes", ["local", "reset", "dev"]],
  ])("%s is refused with exit code 2", (_, args) => {
    const { code, stdout, stderr } = cornerstone(...args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^error: /);
  });
});

describe("a bad configuration", () => {
  const file = (): string => path.join(checkout, "stacks", "Pulumi.bad.yaml");
  const dev = fs.readFileSync(path.join(repository, "stacks", "Pulumi.dev.yaml"), "utf8");

  it("is told in full before anything starts", () => {
    fs.writeFileSync(
      file(),
      dev.replace(/addressSpace: .*/, "addressSpace: nonsense").replace(/owner: /, "ownr: "),
    );
    const { code, stderr } = cornerstone("up", "bad", "--local");
    expect(code).toBe(2);
    expect(stderr).toContain("addressSpace");
    expect(stderr).toContain("ownr");
    expect(stderr).not.toContain("engine");
    expect(fs.existsSync(path.join(home, "local"))).toBe(false);
  });

  it("with YAML that cannot be read names the place", () => {
    fs.writeFileSync(file(), "config:\n  cornerstone:environment: {name: dev\n");
    const { code, stderr } = cornerstone("review", "bad");
    expect(code).toBe(2);
    expect(stderr).toMatch(/at line \d+, column \d+/);
  });

  it("with a bare date says that it must be quoted", () => {
    fs.writeFileSync(file(), `${dev}\n  cornerstone:x:\n    version: 2025-11-13\n`);
    const { code, stderr } = cornerstone("review", "bad");
    expect(code).toBe(2);
    expect(stderr).toContain('fix: write "2025-11-13"');
  });
});

describe("a failing engine", () => {
  it("is exit code 3, with the cure", () => {
    const { code, stderr } = cornerstone("up", "dev", "--local");
    expect(code).toBe(3);
    expect(stderr).toContain("Correct the variable or unset it");
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("shows the stack trace when --verbose asks", () => {
    expect(cornerstone("up", "dev", "--local", "--verbose").stderr).toMatch(/^\s+at /m);
  });
});

describe("data on standard output", () => {
  it("doctor --json", () => {
    const { code, stdout } = cornerstone("doctor", "--json");
    const { version, checks } = JSON.parse(stdout) as { version: number; checks: Record<string, string>[] };
    expect(version).toBe(1);
    expect(checks.map(({ name }) => name)).toContain("engine");
    expect(checks.every(({ outcome = "" }) => ["pass", "warn", "fail"].includes(outcome))).toBe(true);
    // The override names an engine that is not there.
    expect(checks.find(({ name }) => name === "engine")?.["outcome"]).toBe("fail");
    expect(code).toBe(1);
  });

  it("review --json needs no engine", () => {
    const { stdout } = cornerstone("review", "dev", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ stack: "dev" });
  });

  it("graph as JSON and as Mermaid", () => {
    const json = JSON.parse(cornerstone("graph", "dev", "--json").stdout) as { resources: unknown[] };
    expect(json.resources.length).toBeGreaterThan(20);
    expect(cornerstone("graph", "dev").stdout).toMatch(/^flowchart /);
  });

  it("local status --json", () => {
    expect(JSON.parse(cornerstone("local", "status", "--json").stdout)).toEqual({ stacks: [] });
  });
});

it("a program that does not exist is no reason to wait", () => {
  const began = Date.now();
  cornerstone("doctor");
  expect(Date.now() - began).toBeLessThan(15_000);
});

it("a command that is done ends, whatever is left open in its process", () => {
  const server = path.join(home, "server.cjs");
  fs.writeFileSync(server, 'require("node:net").createServer().listen(0);');
  const { status, signal, stdout } = spawnSync(
    process.execPath,
    ["--require", server, path.join("scripts", "bin.js"), "local", "status", "--json"],
    { cwd: checkout, encoding: "utf8", env: { ...process.env, CORNERSTONE_HOME: home }, timeout: 60_000 },
  );
  expect({ status, signal }).toEqual({ status: 0, signal: null });
  expect(JSON.parse(stdout)).toEqual({ stacks: [] });
});

it("a command goes on when nobody reads its output any more", async () => {
  const command = spawn(process.execPath, [path.join("scripts", "bin.js"), "review", "dev", "--json"], {
    cwd: checkout,
    env: { ...process.env, CORNERSTONE_HOME: home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  command.stdout.destroy();
  let complaint = "";
  command.stderr.on("data", (text: Buffer) => (complaint += text.toString()));
  const code = await new Promise((resolve) => command.once("close", resolve));
  expect(complaint).toBe("");
  expect(code).toBe(0);
});
