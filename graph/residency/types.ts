import type { ResourceNode } from "../types";

/** What is followed through a platform. */
export const dataClasses = [
  "prompt",
  "completion",
  "log",
  "vector",
  "thread",
  "backup",
  "trainingFile",
] as const;
export type DataClass = (typeof dataClasses)[number];

/** What people call a class of data. */
export const dataClassTitles: Readonly<Record<DataClass, string>> = {
  prompt: "prompts",
  completion: "completions",
  log: "log lines",
  vector: "vectors",
  thread: "threads and their files",
  backup: "backups and copies",
  trainingFile: "training files",
};

/** `unknown` is neither: what is not known is never taken to stay inside. */
export type ResidencyVerdict = "inside" | "outside" | "unknown";

/** Where data lies or is processed, judged against a boundary. */
export interface Place {
  /** `swedencentral (Sweden)`, `EU data zone`, `any region of the world`. */
  readonly name: string;
  readonly verdict: ResidencyVerdict;
  /** Why it counts as inside, outside, or unknown. */
  readonly why: string;
  /** What would keep the data inside. */
  readonly fix?: string;
}

/** Something that data reaches, and what it reaches from there. */
export interface Hop {
  /** Stack that declares it. */
  readonly stack: string;
  /** URN; absent for a place that is no resource of a stack. */
  readonly urn?: string;
  /** What it is: `deployment`, `Cosmos DB account`. */
  readonly kind: string;
  readonly name: string;
  /** How the data gets here from the hop before: `calls it first`, `fails over to it`. */
  readonly how: string;
  readonly place: Place;
  readonly next: readonly Hop[];
}

/** Every path of one class of data. */
export interface ClassProof {
  readonly class: DataClass;
  readonly verdict: ResidencyVerdict;
  /** Where the data enters, and everything that it reaches from there. Each place appears once. */
  readonly entries: readonly Hop[];
}

/** The limits that a stack declares. */
export interface DeclaredResidency {
  /** Key of `residencyBoundaries`, e.g. `eu`. */
  readonly boundary: string;
  /** The widest geography in which a deployment may process prompts. */
  readonly processing: "region" | "dataZone" | "global";
}

/** What holds of one stack, other stacks that its data reaches included. */
export interface ResidencyProof {
  readonly stack: string;
  /** What the graph of the stack was built from. */
  readonly basis: string;
  readonly declared: DeclaredResidency;
  readonly verdict: ResidencyVerdict;
  readonly classes: readonly ClassProof[];
}

/** A resource and the stack that it belongs to. */
export interface Located {
  readonly stack: string;
  readonly node: ResourceNode;
}

/** A step of data from one place to the next. */
export interface Flow {
  readonly how: string;
  readonly classes: readonly DataClass[];
  readonly to: Located | Endpoint;
}

/** Somewhere that is no resource of any stack that is looked at. */
export interface Endpoint {
  readonly kind: string;
  readonly name: string;
  readonly place: Place;
}

/** The worst of several verdicts: one leak is a leak, and one gap leaves the whole unproven. */
export function worst(verdicts: readonly ResidencyVerdict[]): ResidencyVerdict {
  if (verdicts.includes("outside")) return "outside";
  return verdicts.includes("unknown") ? "unknown" : "inside";
}
