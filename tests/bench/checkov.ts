import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { graphFromProgram } from "../../graph/from-program";
import type { ResourceGraph } from "../../graph/types";
import { coreMutations } from "../../policies/mutations/azure";
import { serviceMutations } from "../../policies/mutations/services";
import { stackFile } from "../support/stack-files";
import { armTemplate } from "./arm-template";
import { options } from "./checkov.cjs";
import type { Subject } from "./measure";

/**
 * The command of [Checkov](https://www.checkov.io), which comes from PyPI: who wants the comparison installs it (`pip install
 * checkov`) and names it in `CORNERSTONE_CHECKOV`. Without, nothing is compared.
 */
export const checkov = process.env["CORNERSTONE_CHECKOV"];

/** Checkov on prod as a template of Azure Resource Manager: the same resources, with the same properties. */
export const checkovSubject = ({ shipped }: Templates): Subject => ({
  name: "Checkov, on its template",
  command: ["tests/bench/checkov.cjs", shipped],
});

export interface Templates {
  readonly directory: string;
  /** The template of `prod` as it is shipped. */
  readonly shipped: string;
  [Symbol.dispose](): void;
}

const faults = [...coreMutations, ...serviceMutations];

/** Writes prod as a template, and again with each of the faults that a rule of this project finds, each in a file of its own. */
export async function writeTemplates(): Promise<Templates> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-bench-templates-"));
  const graph = await graphFromProgram({ stack: "prod", config: stackFile("prod") });
  const write = (name: string, of: ResourceGraph): string => {
    const file = path.join(directory, `${name}.json`);
    fs.writeFileSync(file, JSON.stringify(armTemplate(of)));
    return file;
  };
  for (const { rule, apply } of faults) write(rule, { ...graph, resources: apply(graph.resources) });
  return {
    directory,
    shipped: write("shipped", graph),
    [Symbol.dispose]: () => {
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

interface FailedCheck {
  readonly check_id: string;
  readonly file_path: string;
  readonly resource: string;
}

/** Says how many of the faults Checkov answers with a check that does not fail on prod as it is shipped. */
export async function faultsFound({ directory, shipped }: Templates): Promise<string> {
  // It ends with 1 when a check fails.
  const { stdout } = await promisify(execFile)(checkov ?? "", ["--directory", directory, ...options], {
    maxBuffer: 2 ** 29,
  }).catch((error: unknown) => error as { readonly stdout: string });
  const { results } = JSON.parse(stdout) as {
    readonly results: { readonly failed_checks: readonly FailedCheck[] };
  };
  const name = ({ check_id, resource }: FailedCheck): string => `${check_id} ${resource}`;
  const inShipped = ({ file_path }: FailedCheck): boolean =>
    path.basename(file_path) === path.basename(shipped);
  const before = new Set(results.failed_checks.filter(inShipped).map(name));
  const found = new Set(
    results.failed_checks
      .filter((check) => !before.has(name(check)))
      .map(({ file_path }) => path.basename(file_path, ".json")),
  );
  return `of ${faults.length} faults seeded into prod, each found by a rule, Checkov finds ${found.size}: ${[...found].sort().join(", ")}\n`;
}
