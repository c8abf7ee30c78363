import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { referencedStacks } from "../referenced-stacks";
import { changedFiles, tryGit } from "./git";
import { importGraph, type ImportGraph } from "./import-graph";
import { changedPackages } from "./lockfile";

/** What a change reaches. */
export interface Affected {
  /** Stack -> why a change may reach it; a stack that is not here cannot have changed. */
  readonly stacks: ReadonlyMap<string, readonly string[]>;
  /** True where the program itself differs, or what it runs with: then the base's program must run to compare. */
  readonly program: boolean;
  /** True where the base's packages are other than those installed here. */
  readonly packages: boolean;
}

/** What stands up: the program, and what judges it. */
const programEntry = "stacks/index.ts";
const policyEntries = ["policies/rules/index.ts", "policies/packs/index.ts"];
/** Files without imports that the engine or node reads, and what each is. */
const settings: Readonly<Record<string, string>> = {
  "Pulumi.yaml": "the Pulumi project",
  "tsconfig.json": "how the program is compiled",
};
/** Reasons of one kind that are spelt out. */
const mostReasons = 5;

/** Which stacks the difference between a commit and the working tree may change, and why. */
export async function affectedStacks(
  root: string,
  commit: string,
  stacks: readonly string[],
): Promise<Affected> {
  const files = changedFiles(root, commit);
  const program = await importGraph(root, [programEntry]);
  const policies = await importGraph(root, policyEntries);
  const packages = lockReasons(root, commit, files, program);
  const programReasons = [
    ...imported(files, program),
    ...files.flatMap((file) => (settings[file] ? [`${file} is changed: ${settings[file]}`] : [])),
    ...deletedImports(files, root),
    ...packages,
  ];
  const shared = [
    ...programReasons,
    ...imported(
      files.filter((file) => !program.files.has(file)),
      policies,
    ),
  ];
  const reached = stacks.flatMap((stack): [string, readonly string[]][] => {
    const own = files.filter((file) => isOf(stack, file)).map((file) => `${file} is changed`);
    const reasons = [...own, ...shared];
    return reasons.length > 0 ? [[stack, reasons]] : [];
  });
  const direct = new Map(reached);
  const readers = stacks.flatMap((stack): [string, readonly string[]][] => {
    const changed = readBy(root, stack).filter((other) => direct.has(other));
    const reasons = changed.map((other) => `it reads the outputs of ${other}, which the change can reach`);
    return reasons.length > 0 ? [[stack, [...(direct.get(stack) ?? []), ...reasons]]] : [];
  });
  return {
    stacks: new Map([...direct, ...readers].sort(([a], [b]) => stacks.indexOf(a) - stacks.indexOf(b))),
    program: programReasons.length > 0,
    packages: packages.length > 0,
  };
}

/** Stacks whose outputs a stack reads. A file that cannot be read says nothing here, and is refused by its preview. */
function readBy(root: string, stack: string): readonly string[] {
  try {
    const text = fs.readFileSync(path.join(root, "stacks", `Pulumi.${stack}.yaml`), "utf8");
    const { config } = parse(text) as { readonly config: Readonly<Record<string, unknown>> };
    return referencedStacks({ sections: { secondary: config["cornerstone:secondary"] } });
  } catch {
    return [];
  }
}

/** Files that belong to one stack alone: its configuration, its exemptions, its attestations. */
function isOf(stack: string, file: string): boolean {
  return (
    file === `stacks/Pulumi.${stack}.yaml` ||
    new RegExp(`^stacks/[a-z]+/${stack.replace(/[.]/g, "\\.")}\\.ya?ml$`).test(file)
  );
}

function imported(files: readonly string[], { files: reached }: ImportGraph): readonly string[] {
  const reasons = files.flatMap((file) => {
    const chain = reached.get(file);
    return chain
      ? [
          chain.length > 1
            ? `${file} is changed, imported by ${chain.slice(0, -1).reverse().join(", by ")}`
            : `${file} is changed`,
        ]
      : [];
  });
  const more = reasons.length - mostReasons;
  return more > 0 ? [...reasons.slice(0, mostReasons), `and ${more} more files of the program`] : reasons;
}

/** What is gone is in no import graph of today; it may have been part of the program. */
function deletedImports(files: readonly string[], root: string): readonly string[] {
  return files
    .filter((file) => /^(stacks|components|catalog)\/.*\.(ts|json)$/.test(file) && !file.endsWith(".test.ts"))
    .filter((file) => !fs.existsSync(path.join(root, file)))
    .map((file) => `${file} is deleted`);
}

function lockReasons(
  root: string,
  commit: string,
  files: readonly string[],
  { packages }: ImportGraph,
): readonly string[] {
  if (!files.includes("package-lock.json")) return [];
  const before = tryGit(root, "show", `${commit}:./package-lock.json`);
  if (before === undefined) return ["package-lock.json is new"];
  const after = fs.readFileSync(path.join(root, "package-lock.json"), "utf8");
  const changed = changedPackages(before, after, packages);
  return changed.length === 0
    ? []
    : [
        `package-lock.json: ${changed.slice(0, mostReasons).join(", ")}${changed.length > mostReasons ? " and more" : ""}`,
      ];
}
