import { LineCounter, parseDocument, type Document } from "yaml";
import type { CheckFinding } from "./checks/check";
import { judge } from "./judge";
import { nearest } from "./nearest";
import { toProblem, type ParseOptions } from "./parse";
import type { Path } from "./path";
import type { ConfigProblem } from "./problems";
import { sectionNames, type AnyStackConfig } from "./schema";
import { engineDifferences } from "./yaml-engine";
import { positionOf } from "./yaml-position";

/** The namespace of a stack's sections: the name of the Pulumi project. */
export const namespace = "cornerstone";

/** A stack file that is in order, or everything that is wrong with it. */
export type StackFileResult =
  | {
      readonly ok: true;
      readonly config: AnyStackConfig;
      /** Each section as written, by its name. */
      readonly sections: Readonly<Record<string, unknown>>;
    }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * Reads a stack file (`Pulumi.<stack>.yaml`) from its text. Problems carry line and column, in the order of the file.
 * Keys of other namespaces (`azure-native:subscriptionId`) and Pulumi's own settings (`encryptionsalt`) are left alone.
 */
export function loadStackFile(text: string, file: string, options: ParseOptions = {}): StackFileResult {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
    logLevel: "error",
  });
  const content = readContent(document);
  if (!content.ok) return { ok: false, problems: content.problems.map(syntaxProblem) };

  const { sections, strays } = splitKeys(content.config);
  const { config, findings } = judge(sections, options.on ?? new Date(), options.beside);
  const inText = [
    ...findings.map((finding) => ({ ...finding, path: toFilePath(finding.path) })),
    ...strays,
    ...engineDifferences(document, (key) => key.startsWith(`${namespace}:`)),
  ];
  if (config && inText.length === 0) return { ok: true, config, sections };
  const problems = inText.map((finding): ConfigProblem => {
    const path = toSectionPath(finding.path);
    const raw = path === finding.path ? { config: content.config } : sections;
    return {
      ...toProblem({ ...finding, path }, raw, file),
      ...positionOf(document, lines, finding.path, finding.onKey),
    };
  });
  return { ok: false, problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };

  function syntaxProblem({ message, offset }: SyntaxError): ConfigProblem {
    const { line, col } = lines.linePos(offset);
    return {
      file,
      path: "config",
      value: undefined,
      message,
      allowed: `a YAML mapping \`config\` with the keys ${sectionNames.map(keyOf).join(", ")}`,
      fix: "correct the file",
      ...(line === 0 ? {} : { line, column: col }),
    };
  }
}

interface SyntaxError {
  readonly message: string;
  readonly offset: number;
}

type Content =
  | { readonly ok: true; readonly config: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problems: readonly SyntaxError[] };

function readContent(document: Document.Parsed): Content {
  if (document.errors.length > 0) {
    // One slip of the pen repeats itself on every line below it: the first is the cause.
    const first = new Map(document.errors.map((error) => [error.message, error] as const).reverse());
    const errors = document.errors.filter((error) => first.get(error.message) === error);
    return {
      ok: false,
      problems: errors.map((error) => ({
        message: `this is not YAML: ${error.message}`,
        offset: error.pos[0],
      })),
    };
  }
  let content: unknown;
  try {
    content = document.toJS();
    // An alias inside its own anchor has no end; the engine refuses it, too.
    JSON.stringify(content);
  } catch (error) {
    // Aliases that lead nowhere, into themselves, or to more copies than any stack has.
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { ok: false, problems: [{ message: `an alias cannot be resolved: ${reason}`, offset: 0 }] };
  }
  const config = isRecord(content) ? (content["config"] ?? {}) : (content ?? {});
  if (!isRecord(config))
    return { ok: false, problems: [{ message: "`config` is not a mapping", offset: 0 }] };
  return { ok: true, config };
}

/** Separates the project's sections from keys of other namespaces, and finds sections that lack theirs. */
function splitKeys(config: Readonly<Record<string, unknown>>): {
  readonly sections: Record<string, unknown>;
  readonly strays: readonly CheckFinding[];
} {
  const keys = Object.keys(config);
  const own = keys.filter((key) => key.startsWith(`${namespace}:`));
  const bare = keys.filter((key) => !key.includes(":"));
  return {
    sections: Object.fromEntries(own.map((key) => [key.slice(namespace.length + 1), config[key]])),
    strays: bare.map((key) => ({
      path: ["config", key],
      onKey: true as const,
      message: `the key "${key}" has no namespace`,
      allowed: sectionNames.map(keyOf).join(", "),
      fix: `write "${keyOf(nearest(key, sectionNames) ?? key)}"`,
    })),
  };
}

function keyOf(section: string): string {
  return `${namespace}:${section}`;
}

function toFilePath([section = "", ...rest]: Path): Path {
  return ["config", keyOf(String(section)), ...rest];
}

function toSectionPath(path: Path): Path {
  const [, key = "", ...rest] = path;
  const prefix = keyOf("");
  return String(key).startsWith(prefix) ? [String(key).slice(prefix.length), ...rest] : path;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
