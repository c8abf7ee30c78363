import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { verbs } from "./commands/index";
import { openConsole } from "./lib/console";
import { deferSdk } from "./lib/deferred-sdk";
import { exitCode, Failure } from "./lib/failure";

/** Reads the command line and runs one verb. Every way out sets the exit code; nothing throws past here. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await parser(argv).parseAsync();
  } catch (error) {
    report(error, argv);
  }
}

function parser(argv: readonly string[]): ReturnType<typeof yargs> {
  const parser = yargs([...argv])
    .scriptName("cornerstone")
    .usage(
      "$0 <verb>\n\nStands up a private Azure OpenAI platform with Pulumi, and proves that it keeps its rules.",
    )
    .command(verbs)
    .demandCommand(1, "name a verb, e.g. `cornerstone up dev --local`")
    .option("verbose", {
      type: "boolean",
      global: true,
      describe: "Say more; show the stack trace of an error",
    })
    // Not named "no-color": yargs makes the negation itself.
    .option("color", {
      type: "boolean",
      global: true,
      describe: "Colour; --no-color and NO_COLOR turn it off",
    })
    .strict()
    .recommendCommands()
    .completion("completion", "Print a script that completes verbs and options in bash or zsh")
    .version(version())
    .help()
    .alias("help", "h")
    .wrap(Math.min(process.stdout.columns || 100, 110))
    .example([
      ["$0 up dev --local", "stand up the dev platform in the local cloud, no account needed"],
      ["$0 review prod", "judge the prod platform by its policies, without an engine"],
      ["$0 doctor", "see whether this machine has what is needed"],
    ])
    .epilogue("Exit codes: 0 good, 1 findings, 2 usage or configuration, 3 the engine or the cloud failed.")
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined) => {
      throw error ?? new Failure(message ?? "wrong usage", exitCode.usage, "Run `cornerstone --help`.");
    });
  return parser;
}

function report(error: unknown, argv: readonly string[]): void {
  const verbose = argv.includes("--verbose");
  const out = openConsole(argv.includes("--no-color") ? { color: false } : {});
  const known = error instanceof Failure || isUsageError(error);
  const message = error instanceof Error ? error.message : String(error);
  out.say(`${out.color.red("error:")} ${message}`);
  if (error instanceof Failure && error.hint) out.say(error.hint);
  if (verbose && error instanceof Error) out.say(error.stack ?? "");
  else if (!known)
    out.say("This should not have happened: run again with --verbose and report what it prints.");
  process.exitCode =
    error instanceof Failure ? error.code : isUsageError(error) ? exitCode.usage : exitCode.failed;
}

/** yargs' own errors, e.g. an option's argument that is missing. */
function isUsageError(error: unknown): boolean {
  return error instanceof Error && error.name === "YError";
}

function version(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a JSON file, read when it is asked for
  return (require("../package.json") as { version: string }).version;
}

/** Milliseconds that a command which is done may still take to end of its own. */
const grace = 2_000;

/**
 * Ends a command that is done although something keeps its process alive: what an engine that was killed leaves open (the server
 * of its callbacks, a call that is tried again) would do so for ever. A slow reader of the output is waited for.
 */
function endSoon(): void {
  setTimeout(() => {
    if (process.stdout.writableLength > 0 || process.stderr.writableLength > 0) endSoon();
    else process.exit();
  }, grace).unref();
}

/**
 * Lets a command go on when nobody reads its output any more (`cornerstone up | head`, a closed terminal): a run of the engine is
 * not left half done for that. Without this, the SDK reports the error of writing, by writing.
 */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
}

outliveReaders();
deferSdk();
void main(hideBin(process.argv)).finally(endSoon);
