import * as fs from "node:fs";
import * as path from "node:path";
import { parseAttestations, type Attestation } from "../../policies/attestations/attestation";
import type { Exemption } from "../../policies/exemptions";
import { parseExemptions } from "../../policies/exemptions/parse";
import { formatRecordProblems, type Records } from "../../policies/exemptions/yaml-records";
import { exitCode, Failure, messageOf } from "./failure";
import { projectRoot } from "./paths";

/** Exemptions, or attestations, and the file that they stand in. */
export interface RecordFile<T> {
  /** Absolute. */
  readonly path: string;
  /** Relative to the project, with forward slashes, for reports. */
  readonly name: string;
  readonly records: readonly T[];
}

/** `stacks/exemptions/<stack>.yaml`, whether it is there or not. */
export function exemptionsPath(stack: string, root: string = projectRoot): string {
  return path.join(root, "stacks", "exemptions", `${stack}.yaml`);
}

/** `stacks/attestations/<stack>.yaml`, whether it is there or not. */
export function attestationsPath(stack: string, root: string = projectRoot): string {
  return path.join(root, "stacks", "attestations", `${stack}.yaml`);
}

/**
 * The exemptions of a file; none where there is no file. One malformed record refuses them all, with every problem at once:
 * nothing is exempted by a file that somebody did not mean.
 *
 * @param required whether a missing file is an error: somebody named it
 */
export function loadExemptions(file: string, required = false): RecordFile<Exemption> {
  return load(file, parseExemptions, required);
}

/** The attestations of a file; none where there is no file. A malformed one refuses them all. */
export function loadAttestations(file: string): RecordFile<Attestation> {
  return load(file, parseAttestations, false);
}

function load<T extends object>(
  file: string,
  parse: (text: string, name: string) => Records<T>,
  required: boolean,
): RecordFile<T> {
  const shown = path.relative(process.cwd(), file) || file;
  const name = path.relative(projectRoot, file).split(path.sep).join("/");
  if (!required && !fs.existsSync(file)) return { path: file, name, records: [] };
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new Failure(`cannot read ${shown}: ${messageOf(error)}`, exitCode.usage);
  }
  const parsed = parse(text, shown);
  if (!parsed.ok)
    throw new Failure(
      formatRecordProblems(parsed.problems),
      exitCode.usage,
      "Correct the file: as long as it is malformed, nothing in it holds. docs/exemptions.md shows its form.",
    );
  return { path: file, name, records: parsed.records };
}
