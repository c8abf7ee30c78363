import type { Console } from "./console";
import { duration } from "./run-view";

/** One step of a command that may take a while, told on one line. */
export interface TaskLine {
  /** @param fraction how much of it is done, from 0 to 1, where that is known */
  update(text: string, fraction?: number): void;
  done(text: string): void;
  failed(text?: string): void;
}

/** Off a terminal, a step that takes long is told anew at each tenth, or after this long. */
const silence = 15_000;
const frame = 80;

/**
 * On a terminal the line is redrawn in place; elsewhere it is printed when the step ends, and meanwhile as often as a
 * reader of a log needs it.
 */
export function taskLine(out: Console, name: string): TaskLine {
  const began = Date.now();
  const label = name.padEnd(9);
  let printed = began;
  let tenth = 0;
  const clear = (): void => {
    if (out.live) process.stderr.write("\r\x1b[2K");
  };
  const end = (mark: string, text: string): void => {
    clear();
    const took = Date.now() - began;
    out.say(
      `${mark} ${out.color.bold(label)}${text}${took > 1_000 ? out.color.dim(` ${duration(took)}`) : ""}`,
    );
  };
  return {
    update: (text, fraction) => {
      const now = Date.now();
      if (out.live) {
        if (now - printed < frame && printed !== began) return;
        clear();
        process.stderr.write(`  ${out.color.bold(label)}${bar(fraction)}${text}`.slice(0, out.columns + 8));
        printed = now;
        return;
      }
      const reached = Math.floor((fraction ?? 0) * 10);
      if (now - printed < silence && reached <= tenth) return;
      tenth = Math.max(tenth, reached);
      printed = now;
      out.say(`  ${label}${text}`);
    },
    done: (text) => {
      end(out.color.green("✓"), text);
    },
    failed: (text = "failed") => {
      end(out.color.red("✗"), text);
    },
  };
}

function bar(fraction: number | undefined): string {
  if (fraction === undefined) return "";
  const width = 20;
  const filled = Math.round(Math.min(fraction, 1) * width);
  return `${"█".repeat(filled)}${"░".repeat(width - filled)} `;
}
