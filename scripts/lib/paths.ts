import * as path from "node:path";

/** The folder of Pulumi.yaml: the command line works on the checkout that it is part of. */
export const projectRoot = path.resolve(__dirname, "..", "..");

/**
 * The folder for everything that a run leaves on this machine, ignored by git; `CORNERSTONE_HOME` moves it, for tests
 * and for a second set of local stacks.
 */
export function homeDirectory(root: string = projectRoot): string {
  const moved = process.env["CORNERSTONE_HOME"];
  return moved ? path.resolve(moved) : path.join(root, ".cornerstone");
}

export interface LocalPaths {
  /** `.cornerstone/local/<stack>`: all that a local run keeps, ignored by git. */
  readonly root: string;
  /** A copy of Pulumi.yaml and of the stack file: the engine writes into the latter. */
  readonly project: string;
  /** The engine's state. */
  readonly state: string;
  /** The engine's own home: a local run neither reads nor changes the user's login. */
  readonly home: string;
  /** The store of the local cloud. */
  readonly cloud: string;
  /** Ports and process of a running local cloud. */
  readonly cloudFile: string;
}

/** Notes on the runs of a stack, for the run after one that was killed. */
export interface RunPaths {
  /** Held while a run is under way. */
  readonly lock: string;
  /** Stands there while a run is under way; one that is left over tells of a killed run. */
  readonly marker: string;
  /** Resources that a killed run left uncertain, until the cloud has been asked. */
  readonly unsettled: string;
  /** What a destroy is to purge, until all of it is purged. */
  readonly purge: string;
}

/** @param local the same stack may stand in the local cloud and in a real one */
export function runPaths(stack: string, local: boolean, root: string = projectRoot): RunPaths {
  const base = local ? localPaths(stack, root).root : path.join(homeDirectory(root), "runs", stack);
  return {
    lock: path.join(base, "run.lock"),
    marker: path.join(base, "run.json"),
    unsettled: path.join(base, "unsettled.json"),
    purge: path.join(base, "purge.json"),
  };
}

/** @param root the project's folder */
export function localPaths(stack: string, root: string = projectRoot): LocalPaths {
  const base = path.join(localRoot(root), stack);
  return {
    root: base,
    project: path.join(base, "project"),
    state: path.join(base, "state"),
    home: path.join(base, "home"),
    cloud: path.join(base, "cloud"),
    cloudFile: path.join(base, "cloud.json"),
  };
}

/** The folder with one folder a local stack. */
export function localRoot(root: string = projectRoot): string {
  return path.join(homeDirectory(root), "local");
}
