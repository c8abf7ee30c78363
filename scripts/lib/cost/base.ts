import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { formatProblems, loadStackFile } from "../../../stacks/config/index";
import type { AnyStackConfig } from "../../../stacks/config/index";
import { exitCode, Failure } from "../failure";
import { projectRoot } from "../paths";
import { stackNames } from "../stack-file";

/** The configuration that an estimate is compared with. */
export interface Base {
  /** Name of the stack that it is run as. */
  readonly stack: string;
  readonly config: AnyStackConfig;
  readonly sections: Readonly<Record<string, unknown>>;
}

/**
 * Finds what the user named: a stack file, another stack, or a git ref at which the stack's own file is read. The program is
 * today's in every case; only the configuration is the base's.
 */
export function loadBase(name: string, stack: string, root: string = projectRoot): Base {
  if (/\.ya?ml$/.test(name)) {
    if (!fs.existsSync(name)) throw new Failure(`${name} does not exist`, exitCode.usage);
    return read(fs.readFileSync(name, "utf8"), name, stack);
  }
  if (stackNames(root).includes(name)) {
    const own = path.join(root, "stacks", `Pulumi.${name}.yaml`);
    return read(fs.readFileSync(own, "utf8"), path.relative(process.cwd(), own), name);
  }
  const file = `stacks/Pulumi.${stack}.yaml`;
  return read(fromGit(name, file, root), `${name}:${file}`, stack);
}

function read(text: string, name: string, stack: string): Base {
  const result = loadStackFile(text, name);
  if (!result.ok) throw new Failure(formatProblems(result.problems), exitCode.usage);
  return { stack, config: result.config, sections: result.sections };
}

function fromGit(ref: string, file: string, root: string): string {
  const hint = `Name a stack file, a stack (${stackNames(root).join(", ")}) or a git ref that has ${file}.`;
  // A ref never begins with a hyphen; git would take it for an option.
  if (ref.startsWith("-")) throw new Failure(`"${ref}" is no base`, exitCode.usage, hint);
  try {
    return execFileSync("git", ["show", `${ref}:./${file}`], {
      cwd: path.resolve(root),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 16 * 1024 * 1024,
    });
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new Failure(`cannot read ${file} at "${ref}": ${said}`, exitCode.usage, hint, { cause: error });
  }
}
