import type * as Mermaid from "../../../graph/residency/mermaid";
import type * as Prove from "../../../graph/residency/prove";
import type { DeclaredResidency, ResidencyProof } from "../../../graph/residency/types";
import type { ResourceGraph } from "../../../graph/types";
import { boundaryNames, findBoundary } from "../../../catalog/regions";
import type { Console } from "../console";
import { exitCode, Failure, type ExitCode } from "../failure";
import { loadGraph } from "../graph-source";
import { lazily } from "../lazy";
import { deliver, formatOfFile } from "../output-file";
import { loadStackFile, stackNames } from "../stack-file";
import { residencyMarkdown } from "./markdown";
import { renderResidency } from "./render";

export interface ResidencyOptions {
  readonly stacks?: readonly string[] | undefined;
  readonly state?: readonly string[] | undefined;
  readonly boundary?: string | undefined;
  readonly format?: "text" | "json" | "mermaid" | "markdown" | undefined;
  readonly json: boolean;
  readonly output?: string | undefined;
}

/** The version of `residency --json`: raised when a reader of the old form could misread the new one. */
const residencyJsonVersion = 1;

const endings = { json: "json", mmd: "mermaid", mermaid: "mermaid", md: "markdown", txt: "text" } as const;

/** `cornerstone residency`. */
export async function residency(options: ResidencyOptions, out: Console): Promise<ExitCode> {
  const proofs = await residencyProofs(options);
  const { residencyMermaid } = lazily(__filename, "../../../graph/residency/mermaid") as typeof Mermaid;
  const format = options.json ? "json" : (options.format ?? formatOfFile(options.output, endings) ?? "text");
  const colors = options.output === undefined ? out.dataColor : undefined;
  const texts = {
    text: () => renderResidency(proofs, { columns: out.columns, ...(colors && { colors }) }),
    json: () => JSON.stringify({ version: residencyJsonVersion, stacks: proofs }, null, 2),
    mermaid: () => residencyMermaid(proofs),
    markdown: () => residencyMarkdown(proofs, residencyMermaid(proofs)),
  };
  deliver(texts[format](), options.output, out);
  return proofs.some(({ verdict }) => verdict === "outside") ? exitCode.findings : exitCode.ok;
}

/** The proof of each stack that is asked for, its data followed into every other stack that it names. */
export async function residencyProofs(
  options: Pick<ResidencyOptions, "stacks" | "state" | "boundary">,
): Promise<readonly ResidencyProof[]> {
  const { state = [] } = options;
  const stacks = options.stacks?.length ? options.stacks : state.length > 0 ? [] : ["dev"];
  const asked: ResourceGraph[] = [];
  const reached = new Map<string, ResourceGraph>();
  for (const stack of stacks) {
    const file = loadStackFile(stack);
    asked.push(await loadGraph({ stack }, file));
    const secondary = secondaryOf(file.sections);
    if (secondary !== undefined && !stacks.includes(secondary) && stackNames().includes(secondary))
      reached.set(secondary, await loadGraph({ stack: secondary }));
  }
  for (const file of state) asked.push(await loadGraph({ stack: file, state: file }));
  const { proveResidency, declaredResidency } = lazily(
    __filename,
    "../../../graph/residency/prove",
  ) as typeof Prove;
  const others = [...asked, ...reached.values()];
  return asked.map((graph) =>
    proveResidency(graph, limitsOf(graph, declaredResidency(graph), options.boundary), others),
  );
}

/** The stack of the second cloud, by the section `secondary`. */
function secondaryOf(sections: Readonly<Record<string, unknown>>): string | undefined {
  const { stack } = (sections["secondary"] ?? {}) as { readonly stack?: unknown };
  return typeof stack === "string" ? stack : undefined;
}

function limitsOf(
  { stack }: ResourceGraph,
  declared: DeclaredResidency | undefined,
  boundary: string | undefined,
): DeclaredResidency {
  if (boundary !== undefined && !findBoundary(boundary))
    throw new Failure(
      `--boundary: there is no boundary "${boundary}"`,
      exitCode.usage,
      `Boundaries are: ${boundaryNames.join(", ")}.`,
    );
  if (boundary !== undefined) return { processing: "global", ...declared, boundary };
  if (declared) return declared;
  throw new Failure(
    `${stack} declares no residency boundary`,
    exitCode.usage,
    `Name one with --boundary: ${boundaryNames.join(", ")}.`,
  );
}
