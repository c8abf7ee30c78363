import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import type { ResourceGraph } from "../../../graph/types";
import { git, tryGit } from "./git";
import { readGraph } from "./read-graph";

const run = promisify(execFile);

/** Longest run of the base's program, in milliseconds. */
const timeout = 300_000;

/** The project as it is at a commit, in a folder of its own for the time of one comparison. */
export interface BaseCheckout extends AsyncDisposable {
  /** The graph of a stack by the program of that commit, or why that cannot be had. */
  graph(stack: string): Promise<ResourceGraph>;
}

/** Checks a commit out beside the working tree. Packages are those installed here. */
export async function checkOut(root: string, commit: string): Promise<BaseCheckout> {
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-base-"));
  const folder = path.join(parent, "checkout");
  const prefix = git(root, "rev-parse", "--show-prefix").trim();
  git(root, "worktree", "add", "--detach", "--force", folder, commit);
  const project = path.join(folder, prefix);
  const dispose = async (): Promise<void> => {
    tryGit(root, "worktree", "remove", "--force", folder);
    await fs.promises.rm(parent, { recursive: true, force: true, maxRetries: 5 });
  };
  const node = (...args: readonly string[]): Promise<unknown> =>
    run(process.execPath, [...args], { cwd: project, env: environment(parent), timeout, maxBuffer: 16e6 });
  try {
    fs.symlinkSync(path.join(root, "node_modules"), path.join(project, "node_modules"), "junction");
    // What a clone builds after `npm ci`, as far as a graph needs it.
    const builder = path.join("localcloud", "schema", "build.ts");
    if (fs.existsSync(path.join(project, builder))) await node("--import", "tsx", builder);
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    async graph(stack) {
      const file = path.join(parent, `${stack}.json`);
      await node(path.join("scripts", "bin.js"), "graph", stack, "--output", file);
      return readGraph(fs.readFileSync(file, "utf8"));
    },
    [Symbol.asyncDispose]: dispose,
  };
}

/** What a program needs to run, and no credential: the in-process run needs none. */
function environment(home: string): NodeJS.ProcessEnv {
  const kept = ["PATH", "Path", "SystemRoot", "TEMP", "TMP", "TMPDIR", "HOME", "USERPROFILE", "LANG"];
  return {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    CORNERSTONE_HOME: path.join(home, "home"),
    NO_COLOR: "1",
  };
}
