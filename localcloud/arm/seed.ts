import { createHash } from "node:crypto";

/** Identifiers that look random and are the same in every run with the same seed. */
export interface Seed {
  /** A GUID for a purpose, e.g. `guid("<id>:principal")`. */
  guid(label: string): string;
  /** `length` hex digits (64 at most). */
  hex(label: string, length: number): string;
  /** A fraction of one, in [0, 1). */
  fraction(label: string): number;
}

export function seedOf(seed: string): Seed {
  const hex = (label: string, length: number) =>
    createHash("sha256").update(seed).update("\0").update(label).digest("hex").slice(0, length);
  return {
    hex,
    guid: (label) => {
      const digits = hex(label, 32);
      // Version 4, variant 1, as the services' own GUIDs are.
      const variant = "89ab"[parseInt(digits[16] ?? "0", 16) % 4] ?? "8";
      return [
        digits.slice(0, 8),
        digits.slice(8, 12),
        `4${digits.slice(13, 16)}`,
        `${variant}${digits.slice(17, 20)}`,
        digits.slice(20, 32),
      ].join("-");
    },
    fraction: (label) => parseInt(hex(label, 8), 16) / 0x1_0000_0000,
  };
}
