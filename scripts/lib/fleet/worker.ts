import * as fs from "node:fs";
import * as path from "node:path";
import colors from "picocolors";
import type * as Drift from "../drift/drift";
import type { Console } from "../console";
import { exitCode, Failure, messageOf, type ExitCode } from "../failure";
import { lazily } from "../lazy";
import type * as Preview from "../preview";
import type * as Review from "../review";
import { loadStackFile } from "../stack-file";
import type * as Up from "../up";
import type { FleetTask, FleetVerb, TaskResult } from "./model";
import { summarize } from "./summary";

/**
 * A process that does the verbs of one stack after the other and stays warm between them: the SDKs are loaded once. One stack
 * at a time: the engine's program and its failures are the process's own.
 */
export type ToWorker = { readonly kind: "task"; readonly task: FleetTask } | { readonly kind: "stop" };
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "progress"; readonly text: string }
  | { readonly kind: "result"; readonly result: TaskResult };

type Handler = (task: FleetTask, out: Console) => Promise<ExitCode>;

const load = (module: string): unknown => lazily(__filename, module);

const handlers: Readonly<Record<FleetVerb, Handler>> = {
  preview: ({ stack, local }, out) =>
    (load("../preview") as typeof Preview).preview({ file: loadStackFile(stack), local, json: true, out }),
  up: ({ stack, local }, out) =>
    (load("../up") as typeof Up).up({ file: loadStackFile(stack), local, json: true, out }),
  review: ({ stack }, out) => (load("../review") as typeof Review).review({ stack, json: true }, out),
  drift: ({ stack, local }, out) =>
    (load("../drift/drift") as typeof Drift).drift({ files: [loadStackFile(stack)], local, json: true, out }),
};

/** Does a task and leaves what it said and printed in the folder of the run. */
async function perform(task: FleetTask): Promise<TaskResult> {
  fs.mkdirSync(task.folder, { recursive: true });
  const log: string[] = [];
  const data: string[] = [];
  const logFile = path.join(task.folder, `${task.stack}.log`);
  fs.writeFileSync(logFile, "");
  const say = (text: string): void => {
    log.push(text);
    fs.appendFileSync(logFile, `${text}\n`);
    send({ kind: "progress", text });
  };
  let code: ExitCode;
  try {
    code = await handlers[task.verb](
      task,
      consoleOf(say, (text) => data.push(text)),
    );
  } catch (error) {
    say(`error: ${messageOf(error)}`);
    if (error instanceof Failure && error.hint) say(error.hint);
    else if (error instanceof Error && !(error instanceof Failure)) say(error.stack ?? "");
    code = error instanceof Failure ? error.code : exitCode.failed;
  }
  const text = data.join("\n");
  if (text !== "") fs.writeFileSync(path.join(task.folder, `${task.stack}.json`), `${text}\n`);
  return summarize(task.verb, code, parsed(text), log);
}

function consoleOf(say: (text: string) => void, data: (text: string) => void): Console {
  const color = colors.createColors(false);
  return { say, data, color, dataColor: color, live: false, columns: 160, verbose: false };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(message: FromWorker): void {
  if (process.connected) process.send?.(message);
}

/** As if the user had asked this process: a session hands that on to its engine, which ends in order. */
function stop(): void {
  process.emit("SIGTERM", "SIGTERM");
}

if (process.send !== undefined && require.main === module) {
  process.on("message", (message: ToWorker) => {
    if (message.kind === "stop") stop();
    else
      void perform(message.task).then((result) => {
        send({ kind: "result", result });
      });
  });
  // Whoever started this process is gone: nobody waits for the result.
  process.on("disconnect", () => {
    stop();
    setTimeout(() => process.exit(), 10_000).unref();
  });
  // Without a session there is nobody to end in order.
  process.on("SIGTERM", () => undefined);
  send({ kind: "ready" });
}
