import type { Console } from "../console";
import { duration } from "../run-view";
import type { FleetVerb, StackOutcome, StackStatus } from "./model";

/** Shows a fleet run while it happens: a line for each stack that is under way, and one that stays for each that has ended. */
export interface FleetView {
  start(stack: string): void;
  progress(stack: string, text: string): void;
  end(outcome: StackOutcome): void;
  close(): void;
}

const frame = 120;
/** Off a terminal, quiet for longer than this and a line says that the run is alive. */
const silence = 30_000;

const signs: Readonly<
  Record<StackStatus, { readonly sign: string; readonly color: "green" | "yellow" | "red" | "dim" }>
> = {
  ok: { sign: "✓", color: "green" },
  findings: { sign: "!", color: "yellow" },
  usage: { sign: "✗", color: "red" },
  failed: { sign: "✗", color: "red" },
  timeout: { sign: "✗", color: "red" },
  stopped: { sign: "-", color: "dim" },
  waiting: { sign: "-", color: "dim" },
};

export function openFleetView(
  out: Console,
  verb: FleetVerb,
  stacks: readonly string[],
  earlier: number,
): FleetView {
  const width = Math.min(Math.max(...stacks.map((stack) => stack.length)), 32);
  const began = Date.now();
  const running = new Map<string, { readonly since: number; steps: number; text: string }>();
  let ended = earlier;
  let told = began;
  let drawn = 0;

  const status = (): string =>
    `fleet ${verb}: ${ended} of ${stacks.length} done, ${running.size} under way, ${duration(Date.now() - began)}`;
  const erase = (): void => {
    if (drawn > 0) process.stderr.write(`\x1b[${drawn}A\x1b[0J`);
    drawn = 0;
  };
  const draw = (): void => {
    if (!out.live) return;
    erase();
    const lines = [...running].map(([stack, { since, text }]) => {
      const time = duration(Date.now() - since);
      return clip(`    ${stack.padEnd(width)}  ${time.padStart(8)}  ${text}`, out.columns - 1);
    });
    process.stderr.write([out.color.dim(status()), ...lines].map((line) => `${line}\n`).join(""));
    drawn = lines.length + 1;
  };
  const tick = (): void => {
    if (out.live) draw();
    else if (Date.now() - told > silence) {
      told = Date.now();
      const at = [...running].map(([stack, { text }]) => `${stack}: ${text.trim() || "starting"}`);
      out.say(`  ... ${status()}${at.length > 0 ? `\n      ${at.join("\n      ")}` : ""}`);
    }
  };
  if (out.live) process.stderr.write("\x1b[?25l");
  const timer = setInterval(tick, out.live ? frame : 1_000);
  return {
    start: (stack) => {
      running.set(stack, { since: Date.now(), steps: 0, text: "" });
    },
    progress: (stack, text) => {
      const entry = running.get(stack);
      if (entry) entry.text = text.trim().split("\n")[0] ?? "";
    },
    end: (outcome) => {
      running.delete(outcome.stack);
      ended += 1;
      told = Date.now();
      erase();
      out.say(outcomeLine(outcome, width, out));
      draw();
    },
    close: () => {
      clearInterval(timer);
      erase();
      if (out.live) process.stderr.write("\x1b[?25h");
    },
  };
}

/** `✓ eu-07   80 to create   4.2 s`. */
export function outcomeLine(
  { stack, status, headline, seconds }: StackOutcome,
  width: number,
  out: Console,
): string {
  const { sign, color } = signs[status];
  const time = seconds > 0 ? duration(seconds * 1_000) : "";
  const text = clip(headline, Math.max(out.columns - width - 16, 20));
  return `${out.color[color](sign)} ${out.color.bold(stack.padEnd(width))}  ${text}  ${out.color.dim(time)}`.trimEnd();
}

function clip(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, Math.max(width - 1, 1))}…` : text;
}
