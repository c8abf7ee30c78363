import { z } from "zod";
import { dayOf, daysBetween, isDay } from "../exemptions/day";
import { parseRecords, type Records } from "../exemptions/yaml-records";

/** A person's word, with evidence, that a control is met which no infrastructure can prove. */
export interface Attestation {
  /** Key of a framework, `gdpr`. */
  readonly framework: string;
  /** The control's own number, `30`. */
  readonly control: string;
  /** What is attested, in a sentence. */
  readonly statement: string;
  /** Where it can be seen: addresses or names of documents. */
  readonly evidence: readonly string[];
  /** Who attests it: an email address. */
  readonly owner: string;
  /** The day on which it was attested. */
  readonly attested: string;
  /** The last day on which the word holds. */
  readonly expires: string;
  readonly line?: number;
}

export type AttestationStatus = "valid" | "future" | "expired";

/** The most days for which somebody's word holds: what nobody looked at for longer is not known. */
export const longestAttestation = 366;

const text = (what: string) =>
  z
    .string({ error: `must be ${what}` })
    .trim()
    .min(1, { error: `must be ${what}` });
const day = z.string({ error: "must be a day like 2026-11-22" });

const schema = z.strictObject(
  {
    framework: text("a framework, like gdpr"),
    control: text('the number of a control in quotes, like "30"'),
    statement: text("what is attested, in a sentence"),
    evidence: z
      .array(text("the address or name of a document"), { error: "must be a list of documents" })
      .min(1, { error: "must name a document: a word without evidence proves nothing" }),
    owner: z.email({ error: "must be the email address of who attests it" }),
    attested: day,
    expires: day,
  },
  {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `unknown field ${issue.keys.join(", ")}`
        : "must be a mapping with framework, control, statement, evidence, owner, attested, expires",
  },
);

/** Reads `stacks/attestations/<stack>.yaml`: `attestations`, a list of records. */
export function parseAttestations(content: string, file: string): Records<Attestation> {
  return parseRecords<Attestation>(content, file, "attestations", schema, flawOf);
}

/** Whether an attestation holds on the day of `now`, its last day included. */
export function statusOf({ attested, expires }: Attestation, now: Date): AttestationStatus {
  const today = dayOf(now);
  if (today < attested) return "future";
  return today > expires ? "expired" : "valid";
}

function flawOf({ attested, expires }: Attestation): string | undefined {
  for (const [field, value] of Object.entries({ attested, expires }))
    if (!isDay(value)) return `${field} is "${value}", must be a day like 2026-11-22`;
  const days = daysBetween(attested, expires);
  if (days < 0) return `it expires (${expires}) before it was attested (${attested})`;
  if (days > longestAttestation) return `it lasts ${days} days; ${longestAttestation} is the most`;
  return undefined;
}
