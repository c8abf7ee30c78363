import { z } from "zod";
import type { Exemption } from "./exemption";
import { flawOf } from "./judge";
import { parseRecords, type Records } from "./yaml-records";

const text = (what: string) =>
  z
    .string({ error: `must be ${what}` })
    .trim()
    .min(1, { error: `must be ${what}` })
    .max(2000, { error: "is too long" });

/** A day in quotes or without: YAML 1.2 knows no dates. */
const day = z.string({ error: "must be a day like 2026-11-22" });

/** The fields of one record of `stacks/exemptions/<stack>.yaml`. */
export const exemptionSchema = z.strictObject(
  {
    rule: z.string({ error: "must be the ID of a rule, like CS-0002" }).regex(/^CS-\d{4}$/, {
      error: "must be the ID of a rule, like CS-0002",
    }),
    resource: text("a URN, or <type>::<name> where * in the name stands for any characters"),
    reason: text("the reason why the risk is accepted, in a sentence"),
    ticket: text("where it was decided: the number or address of a ticket"),
    owner: z.email({ error: "must be the email address of who answers for the risk" }),
    created: day,
    expires: day,
    compensatingControl: text("what limits the risk meanwhile").exactOptional(),
  },
  {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `unknown field ${issue.keys.join(", ")}`
        : "must be a mapping with rule, resource, reason, ticket, owner, created, expires",
  },
);

/** Reads `stacks/exemptions/<stack>.yaml`: `exemptions`, a list of records. Malformed, it yields problems and no record. */
export function parseExemptions(content: string, file: string): Records<Exemption> {
  return parseRecords<Exemption>(content, file, "exemptions", exemptionSchema, flawOf);
}
