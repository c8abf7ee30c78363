import type { Path } from "../path";
import type { CheckFinding } from "./check";

/** Units of a gateway in one region, as far as they are readable. */
interface Units {
  readonly zones?: readonly (string | undefined)[] | undefined;
  readonly capacity?: number | undefined;
}

/** The units of one region are at least as many as its zones, each zone named once. */
export function checkZones({ zones, capacity }: Units, at: Path): readonly CheckFinding[] {
  if (zones === undefined || capacity === undefined) return [];
  const distinct = new Set(zones).size;
  if (distinct < zones.length) {
    return [
      {
        path: [...at, "zones"],
        message: "a zone is listed twice",
        allowed: "each zone once",
        fix: "remove the repetition",
      },
    ];
  }
  if (capacity >= distinct) return [];
  return [
    {
      path: [...at, "capacity"],
      message: `${capacity} unit cannot be spread over ${distinct} zones`,
      allowed: `at least ${distinct}`,
      fix: `write ${distinct}, or name fewer zones`,
    },
  ];
}
