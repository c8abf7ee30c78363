import * as fs from "node:fs";
import * as path from "node:path";
import { isMap, LineCounter, parseDocument, visit, type Document } from "yaml";
import type { AnyStackConfig, StackConfig } from "../../stacks/config/index";
import type * as Config from "../../stacks/config/index";
import { exitCode, Failure } from "./failure";
import { lazily } from "./lazy";
import { projectRoot } from "./paths";

/** The Pulumi project: a section `network` of a stack stands under the key `cornerstone:network`. */
export const projectName = "cornerstone";

export interface StackFile {
  readonly stack: string;
  /** Absolute. */
  readonly path: string;
  /** As a person would name it: relative to where the command runs. */
  readonly name: string;
  /** The value of each section by its name. */
  readonly sections: Readonly<Record<string, unknown>>;
  readonly config: AnyStackConfig;
}

/** The file of a stack on Azure. */
export interface AzureStackFile extends StackFile {
  readonly config: StackConfig;
}

/** The same file, for a verb that has nothing to say of a stack on AWS. Throws a `Failure` of such a one. */
export function ofAzure({ config, ...file }: StackFile, verb: string): AzureStackFile {
  if (!("aws" in config)) return { ...file, config };
  throw notOfAzure(file.stack, verb);
}

/** What a verb says of a stack that it has nothing to say of. */
export function notOfAzure(stack: string, verb: string): Failure {
  return new Failure(
    `${stack} is a stack on AWS, and \`cornerstone ${verb}\` is about deployments on Azure`,
    exitCode.usage,
  );
}

/**
 * Reads and checks the file of a stack. Throws a `Failure` with every problem at once; no engine is needed to know
 * them, and none is started.
 */
export function loadStackFile(stack: string, root: string = projectRoot): StackFile {
  const file = stackFilePath(stack, root);
  const name = path.relative(process.cwd(), file) || file;
  const sections = readSections(file, name);
  const { formatProblems, parseStackConfig } = lazily(
    __filename,
    "../../stacks/config/index",
  ) as typeof Config;
  const result = parseStackConfig(sections, name, { beside: sectionsBeside(root) });
  if (!result.ok) throw new Failure(formatProblems(result.problems), exitCode.usage);
  return { stack, path: file, name, sections, config: result.config };
}

/** Gives the sections of another stack of the same folder; undefined where it has no file that can be read. */
export function sectionsBeside(
  root: string = projectRoot,
): (stack: string) => Readonly<Record<string, unknown>> | undefined {
  return (stack) => {
    try {
      const file = stackFilePath(stack, root);
      return readSections(file, file);
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  };
}

/** The names of the stacks that have a file. */
export function stackNames(root: string = projectRoot): readonly string[] {
  return fs
    .readdirSync(path.join(root, "stacks"))
    .flatMap((file) => /^Pulumi\.(.+)\.ya?ml$/.exec(file)?.[1] ?? [])
    .sort();
}

function stackFilePath(stack: string, root: string): string {
  const file = path.join(root, "stacks", `Pulumi.${stack}.yaml`);
  if (/^[\w.-]+$/.test(stack) && fs.existsSync(file)) return file;
  throw new Failure(
    `there is no stack "${stack}": ${path.relative(process.cwd(), file)} does not exist`,
    exitCode.usage,
    `Stacks are: ${stackNames(root).join(", ") || "none"}.`,
  );
}

function readSections(file: string, name: string): Record<string, unknown> {
  const text = fs.readFileSync(file, "utf8");
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error) throw new Failure(`${name}: ${error.message.trimEnd()}`, exitCode.usage);
  refuseBareDates(document, text, name);
  const config = document.get("config");
  if (!isMap(config))
    throw new Failure(
      `${name}: there is no "config:" with the sections of the stack`,
      exitCode.usage,
      `Begin it with "config:" and one key a section, e.g. "${projectName}:environment:".`,
    );
  const values = config.toJSON() as Record<string, unknown>;
  const prefix = `${projectName}:`;
  return Object.fromEntries(
    Object.entries(values)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}

/** YAML's two readers disagree: what is a text here is a point in time to Pulumi's, unless it stands in quotes. */
function refuseBareDates(document: Document, text: string, name: string): void {
  const lines = new LineCounter();
  parseDocument(text, { lineCounter: lines });
  const problems: string[] = [];
  visit(document, {
    Scalar: (_, node) => {
      if (node.type !== "PLAIN" || !/^\d{4}-\d\d-\d\d/.test(node.source ?? "")) return;
      const { line, col } = lines.linePos(node.range?.[0] ?? 0);
      const value = node.source ?? "";
      problems.push(
        `${name}:${line}:${col}\n  ${value} is a date to Pulumi, not a text\n  fix: write "${value}"`,
      );
    },
  });
  if (problems.length > 0) throw new Failure(problems.join("\n\n"), exitCode.usage);
}
