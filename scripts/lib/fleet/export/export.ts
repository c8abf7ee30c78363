import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import type { Console } from "../../console";
import { exitCode, Failure, type ExitCode } from "../../failure";
import { projectRoot } from "../../paths";
import { tryGit } from "../../pull-request/git";
import { readFleet, selectStacks, type Selection } from "../select";
import { githubMatrix } from "./github-matrix";
import { kubernetesOperator } from "./kubernetes-operator";
import { pulumiDeployments } from "./pulumi-deployments";
import type { ExportedFile, ExportOptions, ExportTarget } from "./target";

export const exportTargets = {
  "github-matrix": githubMatrix,
  "pulumi-deployments": pulumiDeployments,
  "kubernetes-operator": kubernetesOperator,
} as const satisfies Readonly<Record<string, ExportTarget>>;
export type ExportTargetName = keyof typeof exportTargets;

export interface FleetExport extends Partial<Omit<ExportOptions, "repository">> {
  readonly to: ExportTargetName;
  readonly selection: Selection;
  readonly repository?: string | undefined;
  /** Folder for the files; printed where there is none. */
  readonly folder?: string | undefined;
  /** Writes over files that are there. */
  readonly force: boolean;
  readonly out: Console;
}

/** `cornerstone fleet export`. */
export function exportFleet(options: FleetExport): ExitCode {
  const { to, out, folder, force } = options;
  const target: ExportTarget = exportTargets[to];
  const stacks = selectStacks(options.selection, readFleet());
  const files = made(to, () =>
    target.files(stacks, {
      repository: options.repository ?? originOf(projectRoot),
      branch: options.branch ?? "main",
      organization: options.organization ?? "organization",
      namespace: options.namespace ?? "pulumi",
      backend: options.backend,
    }),
  );
  if (folder === undefined) for (const { text } of files) out.data(text.trimEnd());
  else writeFiles(files, folder, force, out);
  for (const line of target.remains) out.say(`${out.color.yellow("to do:")} ${line}`);
  for (const line of target.lacks) out.say(out.color.dim(`it does not have: ${line}`));
  return exitCode.ok;
}

/** What the schema of the target refuses is a name or an option that it does not take. */
function made<T>(to: ExportTargetName, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new Failure(`${to} does not take this:\n${z.prettifyError(error)}`, exitCode.usage);
  }
}

function writeFiles(files: readonly ExportedFile[], folder: string, force: boolean, out: Console): void {
  const there = files.filter(({ name }) => fs.existsSync(path.join(folder, name)));
  if (there.length > 0 && !force)
    throw new Failure(
      `${there.map(({ name }) => path.join(folder, name)).join(", ")} ${there.length === 1 ? "is" : "are"} there already`,
      exitCode.usage,
      "Add --force to write over, or name another folder.",
    );
  fs.mkdirSync(folder, { recursive: true });
  for (const { name, text } of files) {
    fs.writeFileSync(path.join(folder, name), text.endsWith("\n") ? text : `${text}\n`);
    out.say(`${out.color.green("✓")} ${path.join(folder, name)}`);
  }
}

/** `owner/name` of the remote `origin` on GitHub. */
function originOf(root: string): string {
  const url = tryGit(root, "remote", "get-url", "origin")?.trim() ?? "";
  const name = /github\.com[:/]([\w.-]+\/[\w.-]+?)(\.git)?$/.exec(url)?.[1];
  if (name !== undefined) return name;
  throw new Failure(
    "which repository on GitHub this is cannot be told from the remote `origin`",
    exitCode.usage,
    "Name it: --repository owner/name.",
  );
}
