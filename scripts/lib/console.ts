import colors from "picocolors";

export type Colors = ReturnType<typeof colors.createColors>;

/** Where a command speaks: data on standard output, all else on standard error. */
export interface Console {
  /** Writes data, one line. Nothing else may go to standard output. */
  data(text: string): void;
  /** Writes a message, one line. */
  say(text: string): void;
  /** For standard error. */
  readonly color: Colors;
  /** For standard output. */
  readonly dataColor: Colors;
  /** True where a line may be drawn over: a terminal on standard error, and no CI. */
  readonly live: boolean;
  readonly columns: number;
  readonly verbose: boolean;
}

export interface ConsoleOptions {
  readonly color?: boolean;
  readonly verbose?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/** Colour and movement only where a person looks: https://no-color.org, `TERM=dumb`, `CI`, `FORCE_COLOR`. */
export function openConsole(options: ConsoleOptions = {}): Console {
  const env = options.env ?? process.env;
  const dumb = env["TERM"] === "dumb";
  const wanted = options.color ?? (!env["NO_COLOR"] && !dumb);
  const colorOn = (stream: NodeJS.WriteStream): boolean =>
    wanted && (stream.isTTY || Boolean(env["FORCE_COLOR"]));
  return {
    data: (text) => {
      process.stdout.write(`${text}\n`);
    },
    say: (text) => {
      process.stderr.write(`${text}\n`);
    },
    color: colors.createColors(colorOn(process.stderr)),
    dataColor: colors.createColors(colorOn(process.stdout)),
    live: process.stderr.isTTY && !env["CI"] && !dumb,
    get columns() {
      return process.stderr.columns || 100;
    },
    verbose: options.verbose ?? false,
  };
}
