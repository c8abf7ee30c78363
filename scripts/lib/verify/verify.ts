import { graphFromState } from "../../../graph/from-state";
import type { FaceAddresses } from "../../../localcloud/face/index";
import { isAws, type AwsStackConfig } from "../../../stacks/config/index";
import type { Console } from "../console";
import { exitCode, Failure, type ExitCode } from "../failure";
import { lazily } from "../lazy";
import { deliver, formatOfFile } from "../output-file";
import { withSession } from "../session";
import { exportState } from "../settle";
import { ofAzure, type StackFile } from "../stack-file";
import type * as RealAws from "./aws/aws";
import { awsChecks } from "./aws/checks/index";
import type * as LocalAws from "./aws/local";
import { awsPlatformOf } from "./aws/platform";
import { azureCloud } from "./azure";
import type { Check } from "./check";
import { checks } from "./checks/index";
import type { Cloud, Position } from "./cloud";
import { localCloud } from "./local";
import { platformOf } from "./platform";
import { renderJson, renderJUnit, renderTable, summaryLine } from "./render";
import { exitCodeOf, type Verification } from "./result";
import { runChecks } from "./run";

export interface VerifyOptions {
  readonly file: StackFile;
  readonly local: boolean;
  /** Where this machine stands; the local cloud is seen from both sides. */
  readonly from: Position;
  readonly caller?: string | undefined;
  readonly stranger?: string | undefined;
  /** Seconds in which what takes Azure minutes may still come about. */
  readonly wait?: number | undefined;
  readonly exercise: readonly "failover"[];
  readonly only: readonly string[];
  readonly json: boolean;
  readonly format?: "table" | "json" | "junit" | undefined;
  readonly output?: string | undefined;
  readonly out: Console;
}

/** Roles and logs of a new platform take a cloud up to a quarter of an hour. */
const realWait = 900;

/** `cornerstone verify`. */
export function verify(options: VerifyOptions): Promise<ExitCode> {
  const { config } = options.file;
  return isAws(config) ? verifyAws(config, options) : verifyAzure(options);
}

function verifyAzure(options: VerifyOptions): Promise<ExitCode> {
  const { local, out } = options;
  const file = ofAzure(options.file, "verify");
  if (file.config.models.accounts.every(({ existing }) => existing))
    throw new Failure(
      `every account of ${file.stack} stands already: there is nothing of this stack to verify`,
      exitCode.usage,
      "Verify them with the stack that made them, or ask their owner.",
    );
  const selected = selectChecks(checks, options);
  const task = { out, file, local, writes: false, create: false, faces: true };
  return withSession(task, async (session) => {
    const platform = platformOf(graphFromState(await exportState(session.stack)), file.config);
    const [account] = platform.accounts;
    if (!account)
      throw new Failure(
        `${file.stack} has no AI account in its state: there is nothing to verify`,
        exitCode.usage,
        `Run \`cornerstone up ${file.stack}${local ? " --local" : ""}\` first.`,
      );
    const subscription = account.id.split("/")[2] ?? "";
    const faces = session.cloud?.faces;
    requireFaces(options, faces);
    const cloud: Cloud = faces
      ? localCloud(faces, subscription, platform)
      : azureCloud(
          { subscription, position: options.from, caller: options.caller, stranger: options.stranger },
          platform,
        );
    const value = await examine(platform, cloud, selected, options, session.signal);
    return { value, clean: true };
  });
}

function verifyAws(config: AwsStackConfig, options: VerifyOptions): Promise<ExitCode> {
  const { file, local, out, caller, stranger } = options;
  const selected = selectChecks(awsChecks, options);
  const task = { out, file, local, writes: false, create: false, faces: true };
  return withSession(task, async (session) => {
    const platform = awsPlatformOf(graphFromState(await exportState(session.stack)), config);
    if (platform.standing("aws:iam/role:Role").length === 0)
      throw new Failure(
        `${file.stack} has no role in its state: there is nothing to verify`,
        exitCode.usage,
        `Run \`cornerstone up ${file.stack}${local ? " --local" : ""}\` first.`,
      );
    const faces = session.cloud?.faces;
    // A local cloud that an earlier version started has no face of AWS; AWS itself must not be asked in its stead.
    requireFaces(options, faces && "aws" in faces ? faces : undefined);
    // AWS's clients are loaded for a stack on AWS alone.
    const cloud = faces
      ? (lazily(__filename, "./aws/local") as typeof LocalAws).localAws(faces, config)
      : await (lazily(__filename, "./aws/aws") as typeof RealAws).realAws(config, { caller, stranger });
    return { value: await examine(platform, cloud, selected, options, session.signal), clean: true };
  });
}

function requireFaces({ local }: VerifyOptions, faces: FaceAddresses | undefined): void {
  if (local && !faces)
    throw new Failure(
      "the local cloud has no faces to ask",
      exitCode.failed,
      "Stop it (`cornerstone local stop`), and verify again.",
    );
}

/** What is asked for: disturbing the platform only by name, and never Azure. */
function selectChecks<P, C>(
  all: readonly Check<P, C>[],
  { only, exercise, local, file }: VerifyOptions,
): readonly Check<P, C>[] {
  const unknown = [...only, ...exercise].filter((id) => !all.some((check) => check.id === id));
  if (unknown.length > 0)
    throw new Failure(
      `${file.stack} has no check "${unknown.join('", "')}"`,
      exitCode.usage,
      `Checks are: ${all.map(({ id }) => id).join(", ")}.`,
    );
  if (exercise.length > 0 && !local)
    throw new Failure(
      "an exercise takes a region of the cloud down, and a real one's cannot be",
      exitCode.usage,
      "Exercise on the local cloud: add --local.",
    );
  const wanted = all.filter(({ id, phase }) =>
    phase === "exercises" ? exercise.some((name) => name === id) : only.length === 0 || only.includes(id),
  );
  const needed = new Set(wanted.map(({ id }) => id));
  // What others rest on is looked at with them.
  return all.filter(({ id, phase }) => needed.has(id) || (only.length > 0 && phase === "structure"));
}

async function examine<P extends { readonly stack: string }, C extends { readonly name: string }>(
  platform: P,
  cloud: C,
  selected: readonly Check<P, C>[],
  { out, json, format, output, wait, local }: VerifyOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const began = Date.now();
  out.say(`verifying ${platform.stack} on ${cloud.name}`);
  const findings = await runChecks({
    ...{ checks: selected, platform, cloud, signal },
    wait: wait ?? (local ? 0 : realWait),
  });
  const verification: Verification = {
    ...{ stack: platform.stack, cloud: cloud.name, checks: selected, findings },
    milliseconds: Date.now() - began,
  };
  const chosen =
    format ?? (json ? "json" : (formatOfFile(output, { json: "json", xml: "junit" }) ?? "table"));
  // A file is for machines: whoever waits reads the table.
  if (output !== undefined) out.say(renderTable(verification, { color: out.color, columns: out.columns }));
  deliver(renderers[chosen](verification, out), output, out);
  const code = exitCodeOf(verification);
  const sign = code === exitCode.ok ? out.color.green("✓") : out.color.red("✗");
  out.say(`${sign} ${summaryLine(verification)} in ${(verification.milliseconds / 1_000).toFixed(1)} s`);
  return code;
}

const renderers = {
  table: (verification: Verification, out: Console) =>
    renderTable(verification, { color: out.dataColor, columns: out.columns }),
  json: renderJson,
  junit: renderJUnit,
} as const;
