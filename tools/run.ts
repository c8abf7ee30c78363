import { spawn } from "node:child_process";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Called with each full line of standard error as it is written. */
  readonly onLine?: (line: string) => void;
  /** Milliseconds after which the command is ended. Default: none. */
  readonly timeout?: number;
}

export interface RunResult {
  /** Exit code; -1 when the command could not be started or was ended by a signal. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program without a shell. A failure to start is a result like any other, told in `stderr`. */
export type Run = (command: string, args: readonly string[], options?: RunOptions) => Promise<RunResult>;

/** The real thing; tests hand in their own. */
export const run: Run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    // Node's own option leaves its timer running when the program does not even start.
    const timer = options.timeout === undefined ? undefined : setTimeout(() => child.kill(), options.timeout);
    let stdout = "";
    let stderr = "";
    let partial = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      const lines = (partial + text).split(/\r?\n/);
      partial = lines.pop() ?? "";
      for (const line of lines) options.onLine?.(line);
    });
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve({ code: -1, stdout, stderr: stderr + error.message });
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? -1, stdout, stderr });
    });
  });
