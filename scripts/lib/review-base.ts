import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readBase, type BaseReport } from "../reports/compare";
import { exitCode, Failure, messageOf } from "./failure";
import { projectRoot } from "./paths";

/** What a review is compared with, and how to call it. */
export interface Base {
  readonly report: BaseReport;
  readonly name: string;
}

/** What a checkout needs to run beside its tracked files. */
const untracked = ["node_modules", path.join("localcloud", "schema", "dist")];

/**
 * The base of a comparison: a saved JSON report where a file of that name is, else a git reference. Of a reference, the stack is
 * reviewed as it was there, by the program and the rules of that commit, in a working tree of its own that is removed again.
 */
export function loadBase(base: string, stack: string, root: string = projectRoot): Base {
  if (fs.existsSync(base)) return { report: parse(fs.readFileSync(base, "utf8"), base), name: base };
  const commit = commitOf(base, root);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-base-"));
  const tree = path.join(folder, "tree");
  try {
    git(root, "worktree", "add", "--detach", "--quiet", tree, commit);
    for (const each of untracked) link(path.join(root, each), path.join(tree, each));
    const name = `${base} (${commit.slice(0, 10)})`;
    return { report: parse(reviewIn(tree, stack, name), name), name };
  } finally {
    git(root, "worktree", "remove", "--force", tree);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function commitOf(reference: string, root: string): string {
  try {
    return git(root, "rev-parse", "--verify", "--quiet", `${reference}^{commit}`).trim();
  } catch (error) {
    throw new Failure(
      `there is neither a file nor a git commit "${reference}"`,
      exitCode.usage,
      "Compare with a branch, a tag, a commit, or a report of `cornerstone review --json`.",
      { cause: error },
    );
  }
}

function reviewIn(tree: string, stack: string, name: string): string {
  try {
    return execFileSync(process.execPath, [path.join(tree, "scripts", "bin.js"), "review", stack, "--json"], {
      cwd: tree,
      encoding: "utf8",
      maxBuffer: 1 << 30,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    // Findings, or a rule that broke: the report is there all the same.
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    if (stdout?.startsWith("{")) return stdout;
    throw new Failure(
      `${stack} cannot be reviewed as it was in ${name}: ${(stderr ?? messageOf(error)).trim()}`,
      exitCode.failed,
      "Compare with a saved report: cornerstone review --json > base.json",
      { cause: error },
    );
  }
}

function parse(text: string, name: string): BaseReport {
  try {
    return readBase(text);
  } catch (error) {
    throw new Failure(`cannot compare with ${name}: ${messageOf(error)}`, exitCode.usage);
  }
}

function link(from: string, to: string): void {
  if (!fs.existsSync(from) || fs.existsSync(to)) return;
  fs.mkdirSync(path.dirname(to), { recursive: true });
  // A junction needs no privilege on Windows.
  fs.symlinkSync(from, to, "junction");
}

function git(root: string, ...args: readonly string[]): string {
  return execFileSync("git", [...args], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
