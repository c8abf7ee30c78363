import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { exitCode, Failure } from "../failure";
import { homeDirectory, projectRoot } from "../paths";
import { tryGit } from "../pull-request/git";
import { fleetVerbs, type FleetVerb, type StackOutcome } from "./model";

const outcomeSchema = z.object({
  stack: z.string(),
  status: z.enum(["ok", "findings", "usage", "failed", "timeout", "stopped", "waiting"]),
  headline: z.string(),
  findings: z.array(z.object({ rule: z.string(), mandatory: z.boolean(), resources: z.number() })),
  seconds: z.number(),
  /** Hash of the stack file and of the program that it was done with. */
  basis: z.string(),
});

const recordSchema = z.object({
  version: z.literal(1),
  verb: z.enum(fleetVerbs),
  local: z.boolean(),
  /** Every stack of the run, done or not. */
  stacks: z.array(z.string()),
  outcomes: z.array(outcomeSchema),
});

type RecordContent = z.infer<typeof recordSchema>;

/** Runs of which record and logs are kept. */
const kept = 20;

/** What a fleet run has done so far, on disk after each stack: a run that was killed can be gone on with. */
export class FleetRecord {
  private readonly outcomes = new Map<string, RecordContent["outcomes"][number]>();

  private constructor(
    /** Of record, logs and data. */
    readonly folder: string,
    readonly verb: FleetVerb,
    readonly local: boolean,
    readonly stacks: readonly string[],
    private readonly basisOf: (stack: string) => string,
  ) {}

  static begin(
    { verb, local, stacks }: Pick<RecordContent, "verb" | "local" | "stacks">,
    now: Date = new Date(),
    basisOf: (stack: string) => string = programBasis(),
  ): FleetRecord {
    const name = `${now.toISOString().replace(/[:.]/g, "-")}-${verb}`;
    const record = new FleetRecord(path.join(fleetFolder(), name), verb, local, stacks, basisOf);
    record.write();
    removeOld();
    return record;
  }

  /** The last run of this verb. @throws Failure when there is none */
  static last(
    verb: FleetVerb,
    local: boolean,
    basisOf: (stack: string) => string = programBasis(),
  ): FleetRecord {
    for (const folder of runFolders().reverse()) {
      const content = readRecord(folder);
      if (content?.verb !== verb || content.local !== local) continue;
      const record = new FleetRecord(folder, verb, local, content.stacks, basisOf);
      for (const outcome of content.outcomes) record.outcomes.set(outcome.stack, outcome);
      return record;
    }
    throw new Failure(
      `there is no run of fleet ${verb}${local ? " --local" : ""} to go on with`,
      exitCode.usage,
      "Leave out --resume to begin one.",
    );
  }

  /** What was done already, by the same program and stack file as now. */
  outcomeOf(stack: string): StackOutcome | undefined {
    const known = this.outcomes.get(stack);
    if (known?.basis !== this.basisOf(stack)) return undefined;
    const { stack: name, status, headline, findings, seconds } = known;
    return { stack: name, status, headline, findings, seconds };
  }

  add(outcome: StackOutcome): void {
    this.outcomes.set(outcome.stack, {
      ...outcome,
      findings: [...outcome.findings],
      basis: this.basisOf(outcome.stack),
    });
    this.write();
  }

  /** Written aside and renamed: whoever reads it finds all of it. */
  private write(): void {
    fs.mkdirSync(this.folder, { recursive: true });
    const { verb, local, stacks } = this;
    const content: RecordContent = {
      version: 1,
      verb,
      local,
      stacks: [...stacks],
      outcomes: [...this.outcomes.values()],
    };
    const file = path.join(this.folder, recordName);
    fs.writeFileSync(`${file}.tmp`, JSON.stringify(content, null, 2));
    fs.renameSync(`${file}.tmp`, file);
  }
}

const recordName = "fleet-run.json";

/** Hash of a stack's file and of all that git knows to differ from a commit, and that commit. */
function programBasis(root: string = projectRoot): (stack: string) => string {
  const commit = tryGit(root, "rev-parse", "HEAD") ?? "";
  const changes = tryGit(root, "diff", "HEAD", "--", ".", ":!stacks/Pulumi.*.yaml") ?? "";
  return (stack) => {
    const file = path.join(root, "stacks", `Pulumi.${stack}.yaml`);
    const text = fs.existsSync(file) ? fs.readFileSync(file) : "";
    return createHash("sha256").update(commit).update(changes).update(text).digest("hex");
  };
}

function fleetFolder(): string {
  return path.join(homeDirectory(), "fleet");
}

/** Oldest first: their names begin with the time. */
function runFolders(): string[] {
  const folder = fleetFolder();
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name));
}

function readRecord(folder: string): RecordContent | undefined {
  try {
    return recordSchema.parse(JSON.parse(fs.readFileSync(path.join(folder, recordName), "utf8")));
  } catch {
    return undefined;
  }
}

function removeOld(): void {
  for (const folder of runFolders().slice(0, -kept)) fs.rmSync(folder, { recursive: true, force: true });
}
