import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { graphFromState } from "../../../graph/from-state";
import { mapFromWire } from "../../../graph/wire";
import type { PropertyMap } from "../../../graph/types";
import { runEngine } from "../engine-run";
import type { Console } from "../console";
import { exitCode, Failure, messageOf, type ExitCode } from "../failure";
import { deliver } from "../output-file";
import { withSession } from "../session";
import { exportState } from "../settle";
import type { StackFile } from "../stack-file";
import { analyse, type Observation } from "./analyse";
import type { StackDrift } from "./model";
import { driftMarkdown, sayDrift } from "./render";

export interface DriftOptions {
  readonly files: readonly StackFile[];
  readonly local: boolean;
  readonly json: boolean;
  readonly output?: string | undefined;
  readonly out: Console;
}

/** `cornerstone drift`. A stack that cannot be asked does not keep the others from being asked. */
export async function drift(options: DriftOptions): Promise<ExitCode> {
  const { files, json, output, out } = options;
  const stacks: StackDrift[] = [];
  for (const file of files) {
    const result = await driftOf(file, options);
    stacks.push(result);
    sayDrift(result, out);
  }
  const data = JSON.stringify({ version: 1, stacks }, null, 2);
  if (output !== undefined) deliver(output.endsWith(".json") ? data : driftMarkdown(stacks), output, out);
  if (json) out.data(data);
  if (stacks.some(({ failure }) => failure !== undefined)) return exitCode.failed;
  return stacks.some(({ drifted }) => drifted.length > 0) ? exitCode.findings : exitCode.ok;
}

async function driftOf(file: StackFile, { local, out }: DriftOptions): Promise<StackDrift> {
  const { stack, config } = file;
  try {
    return await withSession({ out, file, local, writes: false, create: false }, async (session) => {
      const exported = await exportState(session.stack);
      const observations: Observation[] = [];
      const result = await runEngine(session.stack, "refresh", {
        out,
        title: `asking the cloud about ${stack}`,
        signal: session.signal,
        previewOnly: true,
        onEvent: (event) => {
          const seen = observationOf(event);
          if (seen) observations.push(seen);
        },
      });
      if (!result.ok) throw new Failure(reasonOf(result), exitCode.failed);
      const state = graphFromState(exported);
      const unchanged = result.record.changes?.same ?? 0;
      return { value: analyse({ stack, state, config, unchanged }, observations, new Date()), clean: true };
    });
  } catch (error) {
    if (!(error instanceof Failure) && !(error instanceof Error && error.name === "StateFileError"))
      throw error;
    return { stack, drifted: [], workloads: [], broken: [], unchanged: 0, failure: messageOf(error) };
  }
}

function reasonOf({ record, complaint }: Awaited<ReturnType<typeof runEngine>>): string {
  const errors = record.diagnostics.filter(({ severity }) => severity === "error");
  return (
    [...new Set(errors.map(({ message }) => message))].join("; ") || complaint || "the engine gave no reason"
  );
}

interface State {
  readonly custom?: boolean;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
}

const unreadable = { unknown: "not known", ciphertext: "encrypted" };

/** What a refresh says of one resource, where it is not as it was. */
function observationOf({ resOutputsEvent }: EngineEvent): Observation | undefined {
  const metadata = resOutputsEvent?.metadata;
  if (metadata === undefined || metadata.op === "same") return undefined;
  const [before, after] = [metadata.old as State | undefined, metadata.new as State | undefined];
  if ((before ?? after)?.custom !== true || metadata.type.startsWith("pulumi:")) return undefined;
  if (metadata.op === "delete" || after === undefined) return { urn: metadata.urn };
  const read = (values: Record<string, unknown> | undefined): PropertyMap =>
    mapFromWire(values ?? {}, unreadable);
  return { urn: metadata.urn, now: { inputs: read(after.inputs), outputs: read(after.outputs) } };
}
