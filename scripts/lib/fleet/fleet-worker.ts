import { fork, type ChildProcess } from "node:child_process";
import * as path from "node:path";
import type { FleetTask, TaskResult } from "./model";
import type { FromWorker, ToWorker } from "./worker";

/** How a task came to its end. */
export type Ending =
  | { readonly kind: "result"; readonly result: TaskResult }
  /** Cut at the time limit. */
  | { readonly kind: "timeout" }
  /** The process ended under it. */
  | { readonly kind: "died"; readonly reason: string };

export interface WorkerOptions {
  /** @default this folder's worker */
  readonly script?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds that an engine has to end in order, after it was asked to. @default 15,000 */
  readonly grace?: number;
}

/**
 * A process that a fleet gives its stacks to, one at a time. A worker of its own process group: Ctrl-C in the terminal does not
 * reach its engine, which would take the fleet's own word for the second Ctrl-C and drop everything; and all that it started can
 * be ended with it.
 */
export class FleetWorker {
  private readonly child: ChildProcess;
  private readonly grace: number;
  private complaint = "";
  private readonly ended: Promise<string>;
  private listener: ((message: FromWorker) => void) | undefined;

  constructor(options: WorkerOptions = {}) {
    const { script = path.join(__dirname, "worker.ts"), env = process.env } = options;
    this.grace = options.grace ?? 15_000;
    this.child = fork(script, [], {
      execArgv: ["--require", require.resolve("tsx/cjs")],
      detached: true,
      env: { ...env, NO_COLOR: "1" },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.complaint = (this.complaint + text).slice(-2_000);
    });
    this.child.on("message", (message) => this.listener?.(message as FromWorker));
    this.ended = new Promise((resolve) => {
      this.child.once("error", (error) => {
        resolve(error.message);
      });
      this.child.once("exit", (code, signal) => {
        resolve(
          lastLine(this.complaint) || `its process ended with ${signal ?? `exit code ${code ?? "unknown"}`}`,
        );
      });
    });
  }

  /** @param limit milliseconds after which it is asked to end, and soon after is ended */
  async run(task: FleetTask, limit: number, onProgress: (text: string) => void): Promise<Ending> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Ending>((resolve) => {
      timer = setTimeout(() => {
        resolve({ kind: "timeout" });
      }, limit);
    });
    const done = new Promise<Ending>((resolve) => {
      this.listener = (message) => {
        if (message.kind === "progress") onProgress(message.text);
        if (message.kind === "result") resolve({ kind: "result", result: message.result });
      };
    });
    const died = this.ended.then((reason): Ending => ({ kind: "died", reason }));
    this.tell({ kind: "task", task });
    try {
      const first = await Promise.race([done, died, late]);
      if (first.kind === "timeout") await this.end();
      return first;
    } finally {
      clearTimeout(timer);
      this.listener = undefined;
    }
  }

  /** Asks the engine of the task that is under way to end in order. */
  stop(): void {
    this.tell({ kind: "stop" });
  }

  /** Ends the process and what it started: in order where that takes no longer than a moment. */
  async end(): Promise<void> {
    this.stop();
    // The worker goes when its channel is closed and its work has ended.
    if (this.child.connected) this.child.disconnect();
    const force = setTimeout(() => {
      this.kill();
    }, this.grace);
    await this.ended;
    clearTimeout(force);
  }

  /** Ends the process and what it started, at once. */
  kill(): void {
    const { pid } = this.child;
    if (pid === undefined) return;
    try {
      // Windows has no process groups; there, what it started ends when its input does.
      process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
    } catch {
      // Gone already.
    }
  }

  private tell(message: ToWorker): void {
    if (this.child.connected) this.child.send(message, () => undefined);
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
