import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { cacheDirectory } from "../../tools/cache";
import { EngineError, engineHome, findEngine } from "../../tools/engine";
import { run } from "../../tools/run";
import type { Console } from "./console";
import { exitCode, type ExitCode } from "./failure";
import { runningCloud } from "./local-cloud";
import { localPaths, localRoot, projectRoot } from "./paths";
import { builtPacks } from "./policy-packs";

/** One precondition. */
export interface Check {
  readonly name: string;
  readonly outcome: "pass" | "warn" | "fail";
  /** What was found. */
  readonly found: string;
  /** What to do about it, where there is something to do. */
  readonly cure?: string;
}

type Examine = () => Promise<Check> | Check;

/** The version of `doctor --json`: raised when a reader of the old form could misread the new one. */
const doctorJsonVersion = 1;
/** Building the engine takes this much in Go's cache and in our own, in bytes. */
const buildSpace = 4e9;
const runSpace = 5e8;

/** `cornerstone doctor`. */
export async function doctor(json: boolean, out: Console): Promise<ExitCode> {
  const checks = await Promise.all(examinations.map(async (examine) => examine()));
  if (json) out.data(JSON.stringify({ version: doctorJsonVersion, checks }, null, 2));
  else for (const check of checks) out.data(lineOf(check, out));
  return checks.some(({ outcome }) => outcome === "fail") ? exitCode.findings : exitCode.ok;
}

function lineOf({ name, outcome, found, cure }: Check, { dataColor }: Console): string {
  const mark = { pass: dataColor.green("✓"), warn: dataColor.yellow("!"), fail: dataColor.red("✗") }[outcome];
  const line = `${mark} ${dataColor.bold(name.padEnd(14))}${found}`;
  return cure === undefined ? line : `${line}\n  ${" ".repeat(14)}${dataColor.dim(cure)}`;
}

const examinations: readonly Examine[] = [
  engine,
  node,
  go,
  git,
  disk,
  cache,
  backend,
  azureLogin,
  awsLogin,
  passphrase,
  localClouds,
  packs,
];

async function engine(): Promise<Check> {
  const name = "engine";
  try {
    const found = await findEngine();
    if (found)
      return { name, outcome: "pass", found: `Pulumi ${found.version}, ${found.reason}: ${found.command}` };
    return {
      name,
      outcome: "warn",
      found: `none yet; the first run obtains one into ${engineHome()}`,
      cure: "Nothing to do: it is downloaded, or built with Go in about 4 minutes. Or install the Pulumi CLI.",
    };
  } catch (error) {
    if (error instanceof EngineError) return { name, outcome: "fail", found: error.message };
    throw error;
  }
}

function node(): Check {
  // bin.js has refused a Node that is too old.
  return {
    name: "node",
    outcome: "pass",
    found: `${process.versions.node}, ${process.platform} ${process.arch}`,
  };
}

async function go(): Promise<Check> {
  const answer = await run("go", ["version"], { timeout: 10_000 });
  if (answer.code === 0) return { name: "go", outcome: "pass", found: answer.stdout.trim() };
  const needed = (await engine()).outcome !== "pass";
  return {
    name: "go",
    outcome: needed ? "warn" : "pass",
    found: "not installed",
    ...(needed
      ? {
          cure: "Needed only where the official engine cannot be downloaded: https://go.dev/dl, 1.21 or later.",
        }
      : {}),
  };
}

async function git(): Promise<Check> {
  const answer = await run("git", ["--version"], { timeout: 10_000 });
  return answer.code === 0
    ? { name: "git", outcome: "pass", found: answer.stdout.trim() }
    : {
        name: "git",
        outcome: "warn",
        found: "not installed",
        cure: "Pulumi notes the commit of each update with it.",
      };
}

function disk(): Check {
  const statistics = fs.statfsSync(projectRoot);
  const free = statistics.bavail * statistics.bsize;
  const found = `${(free / 1e9).toFixed(1)} GB free`;
  if (free < runSpace) return { name: "disk", outcome: "fail", found, cure: "A local run needs 0.5 GB." };
  if (free < buildSpace && !fs.existsSync(engineHome()))
    return {
      name: "disk",
      outcome: "warn",
      found,
      cure: "Building the engine takes 4 GB, most of it in Go's cache.",
    };
  return { name: "disk", outcome: "pass", found };
}

function cache(): Check {
  const directory = cacheDirectory();
  const existing =
    [directory, ...parentsOf(directory)].find((folder) => fs.existsSync(folder)) ?? os.homedir();
  try {
    fs.accessSync(existing, fs.constants.W_OK);
    return { name: "cache", outcome: "pass", found: directory };
  } catch {
    return {
      name: "cache",
      outcome: "fail",
      found: `${existing} cannot be written`,
      cure: "Let CORNERSTONE_CACHE name a folder that can.",
    };
  }
}

/** What a run without `--local` would use. Only names are read here, never a credential. */
function backend(): Check {
  const name = "backend";
  const url = process.env["PULUMI_BACKEND_URL"] ?? loggedInBackend();
  if (url !== undefined) return { name, outcome: "pass", found: withoutCredentials(url) };
  return {
    name,
    outcome: "warn",
    found: "none chosen; --local brings its own",
    cure: "For a real environment: `pulumi login azblob://<container>`, or set PULUMI_BACKEND_URL.",
  };
}

function loggedInBackend(): string | undefined {
  const home = process.env["PULUMI_HOME"] ?? path.join(os.homedir(), ".pulumi");
  try {
    const { current } = JSON.parse(fs.readFileSync(path.join(home, "credentials.json"), "utf8")) as {
      current?: string;
    };
    return current || undefined;
  } catch {
    return undefined;
  }
}

function withoutCredentials(url: string): string {
  return url.replace(/\/\/[^/@]*@/, "//").replace(/\?.*$/, "");
}

async function azureLogin(): Promise<Check> {
  const name = "azure login";
  const variables = ["ARM_CLIENT_ID", "ARM_TENANT_ID", "ARM_SUBSCRIPTION_ID"].filter(
    (key) => process.env[key],
  );
  if (variables.length === 3) {
    const how = process.env["ARM_USE_OIDC"]
      ? "OpenID Connect"
      : process.env["ARM_USE_MSI"]
        ? "managed identity"
        : "";
    return { name, outcome: "pass", found: `ARM_* variables${how ? `, ${how}` : ""}` };
  }
  const az = await run("az", ["account", "show", "--output", "json", "--query", "name"], { timeout: 15_000 });
  if (az.code === 0) return { name, outcome: "pass", found: `Azure CLI, subscription ${az.stdout.trim()}` };
  return {
    name,
    outcome: "warn",
    found: "no Azure login; --local needs none",
    cure: "For a real environment: `az login`, or ARM_CLIENT_ID, ARM_TENANT_ID and ARM_SUBSCRIPTION_ID with OIDC.",
  };
}

/** What the provider would sign in with, by what stands in the environment, else by the AWS CLI. */
async function awsLogin(): Promise<Check> {
  const name = "aws login";
  if (process.env["AWS_ROLE_ARN"] && process.env["AWS_WEB_IDENTITY_TOKEN_FILE"])
    return { name, outcome: "pass", found: "AWS_* variables, web identity" };
  if (process.env["AWS_ACCESS_KEY_ID"] && !process.env["AWS_SESSION_TOKEN"])
    return {
      name,
      outcome: "warn",
      found: "a long-lived access key (AWS_ACCESS_KEY_ID without AWS_SESSION_TOKEN)",
      cure: "Sign in for a session instead: `aws sso login`, or AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE with OIDC.",
    };
  const caller = ["sts", "get-caller-identity", "--output", "text", "--query", "Account"];
  const aws = await run("aws", caller, { timeout: 15_000 });
  if (aws.code === 0) return { name, outcome: "pass", found: `AWS CLI, account ${aws.stdout.trim()}` };
  return {
    name,
    outcome: "warn",
    found: "no AWS login; --local needs none, nor do stacks on Azure",
    cure: "For a real environment on AWS: `aws sso login`, or AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE with OIDC.",
  };
}

function passphrase(): Check {
  const name = "passphrase";
  if (process.env["PULUMI_CONFIG_PASSPHRASE"] !== undefined || process.env["PULUMI_CONFIG_PASSPHRASE_FILE"])
    return { name, outcome: "pass", found: "set in the environment" };
  return {
    name,
    outcome: "warn",
    found: "not set; --local needs none",
    cure: "Needed for a stack whose secrets provider is passphrase: PULUMI_CONFIG_PASSPHRASE. Better: azurekeyvault://.",
  };
}

function localClouds(): Check {
  const root = localRoot();
  const stacks = fs.existsSync(root) ? fs.readdirSync(root) : [];
  const running = stacks.filter((stack) => runningCloud(localPaths(stack)) !== undefined);
  const found = `${stacks.length} local ${stacks.length === 1 ? "stack" : "stacks"}, ${running.length} running${running.length > 0 ? ` (${running.join(", ")})` : ""}`;
  return { name: "local cloud", outcome: "pass", found };
}

function packs(): Check {
  const name = "policy packs";
  const built = builtPacks();
  if (built.length > 0) return { name, outcome: "pass", found: built.map((pack) => pack.name).join(", ") };
  return {
    name,
    outcome: "warn",
    found: "not built: the engine runs without them",
    cure: "Run `npm run prepare`.",
  };
}

function parentsOf(directory: string): string[] {
  const parent = path.dirname(directory);
  return parent === directory ? [] : [parent, ...parentsOf(parent)];
}
