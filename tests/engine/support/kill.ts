import { type ChildProcess, execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What can be killed of a running `up`: the command itself, the engine under it, the local cloud under it. */
export const victims = ["command", "engine", "local cloud"] as const;
export type Victim = (typeof victims)[number];

const marks: Record<Exclude<Victim, "command">, RegExp> = {
  engine: /pulumi\S* up\b/,
  "local cloud": /localcloud.main\.ts/,
};

/** Ends one process of a running command as a power cut would. Answers whether it was there to be killed. */
export async function kill(command: ChildProcess, victim: Victim): Promise<boolean> {
  if (command.pid === undefined || command.exitCode !== null) return false;
  if (victim === "command") return command.kill("SIGKILL");
  const found = (await descendants(command.pid)).find(({ args }) => marks[victim].test(args));
  if (!found) return false;
  process.kill(found.pid, "SIGKILL");
  return true;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly args: string;
}

async function descendants(root: number): Promise<readonly Process[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,args="], { maxBuffer: 16e6 });
  const all = stdout
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, args]) => ({ pid: Number(pid), parent: Number(parent), args: args ?? "" }));
  const within = (parent: number): Process[] =>
    all
      .filter((process) => process.parent === parent)
      .flatMap((process) => [process, ...within(process.pid)]);
  return within(root);
}
