import * as fs from "node:fs";
import * as path from "node:path";
import type { Console } from "./console";
import { exitCode, Failure, type ExitCode } from "./failure";
import { runHolder, requireStackName } from "./local";
import { runningCloud } from "./local-cloud";
import { startDaemon, stopDaemon } from "./local-daemon";
import { homeDirectory, localPaths, type LocalPaths } from "./paths";

/**
 * What belongs together: the cloud, the engine's state of it, and the stack's copy with the salt that the state is
 * encrypted with.
 */
const parts = ["cloud", "state", "project"] as const satisfies readonly (keyof LocalPaths)[];

/** `cornerstone local snapshot`. */
export async function snapshot(stack: string, name: string, out: Console): Promise<ExitCode> {
  const local = openStack(stack, name);
  if (!fs.existsSync(local.state)) throw new Failure(`there is no local stack ${stack}`, exitCode.usage);
  await atRest(stack, local, () => {
    const target = snapshotFolder(stack, name);
    // A snapshot that was cut short must not look like one.
    const draft = `${target}.part`;
    fs.rmSync(draft, { recursive: true, force: true });
    for (const part of parts) fs.cpSync(local[part], path.join(draft, part), { recursive: true });
    fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(draft, target);
  });
  out.say(
    `${out.color.green("✓")} kept as "${name}": \`cornerstone local restore ${stack} ${name}\` goes back to it`,
  );
  return exitCode.ok;
}

/** `cornerstone local restore`. */
export async function restore(stack: string, name: string, out: Console): Promise<ExitCode> {
  const local = openStack(stack, name);
  const source = snapshotFolder(stack, name);
  if (!fs.existsSync(source))
    throw new Failure(
      `there is no snapshot "${name}" of ${stack}`,
      exitCode.usage,
      `Snapshots are: ${snapshotsOf(stack).join(", ") || "none"}.`,
    );
  await atRest(stack, local, () => {
    for (const part of parts) {
      fs.rmSync(local[part], { recursive: true, force: true });
      fs.cpSync(path.join(source, part), local[part], { recursive: true });
    }
  });
  out.say(`${out.color.green("✓")} ${stack} is as it was at "${name}"`);
  return exitCode.ok;
}

function openStack(stack: string, name: string): LocalPaths {
  requireStackName(stack);
  if (!/^[\w-]{1,40}$/.test(name))
    throw new Failure(
      `"${name}" cannot be the name of a snapshot`,
      exitCode.usage,
      "Use letters, digits, - and _, at most 40.",
    );
  const holder = runHolder(stack);
  if (holder !== undefined)
    throw new Failure(
      `a run of ${stack} is under way (process ${holder})`,
      exitCode.usage,
      "Wait, or stop it.",
    );
  return localPaths(stack);
}

/** One process a store: a local cloud that was started to stay makes room for a moment. */
async function atRest(stack: string, local: LocalPaths, action: () => void): Promise<void> {
  const running = runningCloud(local);
  if (running) await stopDaemon(local);
  try {
    action();
  } finally {
    if (running) await startDaemon(stack, local, { ...running, faces: running.faces !== undefined });
  }
}

function snapshotFolder(stack: string, name: string): string {
  return path.join(homeDirectory(), "snapshots", stack, name);
}

function snapshotsOf(stack: string): readonly string[] {
  const folder = path.join(homeDirectory(), "snapshots", stack);
  return fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => !name.endsWith(".part")) : [];
}
