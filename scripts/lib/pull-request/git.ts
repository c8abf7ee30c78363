import { execFileSync } from "node:child_process";
import { exitCode, Failure } from "../failure";

/** Runs git in a folder and gives what it prints. No shell: a ref with a semicolon stays a ref. */
export function git(root: string, ...args: readonly string[]): string {
  return execFileSync("git", [...args], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** As `git`, or undefined where git refuses. */
export function tryGit(root: string, ...args: readonly string[]): string | undefined {
  try {
    return git(root, ...args);
  } catch {
    return undefined;
  }
}

export interface BaseCommit {
  /** As the user named it, or as it was found. */
  readonly ref: string;
  /** Where the change began: what the base got since then is not the change's doing. */
  readonly commit: string;
}

/**
 * The commit that a change is compared with: the merge base of HEAD and the ref. Without a ref, the target branch that the CI
 * names, else the main branch.
 */
export function findBase(root: string, wanted: string | undefined, env: NodeJS.ProcessEnv): BaseCommit {
  const candidates = wanted === undefined ? defaultBases(env) : [wanted];
  for (const ref of candidates) {
    // A ref never begins with a hyphen; git would take it for an option.
    if (ref.startsWith("-")) continue;
    const commit = tryGit(root, "merge-base", ref, "HEAD")?.trim();
    if (commit) return { ref, commit };
  }
  throw new Failure(
    `there is no base to compare with: git knows no common commit of HEAD and ${candidates.join(" or ")}`,
    exitCode.usage,
    "Name a branch with --base. In CI, fetch the whole history (`fetch-depth: 0`).",
  );
}

/** Files that differ between a commit and the working tree, with forward slashes; new ones included. */
export function changedFiles(root: string, commit: string): readonly string[] {
  const lists = [
    git(root, "diff", "--name-only", "-z", "--no-renames", commit),
    git(root, "ls-files", "-z", "--others", "--exclude-standard"),
  ];
  return [...new Set(lists.flatMap((list) => list.split("\0")).filter((file) => file !== ""))].sort();
}

/** The commit that is checked out, unless files differ from it. */
export function cleanCommit(root: string): string | undefined {
  const dirty = tryGit(root, "status", "--porcelain") ?? "?";
  return dirty.trim() === "" ? git(root, "rev-parse", "HEAD").trim() : undefined;
}

function defaultBases(env: NodeJS.ProcessEnv): readonly string[] {
  const github = env["GITHUB_BASE_REF"];
  const azure = env["SYSTEM_PULLREQUEST_TARGETBRANCH"]?.replace(/^refs\/heads\//, "");
  const target = github ?? azure;
  return target ? [`origin/${target}`, target] : ["origin/main", "main", "HEAD"];
}
