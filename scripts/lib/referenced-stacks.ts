import type { Workspace } from "@pulumi/pulumi/automation/index.js";
import * as fs from "node:fs";
import * as path from "node:path";
import type * as FromProgram from "../../graph/from-program";
import { graphToJson } from "../../graph/json";
import type { Console } from "./console";
import { exitCode, Failure } from "./failure";
import { lazily } from "./lazy";
import { localPaths, projectRoot } from "./paths";
import { projectName, sectionsBeside, type StackFile } from "./stack-file";

type Outputs = Readonly<Record<string, unknown>>;

const rootType = "pulumi:pulumi:Stack";

/** Stacks whose outputs the program of a stack reads: that of its second cloud. */
export function referencedStacks({ sections }: Pick<StackFile, "sections">): readonly string[] {
  const { stack } = (sections["secondary"] ?? {}) as { readonly stack?: unknown };
  return typeof stack === "string" ? [stack] : [];
}

/** How a local run takes the stacks that its program refers to. */
export interface ReferenceOptions {
  /** Whether the run changes anything: then each of them must be up. */
  readonly writes: boolean;
  readonly local: boolean;
  readonly out: Console;
  /** The backend of the run, which knows the stacks that are up in it. */
  readonly backend: Pick<Workspace, "stackOutputs">;
  readonly root?: string;
}

/**
 * Sees to it that the engine finds what other stacks tell of themselves. Each local stack has a state of its own, so their outputs
 * are laid into that of this one; a local run that changes nothing goes on without them, with what their programs would tell.
 *
 * @throws Failure when a stack that is needed is not up
 */
export async function layReferences(file: StackFile, options: ReferenceOptions): Promise<void> {
  const { writes, local, out, backend, root = projectRoot } = options;
  for (const stack of referencedStacks(file)) {
    if (!local) {
      if (await isUp(stack, backend)) continue;
      throw notUp(file, stack, "");
    }
    const told = outputsOf(stack, root) ?? (writes ? undefined : await wouldTell(stack, root));
    if (!told) throw notUp(file, stack, " --local");
    if (!outputsOf(stack, root))
      out.say(`${out.color.yellow("!")} ${stack} is not up: taking what its program would tell`);
    const folder = path.join(localPaths(file.stack, root).state, ".pulumi", "stacks", projectName);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, `${stack}.json`), JSON.stringify(checkpointOf(stack, told)));
  }
}

function notUp({ stack, name }: StackFile, needed: string, local: string): Failure {
  return new Failure(
    `${stack} reads what ${needed} tells of itself, and ${needed} is not up${local === "" ? "" : " in the local cloud"}`,
    exitCode.usage,
    `Run \`npx cornerstone up ${needed}${local}\` first, or remove the section "secondary" from ${name}.`,
  );
}

async function isUp(stack: string, backend: ReferenceOptions["backend"]): Promise<boolean> {
  try {
    return Object.keys(await backend.stackOutputs(stack)).length > 0;
  } catch {
    // The backend has no such stack.
    return false;
  }
}

/** The outputs of a local stack that is up, from its state. */
function outputsOf(stack: string, root: string): Outputs | undefined {
  const file = path.join(localPaths(stack, root).state, ".pulumi", "stacks", projectName, `${stack}.json`);
  if (!fs.existsSync(file)) return undefined;
  const { checkpoint } = JSON.parse(fs.readFileSync(file, "utf8")) as {
    readonly checkpoint?: {
      readonly latest?: {
        readonly resources?: readonly { readonly type: string; readonly outputs?: Outputs }[];
      };
    };
  };
  const found = checkpoint?.latest?.resources?.find(({ type }) => type === rootType)?.outputs;
  return found && Object.keys(found).length > 0 ? found : undefined;
}

/** What the program of a stack tells when it runs in this process. */
async function wouldTell(stack: string, root: string): Promise<Outputs | undefined> {
  const beside = sectionsBeside(root);
  const sections = beside(stack);
  if (!sections) return undefined;
  const { graphFromProgram } = lazily(__filename, "../../graph/from-program") as typeof FromProgram;
  const graph = await graphFromProgram({ stack, config: sections, beside });
  const { resources } = JSON.parse(graphToJson(graph)) as {
    readonly resources: readonly { readonly type: string; readonly outputs: Outputs }[];
  };
  return resources.find(({ type }) => type === rootType)?.outputs;
}

/** A state that holds nothing but the outputs. */
function checkpointOf(stack: string, outputs: Outputs): unknown {
  const urn = `urn:pulumi:${stack}::${projectName}::${rootType}::${projectName}-${stack}`;
  return {
    version: 3,
    checkpoint: {
      stack: `organization/${projectName}/${stack}`,
      latest: {
        manifest: { time: new Date(0).toISOString(), magic: "", version: "" },
        resources: [{ urn, custom: false, type: rootType, outputs }],
      },
    },
  };
}
