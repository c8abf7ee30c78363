import type { Console } from "./console";
import type { Operation, ResourceStep, RunRecord } from "./run-record";

interface Words {
  readonly sign: string;
  readonly doing: string;
  readonly done: string;
  readonly color: "green" | "yellow" | "red" | "cyan" | "magenta";
}

const words: Partial<Record<Operation, Words>> = {
  create: { sign: "+", doing: "creating", done: "created", color: "green" },
  import: { sign: "=", doing: "importing", done: "imported", color: "green" },
  update: { sign: "~", doing: "updating", done: "updated", color: "yellow" },
  replace: { sign: "±", doing: "replacing", done: "replaced", color: "magenta" },
  "create-replacement": { sign: "+", doing: "creating anew", done: "created anew", color: "magenta" },
  delete: { sign: "-", doing: "deleting", done: "deleted", color: "red" },
  "delete-replaced": { sign: "-", doing: "deleting old", done: "deleted old", color: "magenta" },
  read: { sign: ">", doing: "reading", done: "read", color: "cyan" },
  refresh: { sign: ">", doing: "refreshing", done: "refreshed", color: "cyan" },
};
/** The engine also announces what only its own books know; a person need not see it. */
const other: Words = { sign: " ", doing: "working on", done: "done", color: "cyan" };

/** Quiet for longer than this off a terminal, and a line says that the run is alive. */
const silence = 20_000;
const frame = 100;
const spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** Shows a run of the engine while it happens. */
export interface RunView {
  step(step: ResourceStep): void;
  /** Prints a line without disturbing what is drawn. */
  line(text: string): void;
  close(): void;
}

/**
 * On a terminal: one line for each finished resource, and below them what is under way, redrawn. Elsewhere: one line
 * for each change of state, and a sign of life when nothing changes for long.
 */
export function openRunView(out: Console, record: RunRecord, title: string): RunView {
  return out.live ? liveView(out, record, title) : plainView(out, record, title);
}

function plainView(out: Console, record: RunRecord, title: string): RunView {
  let last = Date.now();
  const say = (text: string): void => {
    out.say(text);
    last = Date.now();
  };
  const timer = setInterval(() => {
    if (Date.now() - last < silence) return;
    const active = record.active().map((step) => `${step.name} (${seconds(step.started)})`);
    say(`  ... ${active.length > 0 ? `still at ${active.join(", ")}` : title}`);
  }, 1_000);
  return {
    step: (step) => {
      if (isShown(step) && step.status !== "running") say(finishedLine(out, step));
    },
    line: say,
    close: () => {
      clearInterval(timer);
    },
  };
}

function liveView(out: Console, record: RunRecord, title: string): RunView {
  const began = Date.now();
  let drawn = 0;
  let tick = 0;
  const erase = (): void => {
    if (drawn > 0) process.stderr.write(`\x1b[${drawn}A\x1b[0J`);
    drawn = 0;
  };
  const draw = (): void => {
    erase();
    const lines = [
      `${out.color.cyan(spinner[tick++ % spinner.length] ?? "")} ${title} ${out.color.dim(progressOf(record, began))}`,
    ];
    for (const step of record.active().filter(isShown).slice(0, 8)) {
      const { doing } = wordsOf(step);
      lines.push(
        clip(`    ${doing} ${describe(step)} `, out.columns - 6) + out.color.dim(seconds(step.started)),
      );
    }
    process.stderr.write(`${lines.join("\n")}\n`);
    drawn = lines.length;
  };
  const line = (text: string): void => {
    erase();
    out.say(text);
    draw();
  };
  process.stderr.write("\x1b[?25l");
  const timer = setInterval(draw, frame);
  draw();
  return {
    step: (step) => {
      if (isShown(step) && step.status !== "running") line(finishedLine(out, step));
    },
    line,
    close: () => {
      clearInterval(timer);
      erase();
      process.stderr.write("\x1b[?25h");
    },
  };
}

/** Components are the program's own grouping: they take no time and would double the list. */
function isShown(step: ResourceStep): boolean {
  return step.custom && !step.type.startsWith("pulumi:") && step.op !== "read" && step.op !== "replace";
}

function finishedLine(out: Console, step: ResourceStep): string {
  const { sign, done, doing, color } = wordsOf(step);
  const paint = step.status === "failed" ? out.color.red : out.color[color];
  const verb =
    step.status === "planned" ? infinitive(doing) : step.status === "failed" ? `failed ${doing}` : done;
  const time = step.finished === undefined ? "" : duration(step.finished - step.started);
  const properties = step.op === "update" && step.diffs.length > 0 ? ` [${step.diffs.join(", ")}]` : "";
  const text = clip(`  ${sign} ${verb.padEnd(8)} ${describe(step)}${properties}`, out.columns - 8);
  return `${paint(text.slice(0, 12))}${text.slice(12)}${time ? out.color.dim(` ${time}`) : ""}`;
}

function wordsOf(step: ResourceStep): Words {
  return words[step.op] ?? other;
}

function infinitive(doing: string): string {
  return doing.replace(/^(creat|updat|delet|replac)ing/, "$1e").replace(/^(import|read|refresh)ing/, "$1");
}

/** `cognitiveservices Account platform-primary`: the package is the same on every line, and left out. */
function describe(step: ResourceStep): string {
  const [, module = "", kind = ""] = step.type.split(":");
  return `${module.replace(/\/.*$/, "")}/${kind}  ${step.name}`;
}

function progressOf(record: RunRecord, began: number): string {
  const done = record.steps.filter((step) => step.custom && step.status === "done").length;
  return `${done} done, ${record.active().filter(isShown).length} under way, ${duration(Date.now() - began)}`;
}

function seconds(since: number): string {
  return duration(Date.now() - since);
}

/** `0.4 s`, `12 s`, `3 min 5 s`. */
export function duration(milliseconds: number): string {
  const total = milliseconds / 1000;
  if (total < 10) return `${total.toFixed(1)} s`;
  if (total < 60) return `${Math.round(total)} s`;
  return `${Math.floor(total / 60)} min ${Math.round(total % 60)} s`;
}

function clip(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, Math.max(width - 1, 1))}…` : text;
}
