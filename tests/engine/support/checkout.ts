import { type ChildProcess, execFile, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const repository = path.resolve(__dirname, "..", "..", "..");

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A clone of this project in a folder of its own, as a user has it: tracked files as they are in the working tree, built
 * packs, the installed packages. State and local cloud of one test cannot touch another's, nor the developer's.
 */
export class Checkout implements AsyncDisposable {
  private constructor(readonly directory: string) {}

  static async create(): Promise<Checkout> {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-checkout-"));
    const checkout = new Checkout(directory);
    const listed = await run("git", ["ls-files", "-co", "--exclude-standard"], {
      cwd: repository,
      maxBuffer: 64e6,
    });
    for (const file of listed.stdout.split("\n").filter((line) => line !== "")) copy(file, directory);
    for (const built of await builtFolders()) copy(built, directory);
    fs.symlinkSync(path.join(repository, "node_modules"), path.join(directory, "node_modules"), "junction");
    await checkout.git("init", "--quiet");
    await checkout.git("add", "--all");
    await checkout.commit("as cloned");
    return checkout;
  }

  /** Commits every change of what git tracks, or has staged. */
  async commit(message: string): Promise<void> {
    const author = ["-c", "user.name=test", "-c", "user.email=test@contoso.example"];
    await this.git(...author, "commit", "-qam", message);
  }

  async git(...args: string[]): Promise<string> {
    return (await run("git", args, { cwd: this.directory })).stdout;
  }

  /** Starts a verb of the command line; the caller waits for it or kills it. */
  start(...args: string[]): ChildProcess {
    return spawn(process.execPath, [path.join("scripts", "bin.js"), ...args], {
      cwd: this.directory,
      env: { ...process.env, CI: "true", NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** Runs a verb of the command line to its end. */
  async cornerstone(...args: string[]): Promise<CommandResult> {
    return finished(this.start(...args));
  }

  /** Runs a verb that must succeed, with its whole output in the failure otherwise. */
  async succeeds(...args: string[]): Promise<CommandResult> {
    const result = await this.cornerstone(...args);
    if (result.code !== 0)
      throw new Error(
        `cornerstone ${args.join(" ")} ended with ${String(result.code)}\n${result.stderr}\n${result.stdout}`,
      );
    return result;
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.directory, file), "utf8");
  }

  write(file: string, text: string): void {
    fs.writeFileSync(path.join(this.directory, file), text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await fs.promises.rm(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Longer than any command takes on a busy machine; a command that hangs is ended, so that its output can be read. */
const patience = 240_000;

/** Resolves when the process has ended and its pipes are read. */
export function finished(child: ChildProcess): Promise<CommandResult> {
  const output = { stdout: "", stderr: "" };
  const hung = setTimeout(() => {
    output.stderr += `\nnot ended after ${patience / 1_000} s: killed by the test`;
    child.kill("SIGKILL");
    // Whatever else holds the pipes must not hold the test.
    setTimeout(() => child.stdout?.destroy() && child.stderr?.destroy(), 5_000).unref();
  }, patience);
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(hung);
      resolve({ code, ...output });
    });
  });
}

/** Folders that `npm ci` builds and git ignores. */
async function builtFolders(): Promise<string[]> {
  const { stdout } = await run("git", ["ls-files", "-oi", "--exclude-standard", "--directory"], {
    cwd: repository,
  });
  return stdout.split("\n").filter((line) => /(^|\/)dist\/$/.test(line) && !line.startsWith("node_modules/"));
}

function copy(file: string, directory: string): void {
  const source = path.join(repository, file);
  // A file that is deleted in the working tree and not yet in the index.
  if (fs.existsSync(source)) fs.cpSync(source, path.join(directory, file), { recursive: true });
}
